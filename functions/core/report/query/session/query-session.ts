import type { DuckDBConnection } from "@duckdb/node-api";
import type { ScratchSpace } from "../../../ports.ts";
import { loadDuckdb } from "../load-duckdb.ts";
import { planningSettings } from "./planning-settings.ts";

export interface QuerySession {
  /** Connections to one database; a query runs on one of them and on one thread. */
  readonly connections: readonly [DuckDBConnection, ...DuckDBConnection[]];
  close(): void;
}

/**
 * Opens a separate DuckDB: in memory, in UTC, in stored row order, without downloads. A query runs on
 * one thread, since sums on two threads differ in their last digits; the connections run in parallel. `load` fills the
 * database; then access to files and networks is disabled and its configuration locked, so that a template's SQL can
 * reach only what was loaded.
 *
 * @param lanes number of connections
 * @param little whether the datasets are small, see `planningSettings`
 */
export async function openSession(
  memoryMegabytes: number,
  scratch: ScratchSpace | undefined,
  lanes: number,
  little: boolean,
  load: (connections: QuerySession["connections"]) => Promise<void>,
): Promise<QuerySession> {
  const { DuckDBInstance } = await loadDuckdb();
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    memory_limit: `${memoryMegabytes}MB`,
    ...(scratch === undefined
      ? { temp_directory: "" }
      : { temp_directory: `${scratch.folder}/spill`, max_temp_directory_size: `${4 * memoryMegabytes}MB` }),
    preserve_insertion_order: "true",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...planningSettings(little),
  });
  const connections = (await Promise.all(
    Array.from({ length: lanes }, () => instance.connect()),
  )) as unknown as QuerySession["connections"];
  const close = (): void => {
    for (const connection of connections) connection.closeSync();
    instance.closeSync();
  };
  try {
    // Globally too: a query that is given as a tree runs on a connection of its own.
    await connections[0].run("SET GLOBAL TimeZone = 'UTC'");
    await Promise.all(connections.map((connection) => connection.run("SET TimeZone = 'UTC'")));
    await load(connections);
    await connections[0].run("SET enable_external_access = false; SET lock_configuration = true");
  } catch (error) {
    close();
    throw error;
  }
  return { connections, close };
}
