import { corruptObject, lostObject } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import type { ObjectStore, StoredObject } from "../../../ports.ts";
import { removedPrefix } from "../records/batch-keys.ts";
import { findPages, readNamesHead } from "./name-index.ts";
import { namesKey, packKey, parseItemKey } from "./pack-keys.ts";
import { type PackedPlace, readOwnIndex, readPageIndex } from "./page-index.ts";

/** Indexes of pages that are remembered, and heads of indexes of names. */
const mostPages = 64;
const mostHeads = 256;

const contentType = "application/pdf";

/**
 * Wraps a store so that the PDFs of batches' items are found under their keys, whether each is an object of its own or
 * lies in a pack with others of its page. Callers that read, look at or send an item's PDF need not know.
 *
 * A deleted item is not there, although its bytes may be until a sweep. What an index says is remembered, since the
 * hash of what is read shows whether it is still so; whether an item was deleted is asked each time.
 */
export function withPacks(store: ObjectStore): ObjectStore {
  const packs = new Packs(store);
  return {
    async get(key) {
      const found = await store.get(key);
      const item = found === undefined ? parseItemKey(key) : undefined;
      return item === undefined ? found : packs.read(item, key);
    },
    async head(key) {
      const found = await store.head(key);
      const item = found === undefined ? parseItemKey(key) : undefined;
      const place = item && (await packs.find(item));
      return place === undefined ? found : { etag: place.sha256, contentType, modified: 0, part: true };
    },
    async getStream(key) {
      const found = await store.getStream(key);
      const item = found === undefined ? parseItemKey(key) : undefined;
      const read = item && (await packs.read(item, key));
      if (read === undefined) return found;
      const { body } = read;
      return { size: body.byteLength, contentType, modified: 0, part: true, body: once(body) };
    },
    async getRange(key, start, end) {
      const found = await store.getRange(key, start, end);
      const item = found === undefined ? parseItemKey(key) : undefined;
      return item === undefined ? found : (await packs.read(item, key))?.body.slice(start, end);
    },
    put: (...call) => store.put(...call),
    create: (...call) => store.create(...call),
    createStream: (...call) => store.createStream(...call),
    replace: (...call) => store.replace(...call),
    list: (...call) => store.list(...call),
    ...(store.keysAtHand && { keysAtHand: (prefix) => store.keysAtHand!(prefix) }),
    delete: (...call) => store.delete(...call),
  };
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

interface Item {
  readonly id: string;
  readonly generation: number;
  readonly name: string;
}

type Found = PackedPlace & { readonly page: number };

/** Finds items in packs. */
class Packs {
  readonly #store: ObjectStore;
  readonly #heads = new Map<string, Uint8Array>();
  readonly #pages = new Map<string, ReadonlyMap<string, PackedPlace>>();

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Where an item lies, or lay when its page's index was last read; undefined if it is in no pack. */
  async find(item: Item): Promise<Found | undefined> {
    const { id, generation, name } = item;
    const key = namesKey(id, generation);
    const head = this.#heads.get(key) ?? (await readNamesHead(this.#store, key));
    if (head === undefined) return undefined;
    remember(this.#heads, key, head, mostHeads);
    if ((await this.#store.head(removedPrefix(id, generation) + name)) !== undefined) return undefined;
    const pages = await findPages(this.#store, key, head, name);
    // The batch may have been removed.
    if (pages.length === 0) this.#heads.delete(key);
    for (const page of pages) {
      const place = (await this.#pageOf(item, page, false))?.get(name);
      if (place !== undefined) return { ...place, page };
    }
    return undefined;
  }

  /**
   * Reads an item and checks its hash.
   *
   * @throws BroadsheetError `damaged` if it is not what its page made
   */
  async read(item: Item, key: string): Promise<StoredObject | undefined> {
    const place = await this.find(item);
    if (place === undefined) return undefined;
    const found = (await this.#readAt(item, place)) ?? (await this.#readAnew(item, place.page, key));
    return found && { body: found, etag: place.sha256, contentType, modified: 0, part: true };
  }

  /** Reads an item by the latest index, after an older one has led nowhere: its pack was made anew, or is damaged. */
  async #readAnew(item: Item, page: number, key: string): Promise<Uint8Array | undefined> {
    const place = (await this.#pageOf(item, page, true))?.get(item.name);
    // It was deleted meanwhile.
    if (place === undefined) return undefined;
    const found = await this.#readAt(item, { ...place, page });
    if (found !== undefined) return found;
    const pack = packKey(item.id, item.generation, page, place.pack);
    if ((await this.#store.getRange(pack, place.at, place.at + place.bytes)) === undefined)
      throw lostObject(key, `The PDF, which lay in ${pack},`);
    throw corruptObject(key, `its content in ${pack} has another hash than its outcome records`);
  }

  /** The content at a place; undefined if it is no longer there. */
  async #readAt(
    { id, generation }: Item,
    { page, pack, at, bytes, sha256: hash }: Found,
  ): Promise<Uint8Array | undefined> {
    const body = await this.#store.getRange(packKey(id, generation, page, pack), at, at + bytes);
    return body !== undefined && sha256(body) === hash ? body : undefined;
  }

  /** @param anew whether to read the latest index instead of what is remembered */
  async #pageOf(
    { id, generation }: Item,
    page: number,
    anew: boolean,
  ): Promise<ReadonlyMap<string, PackedPlace> | undefined> {
    const key = `${id}/${generation}/${page}`;
    const world = { store: this.#store };
    const known = anew ? undefined : this.#pages.get(key);
    const items =
      known ??
      (await (anew ? readPageIndex(id, generation, page, world) : readOwnIndex(id, generation, page, world)))?.items;
    if (items !== undefined) remember(this.#pages, key, items, mostPages);
    return items;
  }
}

/** Puts a value last, and drops the first if there are too many. */
function remember<T>(values: Map<string, T>, key: string, value: T, most: number): void {
  values.delete(key);
  values.set(key, value);
  if (values.size > most) values.delete(values.keys().next().value!);
}
