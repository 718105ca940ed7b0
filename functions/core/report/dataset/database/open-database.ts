import type { DuckDBInstance } from "@duckdb/node-api";
import type { Database } from "./database.ts";
import { boundedDatabase, type LongLimits } from "./bounded-database.ts";
import type { ScratchSpace } from "../../../ports.ts";

/**
 * One instance per scratch space: seeding a template's samples stores several datasets, and starting an instance takes
 * longer than storing a small one.
 */
const instances = new WeakMap<ScratchSpace, Promise<DuckDBInstance>>();

/**
 * Opens a DuckDB for reading a dataset: one thread (so that every run is the same), in UTC, no downloads.
 *
 * @param long for a table that is too long for the memory, which several threads read. No statement about it may depend
 *   on their order: what is asked of it counts, sums, or takes the first by the number of a row. It answers no longer
 *   than it may, see `boundedDatabase`
 */
export async function openDatabase(scratch: ScratchSpace, long?: LongLimits): Promise<Database> {
  if (long !== undefined) {
    const instance = await createInstance(scratch, long);
    return boundedDatabase(await connect(instance, () => instance.closeSync()), long);
  }
  const opening = instances.get(scratch) ?? createInstance(scratch);
  instances.set(scratch, opening);
  return await connect(
    await opening,
    () => {},
    () => instances.delete(scratch),
  );
}

/** Whether an error has ended a database: what a damaged file makes it doubt, ends all of its connections. */
export function isInvalidated(error: unknown): boolean {
  return error instanceof Error && /^(?:FATAL|INTERNAL) Error|database has been invalidated/.test(error.message);
}

/** @param lost hears that the database can do nothing any more */
async function connect(
  instance: DuckDBInstance,
  closed: () => void,
  lost: () => unknown = () => {},
): Promise<Database> {
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    rows: async (sql, values) => {
      try {
        return (await connection.runAndReadAll(sql, values)).getRowObjects();
      } catch (error) {
        if (isInvalidated(error)) lost();
        throw error;
      }
    },
    async *texts(sql, values) {
      const result = await connection.stream(sql, values);
      for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk())
        yield chunk.getColumnValues(0);
    },
    interrupt: () => connection.interrupt(),
    close() {
      connection.closeSync();
      closed();
    },
  };
}

/** Threads that read a long table: a function of AWS with 3 GB has as many processors, nearly. */
const longThreads = 2;

async function createInstance(scratch: ScratchSpace, long?: LongLimits): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  return await DuckDBInstance.create(":memory:", {
    threads: long === undefined ? "1" : String(longThreads),
    ...(long !== undefined && { max_temp_directory_size: `${2 * long.bytes}B` }),
    // Half of what a process that reads the body of a request may use; larger tables are spilled to the folder.
    memory_limit: "512MB",
    temp_directory: `${scratch.folder}/${long === undefined ? "spill" : "spill-long"}`,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    // It would believe what a Parquet file's footer states, and not read what could show that this is wrong.
    disabled_optimizers: "statistics_propagation",
  });
}
