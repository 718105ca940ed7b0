import { BroadsheetError } from "../../errors.ts";
import type { ScratchFile, ScratchSpace } from "../../ports.ts";
import type { DatasetReading } from "../template/dataset-reading.ts";
import type { CellTable } from "./database/cells-select.ts";
import { textSource } from "./database/dataset-select.ts";
import type { Database } from "./database/database.ts";
import { withHashedRows } from "./with-hashed-rows.ts";
import { openDatabase } from "./database/open-database.ts";
import { quoteName, quoteText } from "./database/quote-sql.ts";
import { unreadable } from "./database/unreadable.ts";
import { checkDatasetLimit, type DatasetLimits } from "./dataset-limits.ts";
import type { DatasetFormat, DatasetProfile } from "./dataset.ts";
import { datasetVersion } from "./dataset-version.ts";
import { profileParquet } from "./parquet/profile-parquet.ts";
import { writeLongParquet } from "./parquet/write-parquet.ts";
import {
  compareReadings,
  foundIn,
  identityOf,
  type ProfiledDataset,
  typeColumns,
  unlessTold,
} from "./profile-dataset.ts";
import { proposeRecipe } from "./proposals/propose-recipe.ts";
import { readLongDataset, type ReadTable } from "./read-dataset.ts";

/** Formats of which a part can be read without the whole. */
export type LongFormat = Exclude<DatasetFormat, "xlsx">;

/** Whether a file of this format may be too long for the memory. */
export function isLongFormat(format: DatasetFormat): format is LongFormat {
  return format !== "xlsx";
}

/**
 * Reads and profiles a dataset that is too long for the memory, and finds what `profileDataset` finds of the same
 * bytes. The text is parsed once by our scan and once by the database, which keeps it as Parquet, every column as text;
 * what decides its columns' types is asked of that. A piece of the file, a row group and what the database may use are
 * in memory at a time, however long it is.
 *
 * @throws BroadsheetError as `profileDataset`; `too-large`, `reading-timeout`, if it takes longer than it may
 */
export async function profileLong(
  file: ScratchFile,
  format: LongFormat,
  reading: DatasetReading,
  scratch: ScratchSpace,
  limits: DatasetLimits,
): Promise<ProfiledDataset<ScratchFile>> {
  checkDatasetLimit("bytes", file.length, limits);
  const said = Object.keys(reading).length === 0 ? {} : { reading };
  const plain = datasetVersion(file, reading);
  const base = { format, ...said, bytes: file.length };
  if (format === "parquet") {
    const { mended, ...found } = await profileParquet(file, plain, scratch, limits, true);
    return { profile: { ...identityOf(file, reading, plain, mended), ...base, ...found } };
  }
  // The time runs from here: a scan may take most of it.
  const database = await openDatabase(scratch, limits);
  try {
    const read = await readLongDataset(file, format, reading, limits, (name) => scratch.create(`${plain}-${name}`));
    checkDatasetLimit("bytes", read.table.length, limits);
    const groupRows = rowsOfGroup(read);
    const from = await keepSame(database, read, `${scratch.folder}/${plain}-texts`, groupRows);
    const { columns, warnings, mended } = await typeColumns(database, read, from);
    const { warnings: ofDates, ...mending } = read.notations
      ? await proposeRecipe(database, columns, read.rows, read)
      : { warnings: [] };
    const given = read.table === file;
    const found: DatasetProfile = {
      ...identityOf(file, reading, plain, [...read.mended, ...mended]),
      ...base,
      ...foundIn(read, given),
      columns,
      warnings: [...read.warnings, ...warnings, ...unlessTold(ofDates, warnings)],
      ...mending,
    };
    const table = given ? {} : { table: read.table };
    const profile = await withHashedRows(database, found);
    if (read.table.length <= limits.text) return { profile, ...table };
    const { file: parquet, told } = await writeLongParquet(database, found, scratch, groupRows);
    return { profile: { ...profile, parquet: told }, ...table, parquet };
  } finally {
    database.close();
  }
}

/** Most cells and bytes of a row group. Rows are DuckDB's own number, unless they are long or many columns. */
const ofGroup = { rows: 122_880, cells: 4_000_000, bytes: 64 * 1024 * 1024 };

/** The database writes whole vectors. */
const vector = 2_048;

function rowsOfGroup({ columns, rows, table }: Pick<ReadTable<ScratchFile>, "columns" | "rows" | "table">): number {
  const most = Math.min(
    ofGroup.cells / columns.length,
    (ofGroup.bytes * Math.max(rows, 1)) / table.length,
    ofGroup.rows,
  );
  return Math.max(vector, Math.floor(most / vector) * vector);
}

/**
 * Has the database parse the text and keep it, and demands that it finds what our scan has found. If several threads
 * find something else in CSV, one reads it once more: that is slower, and decides.
 *
 * @param path of the file that keeps it, without an ending
 * @throws BroadsheetError `invalid-dataset`: `unreadable`, `read-differently`
 */
async function keepSame(
  database: Database,
  read: ReadTable<ScratchFile>,
  path: string,
  groupRows: number,
): Promise<CellTable> {
  const keep = async (inOrder: boolean): Promise<CellTable> => {
    const from = await keepTexts(database, read, `${path}${inOrder ? "-in-order" : ""}.parquet`, groupRows, inOrder);
    await compareReadings(database, read);
    return from;
  };
  return await keep(false).catch(async (error: unknown) => {
    const isOther = error instanceof BroadsheetError && error.kind === "invalid-dataset";
    if (!isOther || read.format === "json" || read.format === "ndjson") throw error;
    return await keep(true);
  });
}

/** @returns the table `raw`, with the numbers of its rows */
async function keepTexts(
  database: Database,
  read: ReadTable<ScratchFile>,
  path: string,
  groupRows: number,
  inOrder: boolean,
): Promise<CellTable> {
  const { table, columns } = read;
  const names = columns.map(({ name }) => name);
  // Parquet and the database compare names differently.
  const kept = names.map((name, index) => `${quoteName(name)} AS c${index}`);
  await database
    .rows(
      `COPY (SELECT ${kept.join(", ")} FROM ${textSource(read, inOrder)}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE ${groupRows}, USE_TMP_FILE false)`,
      { file: table.path },
    )
    .catch((error: unknown) => {
      throw error instanceof BroadsheetError ? error : unreadable(error, table.path, "The file");
    });
  const row = quoteName(unlike(names));
  const own = names.map((name, index) => `c${index} AS ${quoteName(name)}`);
  await database.rows(
    `CREATE OR REPLACE TEMP VIEW raw AS SELECT ${own.join(", ")}, file_row_number + 1 AS ${row} FROM read_parquet(${quoteText(path)}, file_row_number = true)`,
  );
  return { name: "raw", row };
}

/** A name that no column has. */
function unlike(names: readonly string[]): string {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  let own = "row";
  while (taken.has(own)) own += "_";
  return own;
}
