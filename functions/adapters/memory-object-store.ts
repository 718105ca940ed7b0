import { createHash } from "node:crypto";
import type { Clock, ListedObject, ListPage, ObjectStore, StoredObject, StreamedObject } from "../core/ports.ts";
import { assertKey, compareKeys } from "./object-key.ts";
import { systemClock } from "./system-clock.ts";

/** An object store in memory, for one run of the command line and for tests. */
export class MemoryObjectStore implements ObjectStore {
  readonly #objects = new Map<string, StoredObject>();
  readonly #clock: Clock;
  /** All keys in order; absent after a key was added or removed. */
  #ordered: readonly string[] | undefined;

  /** @param clock source of modification times @default systemClock */
  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  async get(key: string): Promise<StoredObject | undefined> {
    const found = this.#objects.get(assertKey(key));
    // A copy, so that no caller can change what is stored.
    return found && { ...found, body: found.body.slice() };
  }

  async head(key: string): Promise<Omit<StoredObject, "body"> | undefined> {
    const found = this.#objects.get(assertKey(key));
    return found && { etag: found.etag, contentType: found.contentType, modified: found.modified };
  }

  async put(key: string, body: Uint8Array, contentType: string): Promise<string> {
    return this.#set(assertKey(key), body, contentType);
  }

  async create(key: string, body: Uint8Array, contentType: string): Promise<boolean> {
    if (this.#objects.has(assertKey(key))) return false;
    this.#set(key, body, contentType);
    return true;
  }

  async createStream(key: string, body: AsyncIterable<Uint8Array>, contentType: string): Promise<boolean> {
    assertKey(key);
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(Uint8Array.from(chunk));
    return await this.create(key, Buffer.concat(chunks), contentType);
  }

  async getStream(key: string): Promise<StreamedObject | undefined> {
    const found = await this.get(key);
    if (found === undefined) return undefined;
    const { body, contentType, modified } = found;
    return { size: body.byteLength, contentType, modified, body: piecesOf(body) };
  }

  async getRange(key: string, start: number, end: number): Promise<Uint8Array | undefined> {
    return this.#objects.get(assertKey(key))?.body.slice(start, end);
  }

  async replace(key: string, body: Uint8Array, contentType: string, etag: string): Promise<boolean> {
    if (this.#objects.get(assertKey(key))?.etag !== etag) return false;
    this.#set(key, body, contentType);
    return true;
  }

  async delete(key: string): Promise<void> {
    if (this.#objects.delete(assertKey(key))) this.#ordered = undefined;
  }

  async list(
    prefix: string,
    options: { after?: string | undefined; limit?: number; delimiter?: "/" } = {},
  ): Promise<ListPage> {
    const { after, limit = 1000, delimiter } = options;
    this.#ordered ??= [...this.#objects.keys()].sort(compareKeys);
    const objects: ListedObject[] = [];
    const prefixes: string[] = [];
    let last: string | undefined;
    for (const key of this.#ordered) {
      if (!key.startsWith(prefix)) continue;
      const end = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length);
      const item = end < 0 ? key : key.slice(0, end + 1);
      if (item === last || (after !== undefined && compareKeys(item, after) <= 0)) continue;
      if (objects.length + prefixes.length >= limit) return { objects, prefixes, ...(last && { next: last }) };
      last = item;
      const found = this.#objects.get(key)!;
      if (end >= 0) prefixes.push(item);
      else objects.push({ key, size: found.body.byteLength, modified: found.modified });
    }
    return { objects, prefixes };
  }

  #set(key: string, body: Uint8Array, contentType: string): string {
    const etag = createHash("sha256").update(body).digest("hex");
    if (!this.#objects.has(key)) this.#ordered = undefined;
    this.#objects.set(key, { body: Uint8Array.from(body), etag, contentType, modified: this.#clock.now() });
    return etag;
  }
}

async function* piecesOf(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}
