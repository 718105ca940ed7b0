import { BroadsheetError, type Warning } from "../errors.ts";
import { sha256 } from "../canonical-json.ts";
import type { ScratchSpace } from "../ports.ts";
import type { ColumnType } from "../template/template.ts";
import { checkDatasetLimit, type DatasetLimits } from "./dataset-limits.ts";
import type { DatasetFormat, DatasetProfile, Misfit } from "./dataset.ts";
import { quoteName, textSource } from "./database/dataset-select.ts";
import { inferTypes, type InferredColumn } from "./types/infer-types.ts";
import { type Database, openDatabase } from "./database/open-database.ts";
import { profileParquet } from "./parquet/profile-parquet.ts";
import { refuseBinary } from "./decode/refuse-binary.ts";
import { scanCsv } from "./csv/scan-csv.ts";
import { type JsonColumn, scanJson } from "./json/scan-json.ts";
import { unreadable } from "./database/unreadable.ts";

/** What a scan of a text format tells the database, and what the database must find too. */
interface Scanned {
  readonly delimiter?: DatasetProfile["delimiter"];
  readonly columns: readonly InferredColumn[];
  readonly rows: number;
  readonly valueBytes?: readonly number[];
  readonly warnings: readonly Warning[];
}

const formatNames: Readonly<Record<DatasetFormat, string>> = { csv: "CSV", json: "JSON", ndjson: "NDJSON", parquet: "Parquet" };

/**
 * Reads a dataset once, whole, and finds out what it holds. Text formats are read twice, by a scan of
 * our own that refuses what is malformed and by DuckDB with explicit columns; both must find the same number of rows, and in
 * CSV the same number of bytes in every column.
 *
 * @throws BroadsheetError `invalid-dataset` with the line, row and column of what is wrong; `too-large`, `limit-exceeded`
 */
export async function profileDataset(body: Uint8Array, format: DatasetFormat, scratch: ScratchSpace, limits: DatasetLimits): Promise<DatasetProfile> {
  checkDatasetLimit("bytes", body.length, limits);
  const base = { version: sha256(body), format, bytes: body.length };
  if (format === "parquet") return { ...base, ...(await profileParquet(body, base.version, scratch, limits)) };
  refuseBinary(body, formatNames[format]);
  const scanned = format === "csv" ? scanTable(body, limits) : scanRows(body, format === "ndjson", limits);
  const { delimiter, rows } = scanned;
  const layout = { format, columns: scanned.columns, ...(delimiter === undefined ? {} : { delimiter }) };
  // Named by its content: several datasets may be stored at once in one scratch space.
  const file = await scratch.write(`${base.version}.${format}`, body);
  const database = await openDatabase(scratch);
  try {
    await database.rows(`CREATE TEMP TABLE raw AS SELECT * FROM ${textSource(layout)}`, { file }).catch((error: unknown) => {
      throw unreadable(error, file, "The file");
    });
    await compareReadings(database, scanned);
    const inferred = await inferTypes(database, scanned.columns, rows);
    return { ...base, ...(delimiter === undefined ? {} : { delimiter }), rows, columns: inferred.columns, warnings: [...scanned.warnings, ...inferred.warnings] };
  } finally {
    database.close();
  }
}

function scanTable(body: Uint8Array, limits: DatasetLimits): Scanned {
  const { columns, ...scan } = scanCsv(body, limits);
  return { ...scan, columns: columns.map((name) => ({ name, ruledOut: {} })) };
}

function scanRows(body: Uint8Array, lines: boolean, limits: DatasetLimits): Scanned {
  const { columns, rows, warnings } = scanJson(body, lines, limits);
  return { rows, warnings, columns: columns.map((column) => ({ name: column.name, ruledOut: ruledOut(column) })) };
}

/** JSON has types of its own: which kinds of value rule out which column types. */
function ruledOut({ kinds }: JsonColumn): Partial<Record<ColumnType, Misfit>> {
  const types: Partial<Record<ColumnType, Misfit>> = {};
  const allowed: Readonly<Record<Exclude<ColumnType, "text">, string>> = { integer: "number", number: "number", boolean: "boolean", date: "string", timestamp: "string" };
  for (const [type, kind] of Object.entries(allowed) as [Exclude<ColumnType, "text">, string][]) {
    const others = [...kinds].filter(([other]) => other !== kind).map(([, misfit]) => misfit);
    const first = others.sort((a, b) => a.row - b.row)[0];
    if (first !== undefined) types[type] = first;
  }
  return types;
}

/** @throws BroadsheetError `invalid-dataset`, `read-differently`: a second reader saw another table */
async function compareReadings(database: Database, { columns, rows, valueBytes }: Scanned): Promise<void> {
  const sums = valueBytes === undefined ? "" : columns.map(({ name }, index) => `, coalesce(sum(strlen(${quoteName(name)})), 0)::BIGINT AS b${index}`).join("");
  const [row = {}] = await database.rows(`SELECT count(*) AS n${sums} FROM raw`);
  const differing = valueBytes?.findIndex((bytes, index) => Number(row[`b${index}`]) !== bytes) ?? -1;
  if (Number(row.n) === rows && differing === -1) return;
  throw new BroadsheetError("invalid-dataset", {
    code: "read-differently",
    message: "Two independent readings of the file disagree, so that values might be lost",
    ...(differing === -1 ? {} : { where: { name: columns[differing]!.name } }),
    seen: differing === -1 ? { rows, "rows by DuckDB": Number(row.n) } : { bytes: valueBytes![differing], "bytes by DuckDB": Number(row[`b${differing}`]) },
    hint: "Write the file anew with one kind of line end, and quotes around values that hold quotes or line breaks",
  });
}
