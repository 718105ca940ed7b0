import type { ObjectStore, StoredObject } from "../core/ports.ts";

/** Objects below the version of a dataset or template: named by their content, created once, never taken away. */
const versioned = /^(?:datasets|templates)\/[^/]+\/[0-9a-f]{64}\//;

/** Objects of which it is remembered that they exist. */
const mostSeen = 10_000;

/**
 * A store that reads what belongs to a version once, and keeps it for the next report: on AWS every read is paid for and takes its time.
 * What was read last is kept longest; what is not there is asked for again.
 *
 * @param limit bytes kept in all; an object of more than a quarter of that is not kept @default 64 MiB
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
    replace: (...call) => store.replace(...call),
    list: (...call) => store.list(...call),
    delete: (...call) => store.delete(...call),
  };
}
