import { BroadsheetError, type Warning } from "../../../errors.ts";
import type { Bytes, ScratchFile, ScratchSpace } from "../../../ports.ts";
import { checkColumnNames } from "../check-column-names.ts";
import { nameRepeated } from "../name-repeated.ts";
import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";
import type { DatasetColumn, DatasetProfile } from "../dataset.ts";
import type { MendedRuleName } from "../mended-rules.ts";
import { datasetSelect, type HeldType } from "../database/dataset-select.ts";
import { quoteName } from "../database/quote-sql.ts";
import type { Database } from "../database/database.ts";
import { openDatabase } from "../database/open-database.ts";
import { checkInstants } from "./check-instants.ts";
import { type ColumnPages, checkPages } from "./check-pages.ts";
import { checkTimes } from "./check-times.ts";
import { hashSelected, mostHashedRows } from "../database/hash-rows.ts";
import { type ReadColumn, readValues } from "./read-values.ts";
import { topLevelColumns } from "./top-level-columns.ts";
import { countEmptyTexts } from "../database/empty-texts.ts";
import { unreadable } from "../database/unreadable.ts";

interface ReadParquet extends Pick<DatasetProfile, "rows" | "columns" | "warnings" | "rowsAsRead"> {
  readonly mended: readonly MendedRuleName[];
}

/**
 * Profiles a Parquet file, which has its own types. Decimals stay exact; lists, structs and maps become JSON text (with
 * a warning); enumerations, times and UUIDs become text, and so do bytes without a type if they are text in UTF-8.
 * Other columns of bytes are left out with a warning.
 *
 * @param version SHA-256 of the bytes, used as the file's name for DuckDB, since several datasets may be stored at once
 * @param hashed whether its rows are hashed, too
 * @throws BroadsheetError `invalid-dataset` if it is not a Parquet file or has only columns of bytes; `limit-exceeded`
 */
export async function profileParquet(
  body: Uint8Array | ScratchFile,
  version: string,
  scratch: ScratchSpace,
  limits: DatasetLimits,
  hashed = false,
): Promise<ReadParquet> {
  refuseOther(body);
  const isFile = "path" in body;
  const file = isFile ? body.path : await scratch.write(`${version}.parquet`, body);
  const database = await openDatabase(scratch, isFile ? limits : undefined);
  try {
    const found = await readProfile(database, body, file, limits);
    if (!hashed || found.rows > mostHashedRows) return found;
    const select = datasetSelect({ format: "parquet", columns: found.columns });
    return { ...found, rowsAsRead: await hashSelected(database, select, { file }) };
  } catch (error) {
    if (error instanceof BroadsheetError) throw error;
    throw unreadable(error, file, "The Parquet file");
  } finally {
    database.close();
  }
}

async function readProfile(database: Database, body: Bytes, file: string, limits: DatasetLimits): Promise<ReadParquet> {
  const described = await database.rows(
    "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet($file))",
    { file },
  );
  const fields = described.map((row) => String(row.column_name));
  checkDatasetLimit("columns", fields.length, limits);
  const found = await topLevelColumns(database, file);
  const own = found?.length === fields.length ? found : undefined;
  const naming = nameRepeated(own?.map(({ name }) => name) ?? fields);
  checkColumnNames(naming.names);
  const warnings: Warning[] = [...naming.warnings];
  const [stated = {}] = await database.rows("SELECT sum(num_rows)::BIGINT AS n FROM parquet_file_metadata($file)", {
    file,
  });
  checkDatasetLimit("rows", Number(stated.n), limits);
  checkDatasetLimit("parquetCells", Number(stated.n) * fields.length, limits);
  const all = described.map((row, index) => ({
    field: fields[index]!,
    name: naming.names[index]!,
    type: String(row.column_type),
    leaf: own?.[index]!.leaf,
  }));
  await checkTimes(database, body, file, all);
  const { pages, groups } = await locatePages(database, file);
  checkPages(body, pages);
  await checkInstants(database, file, fields);
  const kept = (await withoutBytes(database, file, all, warnings)).map((column): ReadColumn => ({
    ...column,
    held: heldType(column.name, column.type, warnings),
  }));
  const { rows, filled } = await readValues(database, { file, groups }, kept);
  refuseOtherCount(rows, Number(stated.n));
  if (rows === 0) warnings.push({ code: "dataset-warning", message: "The file has no rows" });
  const columns = kept.map(({ field, name, held }, index): DatasetColumn => ({
    name,
    ...(field !== name && { field }),
    ...held,
    nulls: rows - filled[index]!,
  }));
  // Parquet has missing values of its own.
  const empty = await countEmptyTexts(
    database,
    columns.filter(({ bytes }) => bytes !== true),
    "read_parquet($file)",
    { file },
  );
  const held = columns.map((column) =>
    empty.has(column) || column.bytes === true ? { ...column, emptyTexts: true } : column,
  );
  const mended: MendedRuleName[] = [
    ...(naming.warnings.length > 0 ? ["repeated-name" as const] : []),
    ...(empty.size > 0 ? ["empty-text" as const] : []),
  ];
  return { rows, columns: held, warnings, mended };
}

type FileColumn = Omit<ReadColumn, "held">;

/** The columns that a report can show: those of bytes that are not text are left out, with a warning. */
async function withoutBytes(
  database: Database,
  file: string,
  all: readonly FileColumn[],
  warnings: Warning[],
): Promise<readonly FileColumn[]> {
  const unreadable = await findBytes(
    database,
    file,
    all.filter(({ type }) => type === "BLOB"),
  );
  const kept = all.filter(({ field }) => !unreadable.has(field));
  for (const { name, type, field } of all.filter((column) => !kept.includes(column))) {
    warnings.push({
      code: "dataset-warning",
      message: `"${name}" holds bytes that are not text in UTF-8 and was left out, first in row ${unreadable.get(field)}`,
      where: { name, row: unreadable.get(field)! },
      seen: type,
      hint: "write it as a text column (in Parquet: the logical type STRING)",
    });
  }
  if (kept.length > 0) return kept;
  throw new BroadsheetError("invalid-dataset", {
    code: "binary-column",
    message: "Every column holds bytes, which no report can show",
    seen: all.map(({ name }) => name).slice(0, 10),
    hint: "Write texts as text columns (in Parquet: the logical type STRING)",
  });
}

/** @throws BroadsheetError `invalid-dataset` if the file states another number of rows than it has */
function refuseOtherCount(rows: number, stated: number): void {
  if (rows === stated) return;
  throw new BroadsheetError("invalid-dataset", {
    code: "read-differently",
    message: `The file declares ${stated} rows but holds ${rows}`,
    seen: rows,
    allowed: stated,
  });
}

/**
 * Finds the columns of bytes that are not text: not in UTF-8, or with zeros.
 *
 * @returns field → first row, from 1
 */
async function findBytes(
  database: Database,
  file: string,
  columns: readonly { readonly field: string }[],
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const { field } of columns) {
    const [row = {}] = await database.rows(
      `SELECT min(r) AS r FROM (SELECT row_number() OVER () AS r, b, TRY(decode(b)) AS t FROM (SELECT ${quoteName(field)} AS b FROM read_parquet($file))) WHERE b IS NOT NULL AND (t IS NULL OR contains(t, chr(0)))`,
      { file },
    );
    if (row["r"] !== null) found.set(field, Number(row["r"]));
  }
  return found;
}

/** Where the pages are, and the rows of each row group. */
async function locatePages(
  database: Database,
  file: string,
): Promise<{ readonly pages: readonly ColumnPages[]; readonly groups: readonly number[] }> {
  const chunks = await database.rows(
    "SELECT path_in_schema, row_group_id, row_group_num_rows, num_values, compression, dictionary_page_offset, data_page_offset, total_compressed_size FROM parquet_metadata($file)",
    { file },
  );
  const groups: number[] = [];
  const pages = chunks.map((chunk): ColumnPages => {
    const [dictionary, data] = [chunk["dictionary_page_offset"], chunk["data_page_offset"]].map((offset) =>
      offset === null ? 0 : Number(offset),
    ) as [number, number];
    // Without a dictionary, writers omit its offset or set it to 0, where the file's magic number is.
    const start = dictionary >= 4 ? dictionary : data;
    const group = Number(chunk["row_group_id"]);
    groups[group] = Number(chunk["row_group_num_rows"]);
    return {
      column: String(chunk["path_in_schema"]),
      group: group + 1,
      start,
      length: Number(chunk["total_compressed_size"]),
      codec: String(chunk["compression"]),
      values: Number(chunk["num_values"]),
    };
  });
  return { pages, groups };
}

/** Every Parquet file begins and ends with `PAR1`. */
function refuseOther(body: Bytes): void {
  const magic = (at: number): string => String.fromCharCode(...body.subarray(at, at + 4));
  if (body.length >= 12 && magic(0) === "PAR1" && magic(body.length - 4) === "PAR1") return;
  throw new BroadsheetError("invalid-dataset", {
    code: body.length === 0 ? "empty-dataset" : "not-parquet",
    message:
      body.length === 0
        ? "The file is empty"
        : magic(0) === "PAR1"
          ? "The Parquet file is truncated: its end is missing"
          : "The file is not Parquet",
    seen: `${body.length} bytes`,
    allowed: "a file that begins and ends with PAR1",
  });
}

function heldType(name: string, type: string, warnings: Warning[]): HeldType {
  if (/\]$|^(STRUCT|MAP|UNION)/.test(type)) {
    warnings.push({
      code: "dataset-warning",
      message: `"${name}" holds nested values; they are kept as JSON text`,
      where: { name },
      seen: type,
    });
    return { type: "text" };
  }
  if (/^U?(TINY|SMALL)?INT(EGER)?$/.test(type)) return { type: "integer" };
  if (/^U?(BIG|HUGE)INT$/.test(type)) return { type: "integer", databaseType: type };
  if (type === "DOUBLE") return { type: "number" };
  if (type === "FLOAT" || type.startsWith("DECIMAL")) return { type: "number", databaseType: type };
  if (type === "BOOLEAN") return { type: "boolean" };
  if (type === "DATE") return { type: "date" };
  if (type === "TIMESTAMP_NS") {
    warnings.push({
      code: "dataset-warning",
      message: `"${name}" holds nanoseconds; they are truncated to microseconds`,
      where: { name },
      seen: type,
    });
  }
  if (type.startsWith("TIMESTAMP")) return { type: "timestamp" };
  if (type === "BLOB") return { type: "text", bytes: true };
  return { type: "text" };
}
