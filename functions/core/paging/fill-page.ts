import type { ListPage, ObjectStore } from "../ports.ts";

/** Lists keys as a store does. */
export interface KeyLister {
  list(
    ...call: Parameters<ObjectStore["list"]>
  ): Promise<Omit<ListPage, "objects"> & { readonly objects: readonly { readonly key: string }[] }>;
}

/** A page of a list. */
export interface FilledPage<T> {
  readonly items: readonly T[];
  /** Cursor: pass as `after` for the next page; absent if there is none. */
  readonly next?: string;
  /** Whether it ends before it is full, although more follow, since `most` records were read for it. */
  readonly unfilled?: true;
}

/** Where the items of a list come from. */
export interface PageSource<T> {
  /** What the keys of the list begin with. Cursors are what follows. */
  readonly prefix: string;
  /** With `/`, the list is of folders: their cursors are the names of the folders, without the slash. */
  readonly delimiter?: "/";
  /** Whether a cursor can be that of an item. It costs no read. @default all can */
  readonly wants?: (cursor: string) => boolean;
  /** Reads an item; `undefined` if it is gone, or is not wanted. */
  readonly read: (cursor: string) => Promise<T | undefined>;
}

export interface PageOptions {
  /** Items of a full page. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  /** Records read for a page, at most. @default all that the page needs */
  readonly most?: number;
}

/** Records read for a page of a list that grows for ever, at most: seconds on S3. */
export const mostRead = 1_000;

/** Records read in parallel, where more than the items still lacking are needed. */
const abreast = 32;

/** Keys in one listing of S3. */
const listed = 1_000;

/**
 * Fills one page of a list: reads records in the order of their keys until the page is full or the list has ended, so
 * that a page which is not full is the last one, or says that it is `unfilled`.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function fillPage<T>(
  store: KeyLister,
  source: PageSource<T>,
  { limit, after, most = Infinity }: PageOptions,
): Promise<FilledPage<T>> {
  const cursors = new Cursors(store, source, { after, first: limit + 1 });
  const items: T[] = [];
  let last: string | undefined;
  let reads = 0;
  while (items.length < limit && reads < most) {
    // The first time, as many as a page without gaps needs.
    const wanted = reads === 0 ? limit : Math.max(abreast, limit - items.length);
    const chunk = await cursors.take(Math.min(wanted, most - reads));
    if (chunk.length === 0) return { items };
    const found = await readAll(chunk, source);
    reads += chunk.length;
    for (const [at, item] of found.entries()) {
      last = chunk[at]!;
      if (item !== undefined) items.push(item);
      if (items.length === limit) {
        cursors.putBack(chunk.slice(at + 1));
        break;
      }
    }
  }
  if (last === undefined || (await cursors.take(1)).length === 0) return { items };
  return { items, next: last, ...(items.length < limit && { unfilled: true }) };
}

/** Reads the items of cursors, in their order. */
async function readAll<T>(cursors: readonly string[], { read }: PageSource<T>): Promise<(T | undefined)[]> {
  const found: (T | undefined)[] = [];
  for (let start = 0; start < cursors.length; start += abreast)
    found.push(...(await Promise.all(cursors.slice(start, start + abreast).map(read))));
  return found;
}

/** The cursors of a list that can be those of items, listed as they are taken. */
class Cursors {
  readonly #store: KeyLister;
  readonly #source: Pick<PageSource<unknown>, "prefix" | "delimiter" | "wants">;
  #ahead: string[] = [];
  #size: number;
  #after: string | undefined;
  #ended = false;

  /** @param start.first keys of the first listing */
  constructor(
    store: KeyLister,
    source: Pick<PageSource<unknown>, "prefix" | "delimiter" | "wants">,
    { after, first }: { readonly after: string | undefined; readonly first: number },
  ) {
    [this.#store, this.#source, this.#size] = [store, source, Math.min(first, listed)];
    this.#after = after === undefined ? undefined : `${source.prefix}${after}${source.delimiter ?? ""}`;
  }

  /** The next cursors: as many as are asked for, if there are. */
  async take(count: number): Promise<readonly string[]> {
    while (this.#ahead.length < count && !this.#ended) await this.#list();
    return this.#ahead.splice(0, count);
  }

  putBack(cursors: readonly string[]): void {
    this.#ahead.unshift(...cursors);
  }

  async #list(): Promise<void> {
    const { prefix, delimiter, wants = () => true } = this.#source;
    const page: Awaited<ReturnType<KeyLister["list"]>> = await this.#store.list(prefix, {
      limit: this.#size,
      ...(delimiter !== undefined && { delimiter }),
      ...(this.#after !== undefined && { after: this.#after }),
    });
    const found =
      delimiter === undefined
        ? page.objects.map(({ key }) => key.slice(prefix.length))
        : page.prefixes.map((folder) => folder.slice(prefix.length, -delimiter.length));
    this.#ahead.push(...found.filter(wants));
    [this.#after, this.#ended, this.#size] = [page.next, page.next === undefined, listed];
  }
}
