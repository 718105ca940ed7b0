import { DuckDBInstance } from "@duckdb/node-api";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import type { DatasetFormat, DatasetProfile } from "../../../../functions/core/report/dataset/dataset.ts";
import { openDataset } from "../../../../functions/core/report/dataset/open-dataset.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { BroadsheetError, type Problem } from "../../../../functions/core/errors.ts";
import type { DatasetReading } from "../../../../functions/core/report/template/dataset-reading.ts";

/** What queries see of a stored file, or the reason for its refusal. */
export type Outcome =
  | {
      readonly columns: readonly string[];
      readonly types: readonly string[];
      readonly rows: readonly (readonly (string | null)[])[];
      readonly warnings: readonly string[];
      readonly profile: DatasetProfile;
    }
  | { readonly refused: string; readonly problem: Problem };

const scratch = await openScratchFolder();
const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
const connection = await instance.connect();
await connection.run("SET TimeZone = 'UTC'");

/** Stores a file as every upload does, opens it as a report does, and reads its table with each value as text. */
export async function readTable(
  body: Uint8Array,
  format: DatasetFormat,
  reading: DatasetReading = {},
): Promise<Outcome> {
  const store = new MemoryObjectStore();
  let profile: DatasetProfile;
  try {
    profile = await storeDataset(store, "d", { body, format, reading }, scratch);
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    return { refused: error.problems[0]!.code, problem: error.problems[0]! };
  }
  const dataset = await openDataset(store, "d", { name: "d" });
  const file = await scratch.write(`read-${profile.version}`, await dataset.read());
  const rows = await read(dataset.select, { file });
  const inline = await dataset.inline();
  if (inline !== undefined && JSON.stringify(await read(inline, {})) !== JSON.stringify(rows))
    throw new Error("the two ways of reading differ");
  return {
    columns: profile.columns.map(({ name }) => name),
    types: profile.columns.map(({ type }) => type),
    rows,
    warnings: profile.warnings.map(({ message }) => message),
    profile,
  };
}

async function read(select: string, values: Record<string, string>): Promise<(string | null)[][]> {
  const result = await connection.runAndReadAll(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${select})`, values);
  return result.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
}
