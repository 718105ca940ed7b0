import { isCorrupt } from "../core/errors.ts";
import type { Logger, ObjectStore } from "../core/ports.ts";
import { noteDamage } from "../core/wording/note-damage.ts";

/** Wraps a store so that the log names all damage that a read meets. */
export function reportDamage(store: ObjectStore, logger: Logger): ObjectStore {
  const noting = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (isCorrupt(error)) noteDamage(error, logger);
      throw error;
    }
  };
  return {
    get: (...call) => noting(store.get(...call)),
    head: (...call) => noting(store.head(...call)),
    put: (...call) => noting(store.put(...call)),
    create: (...call) => noting(store.create(...call)),
    createStream: (...call) => noting(store.createStream(...call)),
    getRange: (...call) => noting(store.getRange(...call)),
    replace: (...call) => noting(store.replace(...call)),
    list: (...call) => noting(store.list(...call)),
    ...(store.keysAtHand && { keysAtHand: (prefix) => noting(store.keysAtHand!(prefix)) }),
    delete: (...call) => noting(store.delete(...call)),
    async getStream(key) {
      const found = await noting(store.getStream(key));
      return found && { ...found, body: noteWhileRead(found.body, logger) };
    },
  };
}

async function* noteWhileRead(body: AsyncIterable<Uint8Array>, logger: Logger): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    if (isCorrupt(error)) noteDamage(error, logger);
    throw error;
  }
}
