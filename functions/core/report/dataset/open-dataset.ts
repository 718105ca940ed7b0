import { corruptObject, lostObject } from "../../errors.ts";
import { sha256 } from "../../json/canonical-json.ts";
import { isName } from "../../names/name.ts";
import type { ObjectStore } from "../../ports.ts";
import type { DatasetReference } from "../request/report-request.ts";
import type { Dataset, DatasetColumn, DatasetProfile, DatasetSource, OpenedDataset, ParquetTable } from "./dataset.ts";
import { datasetVersion } from "./dataset-version.ts";
import { datasetLimits } from "./dataset-limits.ts";
import { datasetSelect } from "./database/dataset-select.ts";
import { parquetSelect } from "./database/parquet-select.ts";
import { inlineSelect } from "./csv/inline-select.ts";
import { readStoredProfile } from "./store/read-dataset-profile.ts";
import { openSparse, type SparseTable } from "./parquet/sparse-table.ts";
import { chunksFile, parquetFile, parquetRead } from "./store/files-of.ts";
import { checkFiles, openFiles } from "./store/table-files.ts";
import { demandShort, readWhole, tooLongToReadWhole } from "./store/read-whole.ts";
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
export async function openDataset(
  store: ObjectStore,
  alias: string,
  reference: DatasetReference,
): Promise<OpenedDataset> {
  const { name, version, profile } =
    (await readPinned(store, reference)) ?? (await readResolved(store, alias, reference));
  const folder = `datasets/${name}/${version}`;
  if (profile.files !== undefined) return openInFiles(store, { alias, name, folder, profile });
  const readText = once(() => readTable(store, name, folder, profile));
  const readParquet = once(() => readParquetTable(store, name, folder, profile.parquet!));
  const sparse = openParts(store, name, folder, profile);
  const isLong = (profile.parquet?.bytes ?? profile.bytes) > datasetLimits.whole;
  const readAs = (columns: readonly DatasetColumn[]): DatasetSource => {
    const select = parquetSelect(profile, columns);
    // Only a short text may be inlined, and that is not stored as Parquet.
    if (select !== undefined)
      return { read: readParquet, select, inline: () => Promise.resolve(undefined), sparse, isLong, fields: undefined };
    const held = { ...profile, columns };
    return {
      sparse: profile.parquet === undefined ? sparse : undefined,
      isLong,
      fields: fieldsOf(columns),
      read: readText,
      select: datasetSelect(held),
      inline: async () => (parquetRead(profile) === undefined ? inlineSelect(held, await readText()) : undefined),
    };
  };
  return { alias, profile, readAs, readText, ...readAs(profile.columns) };
}

/** A version whose table is in several files: nobody reads all of it at once. */
function openInFiles(
  store: ObjectStore,
  { alias, name, folder, profile }: Pick<Dataset, "alias" | "profile"> & Record<"name" | "folder", string>,
): OpenedDataset {
  checkFiles(profile, `${folder}/dataset.json`);
  const files = openFiles(store, folder, profile, `the dataset "${name}"`);
  const read = (): Promise<never> => Promise.reject(tooLongToReadWhole(name, profile.bytes));
  const readAs = (columns: readonly DatasetColumn[]): DatasetSource => ({
    read,
    select: datasetSelect({ ...profile, columns }),
    inline: () => Promise.resolve(undefined),
    files,
    isLong: true,
  });
  return { alias, profile, readAs, readText: read, ...readAs(profile.columns) };
}

/** The table in Parquet that queries read, if parts of it can be read. */
function openParts(store: ObjectStore, name: string, folder: string, profile: DatasetProfile): SparseTable | undefined {
  const file = parquetRead(profile);
  if (profile.chunks === undefined || file === undefined) return undefined;
  return openSparse(store, {
    key: `${folder}/${file}`,
    chunks: { key: `${folder}/${chunksFile(profile.chunks)}`, sha256: profile.chunks },
    what: `the dataset "${name}"`,
  });
}

function fieldsOf(columns: readonly DatasetColumn[]): ReadonlyMap<string, string> {
  return new Map(columns.flatMap(({ name, field }) => (field === undefined ? [] : [[name, field] as const])));
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read());
}

async function readObject(store: ObjectStore, name: string, key: string): Promise<Uint8Array> {
  return found((await store.get(key))?.body, name, key);
}

/** @throws BroadsheetError `unavailable` if there is nothing */
function found(body: Uint8Array | undefined, name: string, key: string): Uint8Array {
  if (body === undefined) throw lostObject(key, `The content of the dataset "${name}"`);
  return body;
}

/** The bytes that queries read without Parquet beside them. */
async function readTable(
  store: ObjectStore,
  name: string,
  folder: string,
  profile: DatasetProfile,
): Promise<Uint8Array> {
  const key = `${folder}/${profile.table === undefined ? `data.${profile.format}` : `table.${profile.table}`}`;
  if (profile.table === undefined) demandShort(name, profile.bytes);
  // Of a long text that had to be unpacked or written anew, nobody knows the length.
  const isLong = profile.table !== undefined && profile.parquet !== undefined;
  const body = isLong ? found(await readWhole(store, name, key), name, key) : await readObject(store, name, key);
  // A table made from the content has no hash of its own; the store knows what was written.
  if (profile.table === undefined && datasetVersion(body, profile.reading, profile) !== profile.version)
    throw corruptObject(key, "its content is not that of its version");
  return body;
}

async function readParquetTable(
  store: ObjectStore,
  name: string,
  folder: string,
  parquet: ParquetTable,
): Promise<Uint8Array> {
  const key = `${folder}/${parquetFile(parquet)}`;
  demandShort(name, parquet.bytes);
  const body = await readObject(store, name, key);
  if (sha256(body) !== parquet.sha256) throw corruptObject(key, "its content is not that of its hash");
  return body;
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
