import { canonicalJson, sha256 } from "../../../json/canonical-json.ts";
import { moveName } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { DeletedRecord, PublicationRecord } from "../publication.ts";
import { publicationFolder, recordKey } from "./publication-keys.ts";

/**
 * Stores a record and makes it the current one of its name.
 *
 * @param cause why, for the name's log
 * @returns its version
 * @throws BroadsheetError `unavailable`
 */
export async function writePublication(
  name: string,
  record: PublicationRecord | DeletedRecord,
  cause: "put" | "pause" | "resume" | "delete",
  store: ObjectStore,
): Promise<string> {
  const text = canonicalJson(record);
  const version = sha256(text);
  await store.create(recordKey(name, version), new TextEncoder().encode(text), "application/json");
  await moveName(store, publicationFolder(name), version, cause);
  return version;
}
