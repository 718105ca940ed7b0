import { isName } from "../../../names/name.ts";
import { fillPage } from "../../../paging/fill-page.ts";
import type { ListPage, ObjectStore } from "../../../ports.ts";
import type { Publication } from "../publication.ts";
import { publicationsPrefix } from "./publication-keys.ts";
import { isPublished, readPublication } from "./read-publication.ts";

export interface PublicationPage {
  /** By name; fewer than the limit only on the last page. */
  readonly publications: readonly Publication[];
  /** Pass as `after` for the next page; absent on the last one. */
  readonly next?: string | undefined;
}

/**
 * Lists one page of the publications: four reads for each whose name matches.
 *
 * @param options.after `next` of the previous page: a name
 * @param options.limit @default 100
 * @param options.matchesName which names are read @default all
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
  const read = async (name: string): Promise<Publication | undefined> => {
    const found = await readPublication(name, store);
    return isPublished(found) && matches(found) ? found : undefined;
  };
  const { items, next } = await fillPage(
    store,
    { prefix: publicationsPrefix, delimiter: "/", wants: (name) => isName(name) && matchesName(name), read },
    { limit, after },
  );
  return { publications: items, next };
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
