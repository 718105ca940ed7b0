import { BroadsheetError } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";

/**
 * Reads an object that a batch itself wrote.
 *
 * @returns `undefined` if it does not exist
 * @throws BroadsheetError `unavailable`, code `corrupt-record`
 */
export async function readJson<T>(store: ObjectStore, key: string): Promise<T | undefined> {
  const found = await store.get(key);
  if (found === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(found.body)) as T;
  } catch (error) {
    throw new BroadsheetError(
      "unavailable",
      { code: "corrupt-record", message: `The stored record ${key} cannot be read: it is not JSON`, seen: key },
      { cause: error },
    );
  }
}

export function encodeJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
