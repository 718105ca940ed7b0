import { parseStored } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import { withOwnKinds, withStoredKinds } from "../../lifecycle/records/stored-failures.ts";

/**
 * Reads an object that a batch itself wrote.
 *
 * @returns `undefined` if it does not exist
 * @throws BroadsheetError `damaged` if it is not JSON; `unavailable`
 */
export async function readJson<T>(store: ObjectStore, key: string): Promise<T | undefined> {
  const found = await store.get(key);
  return found && (withOwnKinds(parseStored<unknown>(key, found.body)) as T);
}

/** Encodes such an object, in kinds of failures that the release before knows. */
export function encodeJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(withStoredKinds(value)));
}
