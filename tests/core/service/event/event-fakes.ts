import type { ObjectStore } from "../../../../functions/core/ports.ts";

/** What a process that dies throws in a test: nothing catches it on purpose. */
export class Death extends Error {}

/** A store whose process dies at a write: before it is done, or after. Reads go on, as those of the next process do. */
export class MortalStore implements ObjectStore {
  readonly inner: ObjectStore;
  /** Writes that are done before the process dies. */
  left: number;
  readonly #commits: boolean;
  dead = false;

  constructor(inner: ObjectStore, left: number, commits: boolean) {
    this.inner = inner;
    this.left = left;
    this.#commits = commits;
  }

  get: ObjectStore["get"] = (key) => this.#alive(() => this.inner.get(key));
  head: ObjectStore["head"] = (key) => this.#alive(() => this.inner.head(key));
  list: ObjectStore["list"] = (prefix, options) => this.#alive(() => this.inner.list(prefix, options));
  put: ObjectStore["put"] = (key, ...rest) => this.#write(() => this.inner.put(key, ...rest));
  create: ObjectStore["create"] = (key, ...rest) => this.#write(() => this.inner.create(key, ...rest));
  replace: ObjectStore["replace"] = (key, ...rest) => this.#write(() => this.inner.replace(key, ...rest));
  createStream: ObjectStore["createStream"] = (key, ...rest) =>
    this.#write(() => this.inner.createStream(key, ...rest));
  getStream: ObjectStore["getStream"] = (key) => this.#alive(() => this.inner.getStream(key));
  getRange: ObjectStore["getRange"] = (...call) => this.#alive(() => this.inner.getRange(...call));
  delete: ObjectStore["delete"] = (key) => this.#write(() => this.inner.delete(key));

  async #alive<T>(work: () => Promise<T>): Promise<T> {
    if (this.dead) throw new Death("the process is dead");
    return work();
  }

  async #write<T>(work: () => Promise<T>): Promise<T> {
    if (this.dead) throw new Death("the process is dead");
    if (this.left === 0) {
      this.dead = true;
      if (this.#commits) await work();
      throw new Death("the process dies here");
    }
    this.left -= 1;
    return work();
  }
}

/** All keys below a prefix. */
export async function keysOf(store: ObjectStore, prefix: string): Promise<string[]> {
  return (await store.list(prefix)).objects.map(({ key }) => key);
}

/** An object as JSON; tests assert on it. */
export async function readJson<T = Record<string, unknown>>(store: ObjectStore, key: string): Promise<T> {
  const found = await store.get(key);
  if (found === undefined) throw new Error(`there is no ${key}`);
  return JSON.parse(new TextDecoder().decode(found.body)) as T;
}
