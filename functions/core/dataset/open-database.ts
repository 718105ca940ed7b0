import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { ScratchSpace } from "../ports.ts";

/** A connection to a DuckDB of its own, in memory, that reads files of its scratch folder. */
export interface Database {
  /** Runs a statement and returns its rows as objects. */
  rows(sql: string, values?: Record<string, DuckDBValue>): Promise<Record<string, DuckDBValue>[]>;
  close(): void;
}

/** Opens a DuckDB for reading a dataset: one thread (so that every run is the same), in UTC, nothing downloaded. */
export async function openDatabase(scratch: ScratchSpace): Promise<Database> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    memory_limit: "1GB",
    temp_directory: `${scratch.folder}/spill`,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection: DuckDBConnection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    rows: async (sql, values) => (await connection.runAndReadAll(sql, values)).getRowObjects(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
