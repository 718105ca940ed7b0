import type { DuckDBConnection } from "@duckdb/node-api";
import type { ScratchSpace } from "../../../ports.ts";
import { copyToParquet } from "../database/copy-to-parquet.ts";
import { openDatabase } from "../database/open-database.ts";
import { quoteName } from "../database/quote-sql.ts";
import { readFile } from "../database/read-file.ts";
import type { DatasetColumn } from "../dataset.ts";
import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";
import { type HashedColumn, hashRows } from "../database/hash-rows.ts";

/** Whole numbers below this have digits that a double holds, as those of a text. */
const mostExact = 10n ** 15n;

/** A table that was written to a file. */
export interface WrittenTable {
  /** SHA-256 of its schema and ordered rows. */
  readonly rowsHash: string;
  /** Columns of whole numbers that need no wide type. */
  readonly plain: ReadonlySet<string>;
}

/**
 * Writes a table of the database to a Parquet file, once its size is within the limits.
 *
 * @param table its quoted name
 * @param output path of the file, to which the database may write
 * @throws BroadsheetError `limit-exceeded`
 */
export async function writeShaped(
  connection: DuckDBConnection,
  table: string,
  { limits, output }: { readonly limits: DatasetLimits; readonly output: string },
): Promise<WrittenTable> {
  const columns = await columnsOf(connection, table);
  checkDatasetLimit("columns", columns.length, limits);
  const wide = columns.filter(({ type }) => /^U?(?:BIG|HUGE)INT$/.test(type));
  const most = wide.map(({ name }, index) => {
    const column = quoteName(name);
    return `, coalesce(max(${column}) < ${mostExact} AND min(${column}) > -${mostExact}, true) AS c${index}`;
  });
  const [counted = {}] = await ask(connection, `SELECT count(*) AS n${most.join("")} FROM ${table}`);
  const rows = Number(counted["n"]);
  checkDatasetLimit("rows", rows, limits);
  checkDatasetLimit("parquetCells", rows * columns.length, limits);
  await copyToParquet((sql) => ask(connection, sql), table, columns, output);
  return {
    rowsHash: await hashRows(connection, columns, table),
    plain: new Set(wide.filter((_, index) => counted[`c${index}`] === true).map(({ name }) => name)),
  };
}

/** The columns of a table or of a SELECT in parentheses, with their types in the database. */
export async function columnsOf(connection: DuckDBConnection, table: string): Promise<readonly HashedColumn[]> {
  return (await ask(connection, `DESCRIBE ${table}`)).map(({ column_name, column_type }): HashedColumn => ({
    name: String(column_name),
    type: String(column_type),
  }));
}

/** A column of the table as its profile tells it: with its unit, and with no wider type than its values need. */
export function describedColumn(
  { databaseType, ...column }: DatasetColumn,
  plain: ReadonlySet<string>,
  unit: string | undefined,
): DatasetColumn {
  const integer = databaseType !== undefined && plain.has(column.name);
  return {
    ...column,
    ...(integer ? { type: "integer" as const } : databaseType !== undefined && { databaseType }),
    ...(unit !== undefined && { unit }),
  };
}

/** Runs a SELECT and reads its rows. */
export async function ask(
  connection: DuckDBConnection,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjects();
}

/** The core knows no disk; the database reads the file that the sealed one wrote. */
export async function readWritten(scratch: ScratchSpace, path: string): Promise<Uint8Array> {
  const database = await openDatabase(scratch);
  try {
    return await readFile(database, path);
  } finally {
    database.close();
  }
}
