import { fillPage, mostRead } from "../../../paging/fill-page.ts";
import type { ListPage, ObjectStore } from "../../../ports.ts";
import { type Edition, isPresentEdition, type ReadyEdition } from "./edition.ts";
import { editionIdPattern, newestKey, newestPrefix, parseNewestKey } from "./edition-kind.ts";
import { type EditionMark, markOf } from "./edition-mark.ts";
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

/** Editions read at a time while looking for one, after the first. */
const abreast = 10;

/** Markers in one listing of S3, and in the first one: mostly the edition that is looked for is among the newest. */
const [listed, listedFirst] = [1_000, abreast + 1];

/** An edition as its marker lists it. */
export interface ListedEdition {
  readonly id: string;
  readonly mark: EditionMark | undefined;
  readonly instant: number;
}

/**
 * The markers of every edition, newest first, listing by listing; some may have no edition.
 *
 * @param before only those of earlier instants, milliseconds since the epoch @default all
 * @throws BroadsheetError `unavailable`
 */
export async function* newestMarkers(
  name: string,
  store: ObjectStore,
  before?: number,
): AsyncGenerator<readonly ListedEdition[]> {
  // Keys of the instant itself sort after its key without an edition.
  let after = before === undefined ? undefined : newestKey(name, before - 1, "");
  let limit: number = listedFirst;
  do {
    const page: ListPage = await store.list(newestPrefix(name), { after, limit });
    yield page.objects.flatMap((object) => {
      const place = parseNewestKey(object.key);
      return place === undefined ? [] : { ...place, mark: markOf(object) };
    });
    [after, limit] = [page.next, listed];
  } while (after !== undefined);
}

/**
 * Every edition, newest first, each read: the newest alone, then some at a time.
 *
 * @param options.before only those of earlier instants, milliseconds since the epoch @default all
 * @param options.skipped whether those are among them that stand for an earlier one; without, they cost no read
 *   @default true
 */
export async function* newestEditions(
  name: string,
  store: ObjectStore,
  { before, skipped = true }: { readonly before?: number | undefined; readonly skipped?: boolean } = {},
): AsyncGenerator<Edition> {
  let width = 1;
  for await (const markers of newestMarkers(name, store, before)) {
    const wanted = markers.filter(({ mark }) => skipped || mark !== "skipped");
    for (let start = 0; start < wanted.length;) {
      const editions = await Promise.all(
        wanted.slice(start, start + width).map(({ id }) => readEdition(name, id, store)),
      );
      [start, width] = [start + width, abreast];
      for (const edition of editions)
        if (isPresentEdition(edition) && (skipped || edition.state !== "skipped")) yield edition;
    }
  }
}

/**
 * The newest ready edition, or the newest of those before an instant. A year in which nothing changed costs listings of
 * a thousand markers each, and no reads.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function latestEdition(
  name: string,
  store: ObjectStore,
  before?: number,
): Promise<ReadyEdition | undefined> {
  for await (const edition of newestEditions(name, store, { before, skipped: false }))
    if (edition.state === "ready") return edition;
  return undefined;
}

async function readMarked(name: string, key: string, store: ObjectStore): Promise<Edition | undefined> {
  const place = parseNewestKey(key);
  const edition = place && (await readEdition(name, place.id, store));
  return isPresentEdition(edition) ? edition : undefined;
}
