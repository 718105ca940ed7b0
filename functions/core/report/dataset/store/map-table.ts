import { lostObject } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import type { Bytes, ObjectStore } from "../../../ports.ts";
import type { DatasetLimits } from "../dataset-limits.ts";
import type { DatasetProfile } from "../dataset.ts";
import { encodeChunks, mapChunks } from "../parquet/chunk-map.ts";
import { chunksFile, parquetRead } from "./files-of.ts";
import { keep } from "./keep-object.ts";

/** The map of a table in Parquet, as it is stored, and its hash. */
export interface StoredMap {
  readonly sha256: string;
  readonly text: Uint8Array;
}

/**
 * Maps the table in Parquet that queries will read of a version, so that reports can read parts of it.
 *
 * @param files what is stored of the version: the bytes, a table made of them, and a table in Parquet beside those
 * @returns undefined if queries read a text, or the table is small or can only be read whole
 */
export async function mapTable(
  profile: Pick<DatasetProfile, "format" | "table" | "parquet">,
  files: {
    readonly body?: Bytes;
    readonly table?: Bytes | undefined;
    readonly parquet?: Bytes | undefined;
  },
  { parts }: Pick<DatasetLimits, "parts">,
): Promise<StoredMap | undefined> {
  if (parquetRead(profile) === undefined) return undefined;
  const bytes = files.parquet ?? files.table ?? files.body;
  if (bytes === undefined || bytes.length < parts) return undefined;
  return await encodedMap(bytes.length, (start, end) => Promise.resolve(bytes.subarray(start, end)));
}

/**
 * Maps a stored table in Parquet of any size: one column's pages of a row group are in memory at a time.
 *
 * @param key of the table
 * @returns undefined if there is no such table, or it can only be read whole
 * @throws BroadsheetError `damaged`, `unavailable`
 */
export async function mapStored(store: ObjectStore, key: string): Promise<StoredMap | undefined> {
  const found = await store.getStream(key);
  if (found === undefined) return undefined;
  // Who opens a stream leaves it by its loop.
  for await (const _piece of found.body) break;
  return await encodedMap(found.size, async (start, end) => {
    const bytes = await store.getRange(key, start, end);
    if (bytes?.length !== end - start) throw lostObject(key, "A table");
    return bytes;
  });
}

async function encodedMap(...table: Parameters<typeof mapChunks>): Promise<StoredMap | undefined> {
  const map = await mapChunks(...table);
  if (map === undefined) return undefined;
  const text = encodeChunks(map);
  return { sha256: sha256(text), text };
}

/** A profile that names its table's map. */
export function withMap(profile: DatasetProfile, map: StoredMap | undefined): DatasetProfile {
  return map === undefined ? profile : { ...profile, chunks: map.sha256 };
}

/** Stores a map in the folder of its version, before the profile that names it. */
export async function keepMap(store: ObjectStore, folder: string, map: StoredMap | undefined): Promise<void> {
  if (map !== undefined) await keep(store, `${folder}/${chunksFile(map.sha256)}`, map.text, "application/json");
}
