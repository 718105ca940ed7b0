import type { DuckDBConnection } from "@duckdb/node-api";
import type { Dataset } from "../dataset/dataset.ts";
import type { ScratchSpace } from "../ports.ts";
import { loadingError } from "./query-error.ts";
import { quoteName } from "./quote-name.ts";

export interface QuerySession {
  readonly connection: DuckDBConnection;
  close(): void;
}

/**
 * Opens a DuckDB of its own for one report: in memory, on one thread (sums on two threads differ in their last digits), in UTC,
 * in stored row order, with nothing downloaded. `load` fills it; then files and networks are closed to it and its configuration is locked, so
 * that what a template's SQL can reach is what was loaded.
 */
export async function openSession(memoryMegabytes: number, scratch: ScratchSpace | undefined, load: (connection: DuckDBConnection) => Promise<void>): Promise<QuerySession> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    memory_limit: `${memoryMegabytes}MB`,
    ...(scratch === undefined ? { temp_directory: "" } : { temp_directory: `${scratch.folder}/spill`, max_temp_directory_size: `${4 * memoryMegabytes}MB` }),
    preserve_insertion_order: "true",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await connection.run("SET TimeZone = 'UTC'");
    await load(connection);
    await connection.run("SET enable_external_access = false; SET lock_configuration = true");
  } catch (error) {
    close();
    throw error;
  }
  return { connection, close };
}

/**
 * Copies each dataset into a table named by its alias, with the types of its profile.
 *
 * @throws BroadsheetError `limit-exceeded` when it does not fit into memory, `invalid-dataset` when it is not as profiled
 */
export async function loadDatasets(connection: DuckDBConnection, datasets: readonly Dataset[], scratch: ScratchSpace): Promise<void> {
  for (const [index, { body, alias, profile, select }] of datasets.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement at a time
    const file = await scratch.write(`dataset-${index}.${profile.format}`, body);
    // oxlint-disable-next-line no-await-in-loop
    await connection.run(`CREATE TABLE ${quoteName(alias)} AS ${select}`, { file }).catch((error: unknown) => {
      throw loadingError(error, alias);
    });
  }
}
