import { BroadsheetError, lostObject, parseStored } from "../../../errors.ts";
import { currentVersionOf } from "../../../names/name-log.ts";
import { isName } from "../../../names/name.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { DeletedRecord, Publication, PublicationRecord } from "../publication.ts";
import { publicationFolder, recordKey } from "./publication-keys.ts";

/**
 * Reads a publication's current record, also that of a deleted one.
 *
 * @returns undefined if there never was one of that name
 * @throws BroadsheetError `unavailable`
 */
export async function readPublication(
  name: string,
  store: ObjectStore,
): Promise<Publication | DeletedRecord | undefined> {
  const version = await currentVersionOf(store, publicationFolder(name));
  if (version === undefined) return undefined;
  const key = recordKey(name, version);
  const found = await store.get(key);
  if (found === undefined) throw lostObject(key, `The record of the publication "${name}"`);
  const record = parseStored<PublicationRecord | DeletedRecord>(key, found.body);
  return record.state === "deleted" ? record : { ...record, name, version };
}

/**
 * Finds a publication.
 *
 * @throws BroadsheetError `not-found` if there is none of that name, or it was deleted
 */
export async function findPublication(name: string, store: ObjectStore): Promise<Publication> {
  const found = isName(name) ? await readPublication(name, store) : undefined;
  if (isPublished(found)) return found;
  throw new BroadsheetError("not-found", {
    code: "unknown-publication",
    message: `There is no publication "${name.slice(0, 80)}"`,
    seen: name.slice(0, 80),
    hint: "GET /publications lists them.",
  });
}

/** Whether it exists and was not deleted. */
export function isPublished(found: Publication | DeletedRecord | undefined): found is Publication {
  return found !== undefined && found.state !== "deleted";
}
