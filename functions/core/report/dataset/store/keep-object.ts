import { isCorrupt } from "../../../errors.ts";
import type { Bytes, ObjectStore } from "../../../ports.ts";
import { piecesOf } from "../pieces-of.ts";

/** Creates an object, or writes it again if it is damaged. @returns whether it was not there before */
export async function keep(store: ObjectStore, key: string, body: Uint8Array, contentType: string): Promise<boolean> {
  if (await store.create(key, body, contentType)) return true;
  await store.head(key).catch(async (error: unknown) => {
    if (!isCorrupt(error)) throw error;
    await store.put(key, body, contentType);
  });
  return false;
}

/** Keeps a file that is too long for the memory, as `keep` does. */
export async function keepFile(store: ObjectStore, key: string, file: Bytes, contentType: string): Promise<void> {
  if (await store.createStream(key, streamOf(file), contentType)) return;
  const isDamaged = await store.head(key).then(
    () => false,
    (error: unknown) => {
      if (!isCorrupt(error)) throw error;
      return true;
    },
  );
  if (!isDamaged) return;
  await store.delete(key);
  await store.createStream(key, streamOf(file), contentType);
}

async function* streamOf(file: Bytes): AsyncGenerator<Uint8Array> {
  yield* piecesOf(file);
}
