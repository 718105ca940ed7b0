import { isName } from "../../../names/name.ts";
import { fillPage } from "../../../paging/fill-page.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { DatasetProfile } from "../dataset.ts";
import { isReadByOlder } from "./older-reader.ts";
import { readCurrentVersion } from "./read-current-version.ts";
import { readStoredProfile } from "./read-dataset-profile.ts";

export interface StoredDataset {
  readonly name: string;
  /** Of the current version. */
  readonly profile: DatasetProfile;
  /** Whether an earlier reader read it, see `isReadByOlder`. */
  readonly byOlderReader: boolean;
}

export interface DatasetPage {
  /** Sorted by name; fewer than the limit only on the last page. */
  readonly datasets: readonly StoredDataset[];
  /** Pass as `after` for the next page; absent on the last one. */
  readonly next?: string | undefined;
}

/**
 * Lists one page of the stored datasets, with the profiles of their current versions: three reads per dataset, four if
 * an earlier reader read it.
 *
 * @param options.after `next` of the previous page: a name
 * @param options.limit @default 100
 * @param options.matches which names are listed @default all
 * @throws BroadsheetError `unavailable`
 */
export async function listDatasets(
  store: ObjectStore,
  {
    after,
    limit = 100,
    matches = () => true,
  }: { after?: string | undefined; limit?: number; matches?: (name: string) => boolean } = {},
): Promise<DatasetPage> {
  const { items, next } = await fillPage(
    store,
    {
      prefix: "datasets/",
      delimiter: "/",
      wants: (name) => isName(name) && matches(name),
      read: (name) => readOne(store, name),
    },
    { limit, after },
  );
  return { datasets: items, next };
}

async function readOne(store: ObjectStore, name: string): Promise<StoredDataset | undefined> {
  const version = await readCurrentVersion(store, name);
  const profile = version === undefined ? undefined : await readStoredProfile(store, name, version);
  return profile && { name, profile, byOlderReader: await isReadByOlder(store, name, profile) };
}
