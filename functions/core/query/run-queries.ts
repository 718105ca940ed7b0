import type { Dataset } from "../dataset/dataset.ts";
import type { Warning } from "../errors.ts";
import type { Template } from "../template/template.ts";
import { floatInterpolated } from "./float-interpolated.ts";
import { flattenParameters, type ParameterValue } from "./flatten-parameters.ts";
import { createKnownTables, readsRows, sampleSize, tablesOf } from "./known-tables.ts";
import { fileJobs, inlineJobs, inlineSelects, type Parsing } from "./loading-jobs.ts";
import { orderQueries } from "./order-queries.ts";
import { parseOnce } from "./parse-once.ts";
import { type ParsedQuery, refuseProblems } from "./parse-queries.ts";
import { isShortOfMemory, loadingError } from "./query-error.ts";
import type { QueryOptions } from "./query-options.ts";
import { openSession, type QuerySession } from "./query-session.ts";
import { type Job, runInLanes } from "./run-in-lanes.ts";
import { fewRows, runQuery } from "./run-query.ts";
import { defaultMemory, openSealedSession } from "./sealed-session.ts";
import type { Table, Tables } from "./table.ts";

/**
 * Number of parallel queries. On little data, queries spend more time switching threads than working, so there are as
 * many lanes as Node has threads; on much data, two lanes keep two cores busy, and more would only share the memory.
 */
function lanesFor(datasets: readonly Dataset[]): number {
  const rows = datasets.reduce((sum, { profile }) => sum + profile.rows, 0);
  return rows <= 100_000 ? 4 : 2;
}

/**
 * Runs a template's queries over its datasets and returns their results by name, in the template's order.
 *
 * A query is one SELECT. It reads the datasets by alias, their additional tables (`<alias>_columns`,
 * `<alias>_statistics`, `<alias>_cells`, `<alias>_sample`, see `createKnownTables`) and other queries by name.
 * Parameters are values, inserted as literals or bound, never SQL: `$year`; a member of an object as `$weights_rd`;
 * lists as lists; `$language` and `$report_date` always exist. A query without rows gives a warning (`empty-query`).
 *
 * @param parameters with defaults filled in, and `language` and `report_date` (`YYYY-MM-DD`) added
 * @throws BroadsheetError `query-failed` with file and line of every fault; `limit-exceeded`
 */
export async function runQueries(template: Pick<Template, "queries">, datasets: readonly Dataset[], parameters: Readonly<Record<string, unknown>>, options: QueryOptions): Promise<Tables> {
  if (template.queries.size === 0) return new Map();
  const work = { queries: template.queries, datasets, parameters: flattenParameters(parameters), options };
  const selects = inlineSelects(datasets);
  if (selects !== undefined) {
    try {
      return await runSealed(work, selects);
    } catch (error) {
      if (!isShortOfMemory(error)) throw error;
      // What is too large for the memory may spill to disk. That is tried at once, without running alone in the sealed database before:
      // each attempt may take the whole deadline.
    }
  }
  return await runOverFiles(work, selects !== undefined);
}

/** The input of a run. */
interface Work {
  readonly queries: Template["queries"];
  readonly datasets: readonly Dataset[];
  readonly parameters: ReadonlyMap<string, ParameterValue>;
  readonly options: QueryOptions;
}

/** Runs queries on little data, in a database that can never access files. */
async function runSealed(work: Work, selects: ReadonlyMap<string, string>): Promise<Tables> {
  const session = await openSealedSession(work.options.memoryMegabytes ?? defaultMemory, lanesFor(work.datasets));
  let sound = false;
  try {
    const queries = await load(session.connections, work, () => inlineJobs(session.connections, selects), never);
    const tables = await runAll(session.connections, queries, work, true, never);
    sound = true;
    return tables;
  } finally {
    session.close(sound);
  }
}

/** Runs queries on any data, in a separate DuckDB that first reads files and may spill to disk. */
async function runOverFiles(work: Work, little: boolean): Promise<Tables> {
  const { datasets, options } = work;
  const scratch = await options.openScratch();
  try {
    let queries: readonly ParsedQuery[] = [];
    const session = await openSession(options.memoryMegabytes ?? defaultMemory, scratch, lanesFor(datasets), little, async (connections) => {
      queries = await load(connections, work, (parsing) => fileJobs(connections, datasets, scratch, parsing), isShortOfMemory);
    });
    try {
      return await runAll(session.connections, queries, work, little, isShortOfMemory);
    } finally {
      session.close();
    }
  } finally {
    await scratch.dispose();
  }
}

/** Whether to run a failed job again alone, see `runInLanes`. */
type Again = (error: unknown) => boolean;

const never: Again = () => false;

/** Loads the datasets and parses the queries. Faulty SQL is reported first: it does not depend on the data. */
async function load(connections: QuerySession["connections"], { queries, datasets, parameters, options }: Work, loading: (parsing: Parsing) => readonly Job<void>[], again: Again): Promise<readonly ParsedQuery[]> {
  const names = { tables: [...datasets.flatMap(({ alias }) => tablesOf(alias)), ...queries.keys()], parameters: [...parameters.keys()] };
  let ordered: readonly ParsedQuery[] = [];
  const parsing: Job<void> = {
    name: "(queries)",
    needs: [],
    run: async (lane) => {
      const { parsed, problems } = await parseOnce(connections[lane]!, queries, names, options.shelf);
      refuseProblems(problems);
      ordered = orderQueries(parsed);
    },
  };
  await runInLanes([parsing, ...loading({ job: parsing.name, tables: () => tablesRead(ordered) })], connections.length, again);
  return ordered;
}

/** The tables that queries read, in lower case. */
function tablesRead(queries: readonly ParsedQuery[]): ReadonlySet<string> {
  return new Set(queries.flatMap(({ tables }) => [...tables]));
}

async function runAll(connections: QuerySession["connections"], queries: readonly ParsedQuery[], work: Work, little: boolean, again: Again): Promise<Tables> {
  const { datasets, parameters, options } = work;
  const order = [...work.queries.keys()];
  const read = tablesRead(queries);
  // With the other planning settings, a limit would change the order of tied rows.
  const few = little && datasets.every(({ profile }) => profile.rows <= fewRows);
  for (const { alias, profile } of datasets) {
    if (sampleSize(profile.rows, profile.columns.length) < profile.rows && !readsRows(alias, read)) continue;
    // One connection, one statement at a time.
    await createKnownTables(connections[0], { alias, rows: profile.rows, columns: profile.columns }, read).catch((error: unknown) => {
      throw loadingError(error, alias);
    });
  }
  await floatInterpolated(connections[0], queries, datasets, options.warn);
  // Each query collects its warnings until all are done, since their order must not depend on which lane was faster.
  const warnings = new Map<string, Warning[]>();
  const jobs = queries.map((query): Job<Table> => ({
    name: query.name,
    needs: queries.filter(({ name }) => query.tables.has(name.toLowerCase())).map(({ name }) => name),
    run: async (lane) => {
      const own: Warning[] = [];
      warnings.set(query.name, own);
      const warn = (warning: Warning): void => void own.push(warning);
      const table = await runQuery(connections[lane]!, query, parameters, { ...options, warn, keep: read.has(query.name.toLowerCase()), few });
      if (table.rows.length === 0) warn({ code: "empty-query", message: `The query "${query.name}" returns no rows`, where: { file: query.file, name: query.name } });
      return table;
    },
  }));
  const tables = await runInLanes(jobs, connections.length, again);
  for (const name of order) for (const warning of warnings.get(name) ?? []) options.warn(warning);
  return new Map(order.map((name) => [name, tables.get(name)!]));
}
