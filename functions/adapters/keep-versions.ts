import type { ObjectStore, StoredObject } from "../core/ports.ts";

/**
 * Objects below a version of a dataset or template: named by their content, created once, and removed only with their
 * dataset.
 */
const versioned = /^(?:datasets|templates)\/[^/]+\/[0-9a-f]{64}(?:\.choices)?\//;

/** Whether an object never changes while it exists. */
export function isOfVersion(key: string): boolean {
  return versioned.test(key);
}

/** Most objects remembered as existing. */
const mostSeen = 10_000;

/**
 * Wraps a store with a cache of the objects that belong to versions, since on AWS every read costs money and time. The
 * least recently read objects are dropped first. That an object is absent is not cached. What
 * another process removes stays cached here until this one ends.
 *
 * @param limit total bytes cached; an object larger than a quarter of that is not cached @default 64 MiB
 */
export function keepVersions(store: ObjectStore, limit = 64 * 1024 * 1024): ObjectStore {
  const kept = new Map<string, StoredObject>();
  const seen = new Map<string, Omit<StoredObject, "body">>();
  let bytes = 0;
  const find = (key: string): StoredObject | undefined => {
    const found = kept.get(key);
    if (found === undefined) return undefined;
    kept.delete(key);
    kept.set(key, found);
    return found;
  };
  const keep = (key: string, object: StoredObject): void => {
    const size = object.body.byteLength;
    if (size > limit / 4 || kept.has(key)) return;
    kept.set(key, object);
    bytes += size;
    for (const [oldest, { body }] of kept) {
      if (bytes <= limit) break;
      kept.delete(oldest);
      bytes -= body.byteLength;
    }
  };
  return {
    async get(key) {
      if (!versioned.test(key)) return store.get(key);
      const found = find(key);
      if (found !== undefined) return found;
      const read = await store.get(key);
      if (read !== undefined) keep(key, read);
      return read;
    },
    async head(key) {
      if (!versioned.test(key)) return store.head(key);
      const found = find(key) ?? seen.get(key) ?? (await store.head(key));
      if (found === undefined) return undefined;
      const { etag, contentType, modified } = found;
      if (seen.size === mostSeen) seen.clear();
      seen.set(key, { etag, contentType, modified });
      return { etag, contentType, modified };
    },
    put: (...call) => store.put(...call),
    create: (...call) => store.create(...call),
    createStream: (...call) => store.createStream(...call),
    getStream: (...call) => store.getStream(...call),
    async getRange(key, start, end) {
      const found = versioned.test(key) ? find(key) : undefined;
      return found === undefined ? await store.getRange(key, start, end) : found.body.slice(start, end);
    },
    replace: (...call) => store.replace(...call),
    list: (...call) => store.list(...call),
    ...(store.keysAtHand && { keysAtHand: (prefix) => store.keysAtHand!(prefix) }),
    delete(key) {
      bytes -= kept.get(key)?.body.byteLength ?? 0;
      kept.delete(key);
      seen.delete(key);
      return store.delete(key);
    },
  };
}
