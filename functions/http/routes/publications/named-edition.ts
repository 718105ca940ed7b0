import type { Context } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import type { ObjectStore } from "../../../core/ports.ts";
import type { Edition, ReadyEdition } from "../../../core/service/publication/edition/edition.ts";
import { findEdition } from "../../../core/service/publication/edition/find-edition.ts";
import { findPublication } from "../../../core/service/publication/record/read-publication.ts";
import { name } from "../../schemas/schema-parts.ts";

/** Parameters of a path below `/publications/{name}/editions/{edition}`. */
export const editionParams = {
  name: { ...name, examples: ["weekly-sales"] },
  edition: {
    type: "string",
    description: "`latest` (the newest ready one), a day (the newest of that day), or an id.",
    examples: ["latest", "2026-11-27", "2026-11-27t07-00-00z"],
  },
};

/** Answers if a path names no edition. */
export const missingEdition = { 404: "There is no such publication or edition." };

/**
 * The edition that a path names.
 *
 * @throws BroadsheetError `not-found` if there is no such publication or edition
 */
export async function namedEdition(c: Context, store: ObjectStore): Promise<Edition> {
  const publication = await findPublication(c.req.param("name") ?? "", store);
  return findEdition(publication.name, c.req.param("edition") ?? "", store);
}

/** @throws BroadsheetError `conflict` if the edition has no PDF */
export function readyEdition(edition: Edition): ReadyEdition {
  if (edition.state === "ready") return edition;
  const problem = {
    code: "edition-not-ready",
    message: `the edition ${edition.id} is ${edition.state === "making" ? "being made" : edition.state}`,
    seen: edition.state,
    allowed: "ready",
  };
  throw new BroadsheetError(
    "conflict",
    edition.state === "failed" ? [{ ...problem, hint: "POST …/retry makes it again" }, ...edition.problems] : problem,
  );
}
