import type { Dataset } from "../../dataset/dataset.ts";
import type { Template } from "../../template/template.ts";
import { floatInterpolated, interpolatedColumns } from "../float-interpolated.ts";
import type { ParameterValue } from "../flatten-parameters.ts";
import { createKnownTables, readsRows, tablesOf } from "../known-tables.ts";
import { type LoadedSession, loadedSession } from "./loaded-session.ts";
import { fileJobs, inlineJobs, type Parsing } from "./loading-jobs.ts";
import { createMacros } from "../macros.ts";
import { orderQueries } from "../order-queries.ts";
import { quoteText } from "../quote-name.ts";
import { parseOnce } from "../parse-once.ts";
import { macrosCalled, type ParsedQuery, type QueryNames, refuseProblems, tablesRead } from "../parse-queries.ts";
import { isShortOfMemory, loadingError } from "../query-error.ts";
import type { QueryOptions } from "../query-options.ts";
import { isLarge, neededColumns } from "./needed-columns.ts";
import { rowFilters } from "./row-filters.ts";
import { openSession, type QuerySession } from "./query-session.ts";
import { type Job, runInLanes } from "../run-in-lanes.ts";
import { defaultMemory, openSealedSession } from "./sealed-session.ts";

/** The input of a run. */
export interface Work {
  readonly queries: Template["queries"];
  readonly datasets: readonly Dataset[];
  readonly parameters: ReadonlyMap<string, ParameterValue>;
  readonly options: QueryOptions;
}

/** A loaded database and the queries to run in it. */
export interface Loaded {
  readonly session: LoadedSession;
  readonly queries: readonly ParsedQuery[];
}

/**
 * Number of parallel queries. On little data, queries spend more time switching threads than working, so there are as
 * many lanes as Node has threads; on much data, two lanes keep two cores busy, and more would only share the memory.
 */
function lanesFor(datasets: readonly Dataset[]): number {
  const rows = datasets.reduce((sum, { profile }) => sum + profile.rows, 0);
  return rows <= 100_000 ? 4 : 2;
}

/** Loads little data into a database that can never access files. */
export async function loadSealed(work: Work, selects: ReadonlyMap<string, string>): Promise<Loaded> {
  const { connections, close } = await openSealedSession(
    work.options.memoryMegabytes ?? defaultMemory,
    lanesFor(work.datasets),
  );
  try {
    return {
      session: loadedSession(connections, true, close),
      queries: await load(connections, work, () => inlineJobs(connections, selects), never),
    };
  } catch (error) {
    close(false);
    throw error;
  }
}

/**
 * Loads any data into a separate DuckDB that first reads files and may spill to disk.
 *
 * @param empty whether the tables shall have all columns and no rows
 * @param some whether rows may be left out that the queries do not use, see `rowFilters`
 */
export async function loadFiles(work: Work, little: boolean, empty = false, some = false): Promise<Loaded> {
  const { datasets, options } = work;
  const files = await options.openScratch();
  const spill = await options.openScratch();
  try {
    let queries: readonly ParsedQuery[] = [];
    const { connections, close } = await openSession(
      options.memoryMegabytes ?? defaultMemory,
      spill,
      lanesFor(datasets),
      little,
      async (connections) => {
        queries = await load(
          connections,
          work,
          (parsing) => {
            const filters = some ? () => rowFilters(parsing.queries(), work) : undefined;
            return fileJobs(connections, datasets, files, { ...parsing, empty, ...(filters && { filters }) });
          },
          isShortOfMemory,
        );
        if (options.output !== undefined)
          await connections[0].run(`SET allowed_paths = [${quoteText(options.output)}]`);
      },
    );
    return { session: loadedSession(connections, little, close, spill), queries };
  } catch (error) {
    await spill.dispose();
    throw error;
  } finally {
    await files.dispose();
  }
}

/** Whether to run a failed job again alone, see `runInLanes`. */
type Again = (error: unknown) => boolean;

const never: Again = () => false;

/** The names that the queries may use. */
export function namesOf(
  queries: Template["queries"],
  datasets: readonly Dataset[],
  parameters: ReadonlyMap<string, ParameterValue>,
): QueryNames {
  return {
    tables: [...datasets.flatMap(({ alias }) => tablesOf(alias)), ...queries.keys()],
    parameters: [...parameters.keys()],
  };
}

/** Loads the datasets and parses the queries. Faulty SQL is reported first: it does not depend on the data. */
async function load(
  connections: QuerySession["connections"],
  { queries, datasets, parameters, options }: Work,
  loading: (parsing: Parsing) => readonly Job<void>[],
  again: Again,
): Promise<readonly ParsedQuery[]> {
  let ordered: readonly ParsedQuery[] = [];
  const parsing: Job<void> = {
    name: "(queries)",
    needs: [],
    run: async (lane) => {
      const { parsed, problems } = await parseOnce(
        connections[lane]!,
        queries,
        namesOf(queries, datasets, parameters),
        options.shelf,
      );
      refuseProblems(problems);
      ordered = orderQueries(parsed);
    },
  };
  await runInLanes([parsing, ...loading({ job: parsing.name, queries: () => ordered })], connections.length, again);
  await createMacros(connections[0], macrosCalled(ordered));
  const read = tablesRead(ordered);
  const loaded = new Map<string, ReadonlySet<string>>();
  for (const dataset of datasets) {
    const { alias, profile } = dataset;
    if (isLarge(dataset) && !readsRows(alias, read)) continue;
    loaded.set(alias, new Set(neededColumns(dataset, ordered).map(({ name }) => name)));
    // One connection, one statement at a time.
    await createKnownTables(connections[0], { alias, rows: profile.rows, columns: profile.columns }, read).catch(
      (error: unknown) => {
        throw loadingError(error, alias);
      },
    );
  }
  await floatInterpolated(
    connections[0],
    interpolatedColumns(ordered, datasets).filter(({ alias, name }) => loaded.get(alias)?.has(name) === true),
  );
  return ordered;
}
