import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { checkDataset } from "../../../../../functions/core/report/dataset/check-dataset.ts";
import type { DatasetContent } from "../../../../../functions/core/report/dataset/dataset-content.ts";
import { datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import type { Dataset, DatasetProfile, OpenedDataset } from "../../../../../functions/core/report/dataset/dataset.ts";
import { openDataset } from "../../../../../functions/core/report/dataset/open-dataset.ts";
import { hashRows } from "../../../../../functions/core/report/dataset/database/hash-rows.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import type { ColumnType } from "../../../../../functions/core/report/template/template.ts";

const scratch = await openScratchFolder();
const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
await connection.run("SET TimeZone = 'UTC'");

/** A dataset as this release opens it, and as one that knows no Parquet beside a text does. */
export interface BothWays {
  readonly parquet: OpenedDataset;
  readonly text: OpenedDataset;
}

/** Stores a file with its table as Parquet, however short it is; undefined if it is refused. */
export async function storeBothWays(content: DatasetContent): Promise<BothWays | undefined> {
  const store = new MemoryObjectStore();
  try {
    await storeDataset(store, "d", content, scratch, { ...datasetLimits, text: 0 });
  } catch (error) {
    if (error instanceof BroadsheetError) return undefined;
    throw error;
  }
  const parquet = await openDataset(store, "d", { name: "d" });
  const plain = await withoutParquet(store);
  return { parquet, text: await openDataset(plain, "d", { name: "d" }) };
}

/** A copy of a store without tables in Parquet beside texts, as the release before leaves it. */
export async function withoutParquet(store: MemoryObjectStore): Promise<MemoryObjectStore> {
  const plain = new MemoryObjectStore();
  for (const { key } of (await store.list("", { limit: 1_000 })).objects) {
    const { body, contentType } = (await store.get(key))!;
    if (/table\.[0-9a-f]{64}\.parquet$/.test(key)) continue;
    await plain.put(key, key.endsWith("/dataset.json") ? forget(body) : body, contentType);
  }
  return plain;
}

function forget(body: Uint8Array): Uint8Array {
  const { parquet: _forgotten, ...profile } = JSON.parse(new TextDecoder().decode(body)) as DatasetProfile;
  return new TextEncoder().encode(JSON.stringify(profile));
}

let files = 0;

/** A loaded table: its schema, the hash of its rows in their order, how they lie in memory, and how many there are. */
export interface LoadedTable {
  readonly schema: readonly unknown[];
  readonly rows: number;
  readonly hash: string;
  readonly segments: readonly unknown[];
}

/** Loads a dataset's table as a report does; the reason if its values do not fit the declared types. */
export async function load(dataset: Dataset, into = connection): Promise<LoadedTable | { readonly fails: true }> {
  // A name of its own: the database keeps what it has read of a file.
  const file = await scratch.write(`loaded-${(files += 1)}`, await dataset.read());
  try {
    await into.run(`CREATE OR REPLACE TABLE loaded AS ${dataset.select}`, { file });
  } catch {
    return { fails: true };
  }
  const schema = await rowsOf(into, "SELECT column_name, column_type FROM (DESCRIBE loaded)");
  const columns = schema.map(([name, type]) => ({ name: String(name), type: String(type) }));
  return {
    schema,
    rows: Number((await rowsOf(into, "SELECT count(*) FROM loaded"))[0]![0]),
    hash: await hashRows(into, columns, "loaded"),
    segments: await rowsOf(
      into,
      "SELECT column_id, row_group_id, segment_id, start, count FROM pragma_storage_info('loaded') ORDER BY ALL",
    ),
  };
}

async function rowsOf(from: DuckDBConnection, sql: string): Promise<readonly (readonly unknown[])[]> {
  return (await from.runAndReadAll(sql)).getRowsJson();
}

const types: readonly ColumnType[] = ["text", "integer", "number", "boolean", "date", "timestamp"];

/** Every declaration of one column that a dataset satisfies. */
export function declarations({ profile }: OpenedDataset): readonly Readonly<Record<string, ColumnType>>[] {
  return profile.columns.flatMap(({ name, type }) =>
    types.filter((declared) => declared !== type).map((declared) => ({ [name]: declared })),
  );
}

/** A dataset under a declaration; undefined if it does not satisfy it. */
export function declared(dataset: OpenedDataset, columns: Readonly<Record<string, ColumnType>>): Dataset | undefined {
  try {
    return checkDataset(dataset, { alias: "d", columns });
  } catch (error) {
    if (error instanceof BroadsheetError) return undefined;
    throw error;
  }
}
