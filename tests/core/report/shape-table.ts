import { DuckDBInstance } from "@duckdb/node-api";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { datasetSelect } from "../../../functions/core/report/dataset/database/dataset-select.ts";
import type { DatasetFormat, DatasetProfile } from "../../../functions/core/report/dataset/dataset.ts";
import { type DatasetLimits, datasetLimits } from "../../../functions/core/report/dataset/dataset-limits.ts";
import { profileShaped } from "../../../functions/core/report/dataset/profile-shaped.ts";
import { readRecipe } from "../../../functions/core/report/dataset/recipe/read-recipe.ts";
import type { DatasetReading } from "../../../functions/core/report/template/dataset-reading.ts";
import { shapeDataset } from "../../../functions/core/report/shape-dataset.ts";

const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
const connection = await instance.connect();
await connection.run("SET TimeZone = 'UTC'");

/** A table that a recipe made, each value as text. */
export interface ShapedTable {
  readonly columns: readonly string[];
  readonly types: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly profile: DatasetProfile;
  readonly table: Uint8Array;
}

export interface ShapeOptions {
  readonly format?: DatasetFormat;
  readonly reading?: DatasetReading;
  readonly limits?: DatasetLimits;
  readonly deadlineMs?: number;
}

/** Runs a recipe over a file as storing it does, and reads the table as queries do. */
export async function shapeTable(
  body: Uint8Array | string,
  recipe: string,
  { format = "csv", reading = {}, limits = datasetLimits, deadlineMs }: ShapeOptions = {},
): Promise<ShapedTable> {
  const scratch = await openScratchFolder();
  try {
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
    const { profile, table } = await profileShaped(
      { body: bytes, format, reading },
      {
        scratch,
        limits,
        recipe: readRecipe(recipe),
        shape: (given, parsed, most) => shapeDataset(given, parsed, scratch, most, deadlineMs),
      },
    );
    const file = await scratch.write("read.parquet", table);
    const result = await connection.runAndReadAll(
      `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${datasetSelect(profile)})`,
      { file },
    );
    return {
      columns: profile.columns.map(({ name }) => name),
      types: profile.columns.map(({ type, databaseType }) => databaseType ?? type),
      rows: result.getRows().map((row) => row.map((value) => (value === null ? null : String(value)))),
      profile,
      table,
    };
  } finally {
    await scratch.dispose();
  }
}
