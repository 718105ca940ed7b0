import { corruptObject, lostObject } from "../../errors.ts";
import { isName } from "../../names/name.ts";
import type { ObjectStore } from "../../ports.ts";
import type { DatasetReference } from "../request/report-request.ts";
import type { Dataset, DatasetProfile } from "./dataset.ts";
import { datasetVersion } from "./dataset-version.ts";
import { datasetSelect } from "./database/dataset-select.ts";
import { inlineSelect } from "./csv/inline-select.ts";
import { readStoredProfile } from "./store/read-dataset-profile.ts";
import { resolveDataset } from "./store/resolve-dataset.ts";

/** Profiles kept for each store. */
const cacheSize = 64;
const caches = new WeakMap<ObjectStore, Map<string, DatasetProfile>>();

/**
 * Opens a dataset version, for a report that refers to it as `alias`: reads its profile, which is kept since versions
 * never change, and its bytes only when they are needed.
 *
 * @throws BroadsheetError `not-found` as `resolveDataset` does
 */
export async function openDataset(store: ObjectStore, alias: string, reference: DatasetReference): Promise<Dataset> {
  const { name, version, profile } =
    (await readPinned(store, reference)) ?? (await readResolved(store, alias, reference));
  let reading: Promise<Uint8Array> | undefined;
  const read = (): Promise<Uint8Array> => (reading ??= readTable(store, name, version, profile));
  return {
    alias,
    profile,
    read,
    select: datasetSelect(profile),
    inline: async () => inlineSelect(profile, await read()),
  };
}

async function readTable(
  store: ObjectStore,
  name: string,
  version: string,
  profile: DatasetProfile,
): Promise<Uint8Array> {
  const key = `datasets/${name}/${version}/${profile.table === undefined ? `data.${profile.format}` : `table.${profile.table}`}`;
  const object = await store.get(key);
  if (object === undefined) throw lostObject(key, `The content of the dataset "${name}"`);
  // A table made from the content has no hash of its own; the store knows what was written.
  if (profile.table === undefined && datasetVersion(object.body, profile.reading, profile) !== version)
    throw corruptObject(key, "its content is not that of its version");
  return object.body;
}

interface Found extends Required<DatasetReference> {
  readonly profile: DatasetProfile;
}

/**
 * Reads the version that a reference names, without looking up the current one: an accepted request always names a
 * version.
 */
async function readPinned(store: ObjectStore, { name, version }: DatasetReference): Promise<Found | undefined> {
  if (version === undefined || !isName(name) || !/^[0-9a-f]{64}$/.test(version)) return undefined;
  const profile = await readProfile(store, name, version);
  return profile && { name, version, profile };
}

async function readProfile(store: ObjectStore, name: string, version: string): Promise<DatasetProfile | undefined> {
  const cache = caches.get(store) ?? new Map<string, DatasetProfile>();
  caches.set(store, cache);
  const key = `${name}@${version}`;
  const profile = cache.get(key) ?? (await readStoredProfile(store, name, version));
  if (profile === undefined) return undefined;
  cache.delete(key);
  cache.set(key, profile);
  const oldest = cache.keys().next().value;
  if (cache.size > cacheSize && oldest !== undefined) cache.delete(oldest);
  return profile;
}

async function readResolved(store: ObjectStore, alias: string, reference: DatasetReference): Promise<Found> {
  const { name, version } = await resolveDataset(store, reference, `/datasets/${alias}`);
  return { name, version, profile: (await readProfile(store, name, version))! };
}
