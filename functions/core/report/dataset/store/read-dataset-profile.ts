import { parseStored } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { DatasetReference } from "../../request/report-request.ts";
import type { DatasetProfile } from "../dataset.ts";
import { resolveDataset } from "./resolve-dataset.ts";

/**
 * Reads the profile of a stored dataset: of the version that the reference names, or else the current one.
 *
 * @throws BroadsheetError `not-found` as `resolveDataset` does
 */
export async function readDatasetProfile(store: ObjectStore, reference: DatasetReference): Promise<DatasetProfile> {
  const { name, version } = await resolveDataset(store, reference);
  return (await readStoredProfile(store, name, version))!;
}

/** Reads the profile of a version; undefined if there is no such version. */
export async function readStoredProfile(
  store: ObjectStore,
  name: string,
  version: string,
): Promise<DatasetProfile | undefined> {
  const key = `datasets/${name}/${version}/dataset.json`;
  const object = await store.get(key);
  return object && parseStored<DatasetProfile>(key, object.body);
}
