import { canonicalJson, sha256 } from "../../../json/canonical-json.ts";
import type { Dataset } from "../../dataset/dataset.ts";
import type { ScratchSpace } from "../../../ports.ts";
import { interpolatedColumns } from "../float-interpolated.ts";
import { tablesOf } from "../known-tables.ts";
import { macrosCalled, type ParsedQuery, tablesRead } from "../parse-queries.ts";
import { neededColumns } from "./needed-columns.ts";
import type { QuerySession } from "./query-session.ts";
import type { RowFilters } from "./row-filters.ts";
import { quoteName } from "../quote-name.ts";

/** A sealed database into which a report's datasets are loaded. */
export interface LoadedSession {
  readonly connections: QuerySession["connections"];
  /** Whether it was planned for little data, see `planningSettings`. */
  readonly little: boolean;
  /** Whether what does not fit into memory goes to disk. */
  readonly spills: boolean;
  /** @param sound whether everything succeeded so far */
  close(sound: boolean): Promise<void>;
  /** Memory and temporary files of its tables, bytes. */
  bytes(): Promise<number>;
  /** Whether it can still be used: its folder for temporary files exists. */
  isUsable(): Promise<boolean>;
}

/** Makes a loaded session of an open database. @param scratch where it spills; the session disposes of it */
export function loadedSession(
  connections: QuerySession["connections"],
  little: boolean,
  close: (sound: boolean) => void,
  scratch?: ScratchSpace,
): LoadedSession {
  return {
    connections,
    little,
    spills: scratch !== undefined,
    async close(sound) {
      close(sound);
      await scratch?.dispose();
    },
    async bytes() {
      const reader = await connections[0].runAndReadAll(
        "SELECT sum(memory_usage_bytes + temporary_storage_bytes) FROM duckdb_memory()",
      );
      return Number(reader.getRowsJson()[0]![0]);
    },
    isUsable: async () => scratch === undefined || (await scratch.touch()),
  };
}

/**
 * What a session must hold for a report: the datasets with their types, the tables that the queries read of them, the
 * columns that must be doubles, which rows may be left out, and the macros that the queries call. Sessions with equal
 * keys give equal results.
 */
export function sessionKey(
  datasets: readonly Dataset[],
  queries: readonly ParsedQuery[],
  memoryMegabytes?: number,
  filters: RowFilters = new Map(),
): string {
  const read = tablesRead(queries);
  const held = datasets.map((dataset) => {
    const { alias, profile, select } = dataset;
    const needed = neededColumns(dataset, queries);
    return {
      alias,
      version: profile.version,
      columns: profile.columns.map(({ name, type }) => [name, type]),
      select,
      tables: tablesOf(alias).filter((table) => read.has(table.toLowerCase())),
      ...(filters.has(alias) && { some: filters.get(alias) }),
      ...(needed.length < profile.columns.length && { needed: needed.map(({ name }) => name) }),
    };
  });
  const floats = interpolatedColumns(queries, datasets).map(({ alias, name }) => [alias, name]);
  return sha256(canonicalJson({ memory: memoryMegabytes ?? "default", held, floats, macros: macrosCalled(queries) }));
}

/**
 * Removes the tables of queries that other queries read, which are all that a report leaves behind; some may not have
 * been made.
 */
export async function dropQueryTables(
  { connections: [connection] }: LoadedSession,
  queries: readonly ParsedQuery[],
): Promise<void> {
  const read = tablesRead(queries);
  const drops = queries
    .filter(({ name }) => read.has(name.toLowerCase()))
    .map(({ name }) => `DROP TABLE IF EXISTS ${quoteName(name)}`);
  if (drops.length > 0) await connection.run(drops.join("; "));
}
