import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../database/quote-sql.ts";

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
  const hash = createHash("sha256").update(JSON.stringify(columns.map(({ name, type }) => [name, type])));
  const cells = columns.map(({ name }) => {
    const text = `CAST(${quoteName(name)} AS VARCHAR)`;
    return `CASE WHEN ${quoteName(name)} IS NULL THEN '~' ELSE strlen(${text}) || ':' || ${text} END`;
  });
  // A chain of `||` would be as deep as there are columns.
  const result = await connection.stream(`SELECT concat(${cells.join(", ")}) FROM ${table}`);
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk())
    for (const row of chunk.getColumnValues(0)) hash.update(`\n${String(row)}`);
  return hash.digest("hex");
}
