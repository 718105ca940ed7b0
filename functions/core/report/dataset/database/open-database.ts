import type { DuckDBInstance, DuckDBValue } from "@duckdb/node-api";
import type { ScratchSpace } from "../../../ports.ts";

/** A connection to an in-memory DuckDB that can read files in its scratch folder. Its temporary tables are private. */
export interface Database {
  /** Runs a statement and returns its rows as objects. */
  rows(sql: string, values?: Record<string, DuckDBValue>): Promise<Record<string, DuckDBValue>[]>;
  /** Stops the statement that runs, which fails. */
  interrupt(): void;
  close(): void;
}

/**
 * One instance per scratch space: seeding a template's samples stores several datasets, and starting an instance takes
 * longer than storing a small one.
 */
const instances = new WeakMap<ScratchSpace, Promise<DuckDBInstance>>();

/** Opens a DuckDB for reading a dataset: one thread (so that every run is the same), in UTC, no downloads. */
export async function openDatabase(scratch: ScratchSpace): Promise<Database> {
  const opening = instances.get(scratch) ?? createInstance(scratch);
  instances.set(scratch, opening);
  const connection = await (await opening).connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    rows: async (sql, values) => (await connection.runAndReadAll(sql, values)).getRowObjects(),
    interrupt: () => connection.interrupt(),
    close: () => connection.closeSync(),
  };
}

async function createInstance(scratch: ScratchSpace): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  return await DuckDBInstance.create(":memory:", {
    threads: "1",
    // Half of what a process that reads the body of a request may use; larger tables are spilled to the folder.
    memory_limit: "512MB",
    temp_directory: `${scratch.folder}/spill`,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
}
