import { isName } from "../../../names/name.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { DatasetProfile } from "../dataset.ts";
import { readCurrentVersion } from "./read-current-version.ts";
import { readStoredProfile } from "./read-dataset-profile.ts";

export interface StoredDataset {
  readonly name: string;
  /** Of the current version. */
  readonly profile: DatasetProfile;
}

export interface DatasetPage {
  /** Sorted by name; fewer than the limit where a dataset's first version is still being written. */
  readonly datasets: readonly StoredDataset[];
  /** Pass as `after` for the next page; absent on the last one. */
  readonly next?: string | undefined;
}

/** Profiles read in parallel. */
const abreast = 16;

/**
 * Lists one page of the stored datasets, with the profiles of their current versions: one listing, and three reads per
 * dataset.
 *
 * @param options.after `next` of the previous page: a name
 * @param options.limit @default 100
 * @param options.matches which names are listed; of the others, a page holds that many fewer @default all
 */
export async function listDatasets(
  store: ObjectStore,
  {
    after,
    limit = 100,
    matches = () => true,
  }: { after?: string | undefined; limit?: number; matches?: (name: string) => boolean } = {},
): Promise<DatasetPage> {
  const page = await store.list("datasets/", {
    delimiter: "/",
    limit,
    after: after === undefined ? undefined : `datasets/${after}/`,
  });
  const names = page.prefixes
    .map((folder) => folder.slice("datasets/".length, -1))
    .filter((name) => isName(name) && matches(name));
  const datasets: StoredDataset[] = [];
  for (let start = 0; start < names.length; start += abreast) {
    const found = await Promise.all(names.slice(start, start + abreast).map((name) => readOne(store, name)));
    datasets.push(...found.filter((dataset) => dataset !== undefined));
  }
  const last = page.prefixes.at(-1);
  return { datasets, next: page.next === undefined ? undefined : last?.slice("datasets/".length, -1) };
}

async function readOne(store: ObjectStore, name: string): Promise<StoredDataset | undefined> {
  const version = await readCurrentVersion(store, name);
  const profile = version === undefined ? undefined : await readStoredProfile(store, name, version);
  return profile && { name, profile };
}
