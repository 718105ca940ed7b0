import { corruptObject, lostObject } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import type { ObjectStore } from "../../../ports.ts";

/**
 * Reads a stored PDF, and compares it with the hash that its outcome records.
 *
 * @param hash SHA-256 in lower-case hexadecimal
 * @throws BroadsheetError `damaged` if it is lost or has another hash; `unavailable`
 */
export async function readPdf(store: ObjectStore, key: string, hash: string): Promise<Uint8Array> {
  const found = await store.get(key);
  if (found === undefined) throw lostObject(key, "The PDF");
  if (sha256(found.body) === hash) return found.body;
  throw corruptObject(key, "its content has another hash than its outcome records");
}
