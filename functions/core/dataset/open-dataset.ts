import { BroadsheetError } from "../errors.ts";
import { isName } from "../name.ts";
import type { ObjectStore } from "../ports.ts";
import type { DatasetReference } from "../request/report-request.ts";
import type { Dataset, DatasetProfile } from "./dataset.ts";
import { datasetSelect } from "./database/dataset-select.ts";
import { inlineSelect } from "./csv/inline-select.ts";
import { readStoredProfile } from "./store/read-dataset-profile.ts";
import { resolveDataset } from "./store/resolve-dataset.ts";

/**
 * Reads a dataset version's profile and bytes, for a report that refers to it as `alias`.
 *
 * @throws BroadsheetError `not-found` as `resolveDataset` does; `unavailable` if its bytes are missing
 */
export async function openDataset(store: ObjectStore, alias: string, reference: DatasetReference): Promise<Dataset> {
  const { name, version, profile } = (await readPinned(store, reference)) ?? (await readResolved(store, alias, reference));
  const object = await store.get(`datasets/${name}/${version}/${profile.table === undefined ? `data.${profile.format}` : `table.${profile.table}`}`);
  if (object === undefined) {
    throw new BroadsheetError("unavailable", { code: "missing-object", message: `The content of the dataset "${name}" is missing from the store`, where: { dataset: name }, seen: version });
  }
  return { alias, profile, body: object.body, select: datasetSelect(profile), inline: () => inlineSelect(profile, object.body) };
}

interface Found extends Required<DatasetReference> {
  readonly profile: DatasetProfile;
}

/** Reads the version that a reference names, without looking up the current one: an accepted request always names a version. */
async function readPinned(store: ObjectStore, { name, version }: DatasetReference): Promise<Found | undefined> {
  if (version === undefined || !isName(name) || !/^[0-9a-f]{64}$/.test(version)) return undefined;
  const profile = await readStoredProfile(store, name, version);
  return profile && { name, version, profile };
}

async function readResolved(store: ObjectStore, alias: string, reference: DatasetReference): Promise<Found> {
  const { name, version } = await resolveDataset(store, reference, `/datasets/${alias}`);
  return { name, version, profile: (await readStoredProfile(store, name, version))! };
}
