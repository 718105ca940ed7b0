import { createHash, type Hash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Database } from "./database.ts";
import { quoteName } from "./quote-sql.ts";

/** Most rows of an uploaded file that are hashed, since each takes about a microsecond, and most bytes of one. */
const mostHashed = { rows: 1_000_000, bytesOfRow: 16_384 };

/** Whether the rows of an uploaded file of so many bytes are hashed. */
export function isHashed(rows: number, bytes: number): boolean {
  return rows <= mostHashed.rows && bytes <= rows * mostHashed.bytesOfRow;
}

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

function rowsAsText(columns: readonly HashedColumn[], table: string): string {
  const cells = columns.map(({ name }) => {
    const text = `CAST(${quoteName(name)} AS VARCHAR)`;
    return `CASE WHEN ${quoteName(name)} IS NULL THEN '~' ELSE strlen(${text}) || ':' || ${text} END`;
  });
  // A chain of `||` would be as deep as there are columns.
  return `SELECT concat(${cells.join(", ")}) FROM ${table}`;
}
