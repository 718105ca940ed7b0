import { fillPage, mostRead } from "../../../paging/fill-page.ts";
import type { ObjectStore } from "../../../ports.ts";
import { type Edition, isPresentEdition, type ReadyEdition } from "./edition.ts";
import { editionIdPattern, newestKey, newestPrefix, parseNewestKey } from "./edition-kind.ts";
import { readEdition } from "./read-edition.ts";

export interface EditionPage {
  /** Newest first, by their instants. */
  readonly editions: readonly Edition[];
  /** Pass as `after` for the next page; absent on the last one. */
  readonly next?: string | undefined;
  /** Whether it ends before it is full, although more follow. */
  readonly unfilled?: boolean | undefined;
}

/** Pattern of `next`. */
export const editionCursor = `^\\d{13}-${editionIdPattern}$`;

/**
 * Lists one page of a publication's editions, also failed and skipped ones: three calls for each. A page looks at a
 * thousand at most.
 *
 * @param options.after `next` of the previous page
 * @param options.limit @default 20
 * @param options.matches which of them are listed @default all
 * @throws BroadsheetError `unavailable`
 */
export async function listEditions(
  name: string,
  store: ObjectStore,
  {
    after,
    limit = 20,
    matches = () => true,
  }: { after?: string | undefined; limit?: number; matches?: (edition: Edition) => boolean } = {},
): Promise<EditionPage> {
  const prefix = newestPrefix(name);
  const read = async (cursor: string): Promise<Edition | undefined> => {
    const edition = await readMarked(name, `${prefix}${cursor}`, store);
    return edition !== undefined && matches(edition) ? edition : undefined;
  };
  const { items, next, unfilled } = await fillPage(store, { prefix, read }, { limit, after, most: mostRead });
  return { editions: items, next, unfilled };
}

/** Editions read at a time while looking for one. */
const abreast = 10;

/**
 * Every edition, newest first, page by page.
 *
 * @param before only those of earlier instants, milliseconds since the epoch @default all
 */
export async function* newestEditions(name: string, store: ObjectStore, before?: number): AsyncGenerator<Edition> {
  // Keys of the instant itself sort after its key without an edition.
  let after = before === undefined ? undefined : newestKey(name, before - 1, "").slice(newestPrefix(name).length);
  do {
    const page: EditionPage = await listEditions(name, store, { after, limit: abreast });
    yield* page.editions;
    after = page.next;
  } while (after !== undefined);
}

/**
 * The newest ready edition, or the newest of those before an instant.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function latestEdition(
  name: string,
  store: ObjectStore,
  before?: number,
): Promise<ReadyEdition | undefined> {
  for await (const edition of newestEditions(name, store, before)) if (edition.state === "ready") return edition;
  return undefined;
}

async function readMarked(name: string, key: string, store: ObjectStore): Promise<Edition | undefined> {
  const id = parseNewestKey(key);
  const edition = id === undefined ? undefined : await readEdition(name, id, store);
  return isPresentEdition(edition) ? edition : undefined;
}
