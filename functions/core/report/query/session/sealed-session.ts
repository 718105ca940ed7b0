import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { loadDuckdb } from "../load-duckdb.ts";
import { planningSettings } from "./planning-settings.ts";
import type { QuerySession } from "./query-session.ts";

export interface SealedSession {
  /** Connections to the report's database; a query runs on one of them and on one thread. */
  readonly connections: QuerySession["connections"];
  /** @param sound whether everything succeeded, so that the instance may serve the next report */
  close(sound: boolean): void;
}

/** A DuckDB without access to files or networks and with a locked configuration, with one connection. */
interface SealedInstance {
  readonly memoryMegabytes: number;
  readonly instance: DuckDBInstance;
  readonly keeper: DuckDBConnection;
  /** Sessions left. */
  sessions: number;
}

/**
 * Sessions of an instance before it is replaced. DuckDB records each released block of memory, and cleans up the
 * records only when there are tens of thousands: after a thousand briefings they took 45 MB. Replacing instances costs
 * each report a fifth of a millisecond.
 */
const mostSessions = 50;

/** DuckDB's default memory limit, MB. */
export const defaultMemory = 512;

/** The last report's instance, without its database. At most one is kept, since reports run one at a time. */
let spare: Promise<SealedInstance | undefined> | undefined;

/**
 * Creates an instance for the next session in the background. DuckDB takes as long for it as for forty queries, which
 * at first includes loading its code. The instance serves only that session, as in a process that renders a single
 * report: its catalog and allocator caches take ten megabytes.
 *
 * @returns once it is ready or has failed, in which case the session fails
 */
export async function openInstanceAhead(memoryMegabytes = defaultMemory): Promise<void> {
  spare ??= createInstance(memoryMegabytes, 1);
  await spare.catch(() => undefined);
}

/**
 * Opens a separate database for one report on little data, in an instance that was sealed before it saw any data: no
 * files, no networks, no spilling to disk, a locked configuration. Opening and closing an instance takes as long as a
 * dozen queries, so it is kept for the next report. Nothing else is kept: the database is detached, and the connections
 * with their temporary state are closed. An instance never serves two reports at once, and is closed after any failure.
 *
 * @param lanes number of connections
 */
export async function openSealedSession(memoryMegabytes: number, lanes: number): Promise<SealedSession> {
  const sealed = await takeInstance(memoryMegabytes);
  sealed.sessions -= 1;
  const connections: DuckDBConnection[] = [];
  const close = (sound: boolean): void => {
    for (const connection of connections) connection.closeSync();
    if (sound && sealed.sessions > 0 && spare === undefined) spare = emptied(sealed);
    else closeInstance(sealed);
  };
  try {
    await sealed.keeper.run("ATTACH ':memory:' AS report");
    connections.push(...(await Promise.all(Array.from({ length: lanes }, () => sealed.instance.connect()))));
    await Promise.all(connections.map((connection) => connection.run("USE report")));
  } catch (error) {
    close(false);
    throw error;
  }
  return { connections: connections as unknown as QuerySession["connections"], close };
}

async function takeInstance(memoryMegabytes: number): Promise<SealedInstance> {
  const taking = spare;
  spare = undefined;
  const taken = await taking;
  if (taken?.memoryMegabytes === memoryMegabytes) return taken;
  if (taken !== undefined) closeInstance(taken);
  return await createInstance(memoryMegabytes, mostSessions);
}

async function createInstance(memoryMegabytes: number, sessions: number): Promise<SealedInstance> {
  const { DuckDBInstance } = await loadDuckdb();
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    memory_limit: `${memoryMegabytes}MB`,
    temp_directory: "",
    preserve_insertion_order: "true",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...planningSettings(true),
  });
  const keeper = await instance.connect();
  await keeper.run("SET GLOBAL TimeZone = 'UTC'; SET enable_external_access = false; SET lock_configuration = true");
  return { memoryMegabytes, instance, keeper, sessions };
}

/** Detaches the report's database from an instance; if that fails, closes the instance. */
async function emptied(sealed: SealedInstance): Promise<SealedInstance | undefined> {
  try {
    await sealed.keeper.run("DETACH report");
    return sealed;
  } catch {
    closeInstance(sealed);
    return undefined;
  }
}

function closeInstance({ keeper, instance }: SealedInstance): void {
  keeper.closeSync();
  instance.closeSync();
}
