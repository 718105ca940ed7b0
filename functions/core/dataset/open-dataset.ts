import { BroadsheetError } from "../errors.ts";
import type { ObjectStore } from "../ports.ts";
import type { DatasetReference } from "../request/report-request.ts";
import type { Dataset } from "./dataset.ts";
import { datasetSelect } from "./dataset-select.ts";
import { readStoredProfile } from "./read-dataset-profile.ts";
import { resolveDataset } from "./resolve-dataset.ts";

/**
 * Reads a dataset version, its profile and its bytes, for a report that calls it `alias`.
 *
 * @throws BroadsheetError `not-found` as `resolveDataset` does; `unavailable` when its bytes are gone
 */
export async function openDataset(store: ObjectStore, alias: string, reference: DatasetReference): Promise<Dataset> {
  const { name, version } = await resolveDataset(store, reference, `/datasets/${alias}`);
  const profile = (await readStoredProfile(store, name, version))!;
  const object = await store.get(`datasets/${name}/${version}/data.${profile.format}`);
  if (object === undefined) {
    throw new BroadsheetError("unavailable", { code: "missing-object", message: `The content of the dataset "${name}" is missing in the store`, where: { dataset: name }, seen: version });
  }
  return { alias, profile, body: object.body, select: datasetSelect(profile) };
}
