import { isCorrupt } from "../../core/errors.ts";
import type { ObjectStore } from "../../core/ports.ts";

/**
 * Puts right bytes in the place of a lost or damaged object, unless somebody has changed it meanwhile: an absent one is
 * created, and one that can be looked at is replaced as it is. Only a file that the store refuses to read is simply
 * overwritten; then the caller holds the lock of its folder.
 *
 * @returns whether they are there
 */
export async function putBack(
  store: ObjectStore,
  key: string,
  body: Uint8Array,
  contentType: string,
): Promise<boolean> {
  try {
    const present = await store.head(key);
    // What lies in a pack gets an object of its own, which is read first.
    return present === undefined || present.part === true
      ? await store.create(key, body, contentType)
      : await store.replace(key, body, contentType, present.etag);
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    await store.put(key, body, contentType);
    return true;
  }
}
