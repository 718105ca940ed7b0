import type { ObjectStore } from "../core/ports.ts";

/** A store of its own for a check, in which the datasets of another can be read. Nothing is written to the other. */
export function overDatasets(own: ObjectStore, other: ObjectStore): ObjectStore {
  const read = async <T>(key: string, from: (store: ObjectStore) => Promise<T | undefined>): Promise<T | undefined> =>
    (await from(own)) ?? (key.startsWith("datasets/") ? await from(other) : undefined);
  return {
    get: (key) => read(key, (store) => store.get(key)),
    head: (key) => read(key, (store) => store.head(key)),
    getRange: (key, start, end) => read(key, (store) => store.getRange(key, start, end)),
    getStream: (key) => read(key, (store) => store.getStream(key)),
    put: (...put) => own.put(...put),
    create: (...created) => own.create(...created),
    createStream: (...created) => own.createStream(...created),
    replace: (...replaced) => own.replace(...replaced),
    list: (...listed) => own.list(...listed),
    delete: (key) => own.delete(key),
  };
}
