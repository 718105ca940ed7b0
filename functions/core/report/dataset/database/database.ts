import type { DuckDBValue } from "@duckdb/node-api";

/** A connection to an in-memory DuckDB that can read files in its scratch folder. Its temporary tables are private. */
export interface Database {
  /** Runs a statement and returns its rows as objects. */
  rows(sql: string, values?: Record<string, DuckDBValue>): Promise<Record<string, DuckDBValue>[]>;
  /** Runs a statement of one column of texts and gives its values in their order, some thousands at a time. */
  texts(sql: string, values?: Record<string, DuckDBValue>): AsyncIterable<readonly unknown[]>;
  /** Stops the statement that runs, which fails. */
  interrupt(): void;
  close(): void;
}
