import { createHash, type Hash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Database } from "./database.ts";

/** Most rows of an uploaded file that are hashed: of ten columns, a million take three seconds. */
export const mostHashedRows = 1_000_000;

/** A column of a table, with its type in the database. */
export interface HashedColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * SHA-256 of the schema of a table and of its rows in their order, whatever file holds them: of the names and types as
 * JSON, then of each row a line break and its values one after the other, each as its length in bytes, a colon and its
 * text, or `~` if there is none.
 */
export async function hashRows(
  connection: DuckDBConnection,
  columns: readonly HashedColumn[],
  table: string,
): Promise<string> {
  const result = await connection.stream(rowsAsText(columns, table));
  const hash = hashOfSchema(columns);
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk())
    addRows(hash, chunk.getColumnValues(0));
  return hash.digest("hex");
}

/**
 * The same of what a SELECT gives.
 *
 * @param values what it binds
 */
export async function hashSelected(
  database: Database,
  select: string,
  values: Record<string, string> = {},
): Promise<string> {
  const described = await database.rows(`SELECT column_name, column_type FROM (DESCRIBE ${select})`, values);
  const columns = described.map((row) => ({ name: String(row["column_name"]), type: String(row["column_type"]) }));
  const hash = hashOfSchema(columns);
  for await (const rows of database.texts(rowsAsText(columns, `(${select})`), values)) addRows(hash, rows);
  return hash.digest("hex");
}

function hashOfSchema(columns: readonly HashedColumn[]): Hash {
  return createHash("sha256").update(JSON.stringify(columns.map(({ name, type }) => [name, type])));
}

function addRows(hash: Hash, rows: readonly unknown[]): void {
  hash.update(`\n${rows.join("\n")}`);
}

/**
 * One text for each row. Columns have short names here: DuckDB takes minutes over a name of megabytes in each place.
 */
function rowsAsText(columns: readonly HashedColumn[], table: string): string {
  const names = columns.map((_, at) => `c${at}`);
  const cells = names.map((name) => {
    const text = `CAST(${name} AS VARCHAR)`;
    return `CASE WHEN ${name} IS NULL THEN '~' ELSE strlen(${text}) || ':' || ${text} END`;
  });
  // A chain of `||` would be as deep as there are columns.
  return `SELECT concat(${cells.join(", ")}) AS line FROM ${table} AS hashed(${names.join(", ")})`;
}
