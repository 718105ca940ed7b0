import type { ObjectStore } from "../../ports.ts";
import type { DatasetProfile } from "../dataset.ts";
import { listDatasetNames } from "./list-dataset-names.ts";
import { readDatasetProfile } from "./read-dataset-profile.ts";

export interface StoredDataset {
  readonly name: string;
  /** Of the current version. */
  readonly profile: DatasetProfile;
}

/** All stored datasets with the profile of their current version, sorted by name. */
export async function listDatasets(store: ObjectStore): Promise<StoredDataset[]> {
  const names = await listDatasetNames(store);
  return await Promise.all(names.map(async (name) => ({ name, profile: await readDatasetProfile(store, { name }) })));
}
