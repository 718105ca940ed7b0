import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { loadDuckdb } from "./load-duckdb.ts";
import { planningSettings } from "./planning-settings.ts";
import type { QuerySession } from "./query-session.ts";

export interface SealedSession {
  /** Connections to the report's database; a query runs on one of them and on one thread. */
  readonly connections: QuerySession["connections"];
  /** @param sound whether all went well, so that the instance may serve the next report */
  close(sound: boolean): void;
}

/** A DuckDB that no file or network is open to and whose configuration is locked, with one connection of its own. */
interface SealedInstance {
  readonly memoryMegabytes: number;
  readonly instance: DuckDBInstance;
  readonly keeper: DuckDBConnection;
  /** Sessions that it may have yet. */
  sessions: number;
}

/**
 * Sessions of an instance before another takes its place. DuckDB notes each block of memory that it let go of, and looks through the notes only when there are
 * tens of thousands: a thousand briefings took 45 MB for them. To renew an instance takes a fifth of a millisecond of each report.
 */
const mostSessions = 50;

/** Megabytes of memory that DuckDB may use by default. */
export const defaultMemory = 512;

/** The instance that the last report has left, once its database is gone from it. At most one is kept: reports come one at a time. */
let spare: Promise<SealedInstance | undefined> | undefined;

/**
 * Has an instance made for the session that comes next, while other things are done. To make one takes DuckDB as long as forty queries, at first
 * with the loading of its code. It serves that session alone, as in a process that makes a single report: its catalog and what DuckDB's allocator keeps
 * for it are ten megabytes.
 *
 * @returns when it is there, or has failed: then the session fails
 */
export async function openInstanceAhead(memoryMegabytes = defaultMemory): Promise<void> {
  spare ??= createInstance(memoryMegabytes, 1);
  await spare.catch(() => undefined);
}

/**
 * Opens a database of its own for one report on little data, in an instance that was sealed before it saw any data: no files, no networks, no
 * spilling to disk, a locked configuration. To open and close an instance takes as long as a dozen queries, so it is kept for the next report.
 * Nothing else is: the database is detached, the connections with their temporary state are closed, two reports are never in an
 * instance at once, and one in which anything failed is closed.
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

/** Takes the report's database out of an instance; one that does not let go of it is closed. */
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
