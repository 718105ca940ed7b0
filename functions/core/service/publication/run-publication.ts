import { BroadsheetError } from "../../errors.ts";
import type { Caller } from "../lifecycle/records/records.ts";
import type { Edition } from "./edition/edition.ts";
import { instantId } from "./edition/edition-kind.ts";
import { makeEdition } from "./edition/make-edition.ts";
import type { Publication } from "./publication.ts";
import type { PublicationWorld } from "./publication-world.ts";
import { dayOfEdition } from "./schedule/edition-request.ts";

/**
 * Makes an edition now, whatever the triggers say. Its id is the present second: two calls within one make one edition.
 *
 * @param options.date the edition's date, `YYYY-MM-DD` @default the one that the publication derives
 * @throws BroadsheetError as `acceptReport`; `conflict` if an edition of this second was deleted; `unavailable`
 */
export async function runPublication(
  publication: Publication,
  { date, caller }: { readonly date?: string | undefined; readonly caller?: Caller | undefined },
  world: PublicationWorld,
): Promise<Edition> {
  const instant = Math.floor(world.clock.now() / 1000) * 1000;
  const id = instantId(instant);
  const day = dayOfEdition(publication.configuration, instant, world);
  const edition = await makeEdition(publication, { id, instant, day, cause: { kind: "run" }, date, caller }, world);
  if (edition !== undefined) return edition;
  throw new BroadsheetError("conflict", {
    code: "edition-deleted",
    message: `the edition ${id} was deleted within this second`,
    seen: id,
    hint: "Try again in a moment.",
  });
}
