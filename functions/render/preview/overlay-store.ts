import { MemoryObjectStore } from "../../adapters/memory-object-store.ts";
import type { ListPage, ObjectStore } from "../../core/ports.ts";

/** A store that reads what another holds, and writes only into memory: what is written lasts as long as this object. */
export class OverlayStore extends MemoryObjectStore {
  readonly #below: ObjectStore;

  constructor(below: ObjectStore) {
    super();
    this.#below = below;
  }

  override async get(key: string): ReturnType<ObjectStore["get"]> {
    return (await super.get(key)) ?? (await this.#below.get(key));
  }

  override async head(key: string): ReturnType<ObjectStore["head"]> {
    return (await super.head(key)) ?? (await this.#below.head(key));
  }

  override async create(key: string, body: Uint8Array, contentType: string): Promise<boolean> {
    if ((await this.#below.head(key)) !== undefined) return false;
    return await super.create(key, body, contentType);
  }

  override async getStream(key: string): ReturnType<ObjectStore["getStream"]> {
    return (await super.head(key)) === undefined ? await this.#below.getStream(key) : await super.getStream(key);
  }

  override async list(prefix: string, options: Parameters<ObjectStore["list"]>[1] = {}): Promise<ListPage> {
    const [own, below] = await Promise.all([super.list(prefix, options), this.#below.list(prefix, options)]);
    const objects = new Map([...below.objects, ...own.objects].map((object) => [object.key, object]));
    const items = [...objects.keys(), ...new Set([...own.prefixes, ...below.prefixes])].sort();
    const shown = new Set(items.slice(0, options.limit ?? 1000));
    const more = items.length > shown.size || own.next !== undefined || below.next !== undefined;
    const last = [...shown].at(-1);
    return {
      objects: [...objects.values()].filter(({ key }) => shown.has(key)).sort((a, b) => (a.key < b.key ? -1 : 1)),
      prefixes: items.filter((item) => shown.has(item) && !objects.has(item)),
      ...(more && last !== undefined ? { next: last } : {}),
    };
  }
}
