import { isName } from "../../../names/name.ts";
import type { ListPage, ObjectStore } from "../../../ports.ts";
import type { Publication } from "../publication.ts";
import { publicationsPrefix } from "./publication-keys.ts";
import { isPublished, readPublication } from "./read-publication.ts";

export interface PublicationPage {
  /** By name; fewer than the limit where some were deleted or do not match. */
  readonly publications: readonly Publication[];
  /** Pass as `after` for the next page; absent on the last one. */
  readonly next?: string | undefined;
}

/** Records read in parallel. */
const abreast = 16;

/**
 * Lists one page of the publications: one listing, and four reads for each whose name matches.
 *
 * @param options.after `next` of the previous page: a name
 * @param options.limit @default 100
 * @param options.matchesName which names are read; of the others, a page holds that many fewer @default all
 * @param options.matches which of those are listed @default all
 * @throws BroadsheetError `unavailable`
 */
export async function listPublications(
  store: ObjectStore,
  {
    after,
    limit = 100,
    matchesName = () => true,
    matches = () => true,
  }: {
    after?: string | undefined;
    limit?: number;
    matchesName?: (name: string) => boolean;
    matches?: (publication: Publication) => boolean;
  } = {},
): Promise<PublicationPage> {
  const page = await store.list(publicationsPrefix, {
    delimiter: "/",
    limit,
    after: after === undefined ? undefined : `${publicationsPrefix}${after}/`,
  });
  const names = page.prefixes
    .map((folder) => folder.slice(publicationsPrefix.length, -1))
    .filter((name) => isName(name) && matchesName(name));
  const publications: Publication[] = [];
  for (let start = 0; start < names.length; start += abreast) {
    const found = await Promise.all(names.slice(start, start + abreast).map((name) => readPublication(name, store)));
    publications.push(...found.filter(isPublished).filter(matches));
  }
  return {
    publications,
    next: page.next === undefined ? undefined : page.prefixes.at(-1)?.slice(publicationsPrefix.length, -1),
  };
}

/** The names of all publications, also of deleted ones, page by page. */
export async function* publicationNames(store: ObjectStore): AsyncGenerator<string> {
  let after: string | undefined;
  do {
    const page: ListPage = await store.list(publicationsPrefix, { delimiter: "/", after });
    yield* page.prefixes.map((folder) => folder.slice(publicationsPrefix.length, -1)).filter(isName);
    after = page.next;
  } while (after !== undefined);
}
