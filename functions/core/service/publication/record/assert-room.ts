import { BroadsheetError } from "../../../errors.ts";
import type { PublicationWorld } from "../publication-world.ts";
import { listPublications, publicationNames } from "./list-publications.ts";

/**
 * Names that publications may have had in all. A deleted publication leaves a record, which the tick reads every minute
 * and which is read here, so that creating and deleting for ever may not add to them.
 */
export const mostNames = 10_000;

/**
 * Asserts that one more publication may exist. It costs a listing of the names; only if as many names were used as
 * publications may exist, their records are read to count those that do. Two creations at once may pass a limit by one,
 * which does no harm.
 *
 * @param isNewName whether no publication ever had the name
 * @throws BroadsheetError `conflict` (`too-many-publications`, `too-many-publication-names`), `unavailable`
 */
export async function assertRoom(
  isNewName: boolean,
  { store, mostPublications = 1000 }: Pick<PublicationWorld, "store" | "mostPublications">,
): Promise<void> {
  let names = 0;
  for await (const _name of publicationNames(store)) {
    names += 1;
    if (names === mostNames) break;
  }
  if (names >= mostPublications) {
    const { publications } = await listPublications(store, { limit: Math.max(1, mostPublications) });
    if (publications.length >= mostPublications)
      throw new BroadsheetError("conflict", {
        code: "too-many-publications",
        message: `there are as many publications as may exist: ${publications.length} of ${mostPublications}`,
        seen: publications.length,
        allowed: mostPublications,
        hint: "delete one that is not needed, or raise the limit: serve --most-publications, or the stack's setting mostPublications",
      });
  }
  if (isNewName && names >= mostNames)
    throw new BroadsheetError("conflict", {
      code: "too-many-publication-names",
      message: `${mostNames} names of publications have been used, those of deleted ones included`,
      seen: names,
      allowed: mostNames,
      hint: "use the name of a deleted publication again",
    });
}
