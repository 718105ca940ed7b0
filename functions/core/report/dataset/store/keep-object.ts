import { isCorrupt } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";

/** Creates an object, or writes it again if it is damaged. @returns whether it was not there before */
export async function keep(store: ObjectStore, key: string, body: Uint8Array, contentType: string): Promise<boolean> {
  if (await store.create(key, body, contentType)) return true;
  await store.head(key).catch(async (error: unknown) => {
    if (!isCorrupt(error)) throw error;
    await store.put(key, body, contentType);
  });
  return false;
}
