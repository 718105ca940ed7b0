import type { ObjectStore } from "../../ports.ts";
import type { DatasetReference } from "../../request/report-request.ts";
import type { DatasetProfile } from "../dataset.ts";
import { resolveDataset } from "./resolve-dataset.ts";

/**
 * Reads what is known about a stored dataset, the current version unless the reference names one.
 *
 * @throws BroadsheetError `not-found` as `resolveDataset` does
 */
export async function readDatasetProfile(store: ObjectStore, reference: DatasetReference): Promise<DatasetProfile> {
  const { name, version } = await resolveDataset(store, reference);
  return (await readStoredProfile(store, name, version))!;
}

/** The profile of a version; absent when there is no such version. */
export async function readStoredProfile(store: ObjectStore, name: string, version: string): Promise<DatasetProfile | undefined> {
  const object = await store.get(`datasets/${name}/${version}/dataset.json`);
  return object === undefined ? undefined : (JSON.parse(new TextDecoder().decode(object.body)) as DatasetProfile);
}
