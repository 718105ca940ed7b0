import type { Dataset } from "../dataset/dataset.ts";
import { BroadsheetError, type Warning } from "../../errors.ts";
import type { Template } from "../template/template.ts";
import { emptyQuery } from "./empty-query.ts";
import { interpolatedColumns, warnOfRounded } from "./float-interpolated.ts";
import { flattenParameters } from "./flatten-parameters.ts";
import { loadFiles, type Loaded, loadSealed, namesOf, type Work } from "./session/load-session.ts";
import { dropQueryTables, type LoadedSession, sessionKey } from "./session/loaded-session.ts";
import { inlineSelects } from "./session/loading-jobs.ts";
import { isLarge } from "./session/needed-columns.ts";
import { rowFilters } from "./session/row-filters.ts";
import { defaultMemory, openSealedSession } from "./session/sealed-session.ts";
import { fillPage } from "./page/fill-page.ts";
import { orderQueries } from "./order-queries.ts";
import { parsedBefore, parseOnce } from "./parse-once.ts";
import { type ParsedQuery, refuseProblems, tablesRead } from "./parse-queries.ts";
import { isShortOfMemory } from "./query-error.ts";
import type { KeptResult, KeptResults } from "./kept-results.ts";
import type { QueryOptions } from "./query-options.ts";
import { type Recalled, recallResults } from "./recall-results.ts";
import { type Job, runInLanes } from "./run-in-lanes.ts";
import { fewRows, runQuery } from "./run-query.ts";
import type { Table, Tables } from "./table.ts";

/**
 * Runs a template's queries over its datasets and returns their results by name, in the template's order.
 *
 * A query is one SELECT. It reads the datasets by alias, their additional tables (`<alias>_columns`,
 * `<alias>_statistics`, `<alias>_cells`, `<alias>_sample`, see `createKnownTables`) and other queries by name.
 * Parameters are values, inserted as literals or bound, never SQL: `$year`; a member of an object as `$weights_rd`;
 * lists as lists; `$language` and `$report_date` always exist. A query without rows gives a warning (`empty-query`).
 *
 * With `options.results`, only those queries run whose text or inputs have changed since their results were kept. With
 * `options.page`, queries that qualify run once for all letters of a page of a batch.
 *
 * With `options.sessions`, the loaded datasets are kept for the next report on the same versions. After any failure
 * they are loaded anew.
 *
 * @param parameters with defaults filled in, and `language` and `report_date` (`YYYY-MM-DD`) added
 * @throws BroadsheetError `query-failed` with file and line of every fault; `limit-exceeded`
 */
export async function runQueries(
  template: Pick<Template, "queries">,
  datasets: readonly Dataset[],
  parameters: Readonly<Record<string, unknown>>,
  options: QueryOptions,
): Promise<Tables> {
  if (template.queries.size === 0) return new Map();
  const work = { queries: template.queries, datasets, parameters: flattenParameters(parameters), options };
  return await runOver(work).catch(async (error: unknown) => {
    throw await toldOverAll(error, work);
  });
}

async function runOver(work: Work): Promise<Tables> {
  const { datasets, options } = work;
  const kept = resultsOf(options);
  const recalled = kept && (await recallResults(work, kept));
  if (recalled?.needed.size === 0) return tell(recalled.ordered, recalled.results, work);
  const loaded = await takeKept(work);
  if (loaded !== undefined) {
    try {
      return await runIn(loaded.session, loaded.queries, work, recalled);
    } catch (error) {
      if (!isShortOfMemory(error)) throw error;
      // In a database of its own it has as much memory as any.
    }
  }
  const selects = await inlineSelects(datasets);
  if (selects !== undefined) {
    try {
      const { session, queries } = await loadSealed(work, selects);
      return await runIn(session, queries, work, recalled);
    } catch (error) {
      if (!isShortOfMemory(error)) throw error;
      // What is too large for the memory may spill to disk. That is tried at once, without running alone in the sealed database before:
      // each attempt may take the whole deadline.
    }
  }
  const { session, queries } = await loadFiles(work, selects !== undefined, false, true);
  return await runIn(session, queries, work, recalled);
}

/**
 * The error of a faulty query over tables with all columns: of a large dataset only those were loaded that queries
 * name, and DuckDB proposes others for a name that is misspelt. What fails then fails without rows too.
 */
async function toldOverAll(error: unknown, work: Work): Promise<unknown> {
  const isFaulty = error instanceof BroadsheetError && error.kind === "query-failed";
  if (!isFaulty || !work.datasets.some(isLarge)) return error;
  const { openScratch, rows, deadlineMs, memoryMegabytes } = work.options;
  const options: QueryOptions = {
    openScratch,
    rows,
    deadlineMs,
    warn: () => {},
    ...(memoryMegabytes !== undefined && { memoryMegabytes }),
  };
  try {
    const { session, queries } = await loadFiles({ ...work, options }, false, true);
    await runIn(session, queries, { ...work, options });
  } catch (told) {
    if (told instanceof BroadsheetError && told.kind === "query-failed") return told;
  }
  return error;
}

/** Where results of earlier runs are. */
function resultsOf({ results, page }: QueryOptions): KeptResults | undefined {
  return results ?? page?.kept.results;
}

/** Takes the session that an earlier report on the same datasets left. */
async function takeKept(work: Work): Promise<Loaded | undefined> {
  const { queries, datasets, parameters, options } = work;
  if (options.sessions === undefined) return undefined;
  const large = datasets.some(isLarge);
  const known = parsedBefore(queries, namesOf(queries, datasets, parameters));
  const parses = await (known ?? (large ? parseAhead(work) : undefined));
  if (parses === undefined) return undefined;
  refuseProblems(parses.problems);
  const ordered = orderQueries(parses.parsed);
  const session = await options.sessions.take(
    sessionKey(datasets, ordered, options.memoryMegabytes, rowFilters(ordered, work)),
    large,
  );
  return session && { session, queries: ordered };
}

/**
 * Parses queries that this process has not met before anything is loaded, as single queries never are: what is kept of
 * much data is worth more than the database without data that this takes.
 */
async function parseAhead({ queries, datasets, parameters, options }: Work): ReturnType<typeof parseOnce> {
  const { connections, close } = await openSealedSession(options.memoryMegabytes ?? defaultMemory, 1);
  let sound = false;
  try {
    const parses = await parseOnce(connections[0], queries, namesOf(queries, datasets, parameters), options.shelf);
    sound = true;
    return parses;
  } finally {
    close(sound);
  }
}

/** Runs the queries, and leaves the session to the next report or closes it. */
async function runIn(
  session: LoadedSession,
  queries: readonly ParsedQuery[],
  work: Work,
  recalled?: Recalled,
): Promise<Tables> {
  const { datasets, options } = work;
  let sound = false;
  try {
    if (options.page !== undefined) await fillPage(session.connections[0], queries, work, options.page);
    const tables = await runAll(session, queries, work, await recallAgain(work, recalled));
    if (options.sessions !== undefined) await dropQueryTables(session, queries);
    sound = true;
    return tables;
  } catch (error) {
    // Somebody edits: the next attempt comes at once, and DuckDB has undone what failed.
    if (
      options.results !== undefined &&
      options.sessions !== undefined &&
      error instanceof BroadsheetError &&
      error.kind === "query-failed"
    ) {
      await dropQueryTables(session, queries);
      sound = true;
    }
    throw error;
  } finally {
    if (sound && options.sessions !== undefined)
      await options.sessions.give(
        sessionKey(datasets, queries, options.memoryMegabytes, rowFilters(queries, work)),
        session,
      );
    else await session.close(sound);
  }
}

/** Results that were found before, with those that a page has got since. */
async function recallAgain(work: Work, recalled: Recalled | undefined): Promise<Recalled | undefined> {
  const { page } = work.options;
  return page === undefined ? recalled : await recallResults(work, resultsOf(work.options)!);
}

async function runAll(
  { connections, little, spills }: LoadedSession,
  queries: readonly ParsedQuery[],
  work: Work,
  recalled: Recalled | undefined,
): Promise<Tables> {
  const { datasets, parameters, options } = work;
  const read = tablesRead(queries);
  // With the other planning settings, a limit would change the order of tied rows.
  const few = little && datasets.every(({ profile }) => profile.rows <= fewRows);
  // Each query collects its warnings until all are done, since their order must not depend on which lane was faster.
  const warnings = new Map<string, Warning[]>();
  const running = recalled === undefined ? queries : queries.filter(({ name }) => recalled.needed.has(name));
  const jobs = running.map((query): Job<Table> => ({
    name: query.name,
    needs: running.filter(({ name }) => query.tables.has(name.toLowerCase())).map(({ name }) => name),
    run: async (lane) => {
      const own: Warning[] = [];
      options.ran?.(query.name);
      warnings.set(query.name, own);
      const warn = (warning: Warning): void => void own.push(warning);
      const table = await runQuery(connections[lane]!, query, parameters, {
        ...options,
        warn,
        keep: read.has(query.name.toLowerCase()),
        few,
      });
      if (table.rows.length === 0) warn(emptyQuery(query));
      return table;
    },
  }));
  const tables = await runInLanes(jobs, connections.length, spills ? isShortOfMemory : () => false);
  const results = new Map(recalled?.results);
  for (const [name, table] of tables) {
    const result = { table, warnings: warnings.get(name) ?? [] };
    results.set(name, result);
    const key = recalled?.keys.get(name);
    if (key !== undefined) resultsOf(options)?.set(key, result);
  }
  return tell(queries, results, work);
}

/** The results in the template's order, and their warnings. */
function tell(
  queries: readonly ParsedQuery[],
  results: ReadonlyMap<string, KeptResult>,
  { queries: texts, datasets, options }: Work,
): Tables {
  warnOfRounded(interpolatedColumns(queries, datasets), options.warn);
  const ordered = [...texts.keys()].map((name) => [name, results.get(name)!] as const);
  for (const [, { warnings }] of ordered) for (const warning of warnings) options.warn(warning);
  return new Map(ordered.map(([name, { table }]) => [name, table]));
}
