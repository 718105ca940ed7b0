import type { DuckDBConnection } from "@duckdb/node-api";
import { canonicalJson } from "../canonical-json.ts";
import type { Dataset } from "../dataset/dataset.ts";
import type { Warning } from "../errors.ts";
import type { Template } from "../template/template.ts";
import { flattenParameters, type ParameterValue } from "./flatten-parameters.ts";
import { createKnownTables, tablesOf } from "./known-tables.ts";
import { orderQueries } from "./order-queries.ts";
import { type ParsedQuery, parseQueries, type QueryNames, refuseProblems } from "./parse-queries.ts";
import { isShortOfMemory, loadingError } from "./query-error.ts";
import type { QueryOptions } from "./query-options.ts";
import { loadingJobs, openSession, type QuerySession } from "./query-session.ts";
import { type Job, runInLanes } from "./run-in-lanes.ts";
import { runQuery } from "./run-query.ts";
import type { Table, Tables } from "./table.ts";

/**
 * Queries run at a time. Those over little data spend more time between the threads than at work, so there are as many lanes as Node has
 * threads for them; those over much data keep two cores busy, and more would only share the memory.
 */
function lanesFor(datasets: readonly Dataset[]): number {
  const rows = datasets.reduce((sum, { profile }) => sum + profile.rows, 0);
  return rows <= 100_000 ? 4 : 2;
}

/**
 * Runs a template's queries over its datasets and returns their results by name, in the template's order.
 *
 * A query is one SELECT. It reads the datasets by alias, what is known of them (`<alias>_columns`, `<alias>_cells`, see
 * `createKnownTables`) and other queries by name. Parameters are bound by name: `$year`; a member of an object as `$weights_rd`;
 * lists as lists; `$language` and `$report_date` are always there. A query without rows is warned of (`empty-query`).
 *
 * @param parameters with defaults filled in, and `language` and `report_date` (`YYYY-MM-DD`) added
 * @throws BroadsheetError `query-failed` with file and line of everything that is wrong; `limit-exceeded`
 */
export async function runQueries(template: Pick<Template, "queries">, datasets: readonly Dataset[], parameters: Readonly<Record<string, unknown>>, options: QueryOptions): Promise<Tables> {
  if (template.queries.size === 0) return new Map();
  const bound = flattenParameters(parameters);
  const lanes = lanesFor(datasets);
  const names = { tables: [...datasets.flatMap(({ alias }) => tablesOf(alias)), ...template.queries.keys()], parameters: [...bound.keys()] };
  const scratch = await options.openScratch();
  try {
    let queries: ParsedQuery[] = [];
    const session = await openSession(options.memoryMegabytes ?? 512, scratch, lanes, async (connections) => {
      // Faulty SQL is told first: it does not depend on the data.
      const parsing: Job<void> = {
        name: "(queries)",
        needs: [],
        run: async (lane) => {
          const { parsed, problems } = await parseOnce(connections[lane]!, template.queries, names);
          refuseProblems(problems);
          queries = orderQueries(parsed);
        },
      };
      await runInLanes([parsing, ...loadingJobs(connections, datasets, scratch)], lanes, isShortOfMemory);
    });
    try {
      return await runAll(session, queries, [...template.queries.keys()], datasets, bound, options);
    } finally {
      session.close();
    }
  } finally {
    await scratch.dispose();
  }
}

/** Parses kept for each loaded template, which never changes. */
const parses = new WeakMap<Template["queries"], { readonly key: string; readonly parsing: ReturnType<typeof parseQueries> }>();

/** Has a template's queries parsed when they are first run; data and values of parameters play no part in it. */
function parseOnce(connection: DuckDBConnection, queries: Template["queries"], names: QueryNames): ReturnType<typeof parseQueries> {
  const key = canonicalJson(names);
  const kept = parses.get(queries);
  if (kept?.key === key) return kept.parsing;
  const parsing = parseQueries(connection, queries, names);
  parses.set(queries, { key, parsing });
  parsing.catch(() => parses.delete(queries));
  return parsing;
}

async function runAll(
  { connections }: QuerySession,
  queries: readonly ParsedQuery[],
  order: readonly string[],
  datasets: readonly Dataset[],
  parameters: ReadonlyMap<string, ParameterValue>,
  options: QueryOptions,
): Promise<Tables> {
  const read = new Set(queries.flatMap(({ tables }) => [...tables]));
  for (const { alias, profile } of datasets) {
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement at a time
    await createKnownTables(connections[0], { alias, rows: profile.rows, columns: profile.columns }, read).catch((error: unknown) => {
      throw loadingError(error, alias);
    });
  }
  const urgent = withWhatTheyRead(queries, options.awaited ?? new Set());
  let failed = false;
  // Each query keeps its warnings until all are done: their order must not depend on which lane was faster.
  const warnings = new Map<string, Warning[]>();
  const jobs = queries.map((query): Job<Table> => ({
    name: query.name,
    needs: queries.filter(({ name }) => query.tables.has(name.toLowerCase())).map(({ name }) => name),
    urgent: urgent.has(query),
    run: async (lane) => {
      const own: Warning[] = [];
      warnings.set(query.name, own);
      const warn = (warning: Warning): void => void own.push(warning);
      const table = await runQuery(connections[lane]!, query, read.has(query.name.toLowerCase()), parameters, { ...options, warn }).catch((error: unknown) => {
        failed = true;
        throw error;
      });
      if (!failed) options.ready?.(table);
      if (table.rows.length === 0) warn({ code: "empty-query", message: `The query "${query.name}" returns no rows`, where: { file: query.file, name: query.name } });
      return table;
    },
  }));
  const tables = await runInLanes(jobs, connections.length, isShortOfMemory);
  for (const name of order) for (const warning of warnings.get(name) ?? []) options.warn(warning);
  return new Map(order.map((name) => [name, tables.get(name)!]));
}

/** @param queries each after those it reads */
function withWhatTheyRead(queries: readonly ParsedQuery[], awaited: ReadonlySet<string>): ReadonlySet<ParsedQuery> {
  const found = new Set<ParsedQuery>();
  const read = new Set<string>();
  for (const query of queries.toReversed()) {
    if (!awaited.has(query.name) && !read.has(query.name.toLowerCase())) continue;
    found.add(query);
    for (const table of query.tables) read.add(table);
  }
  return found;
}
