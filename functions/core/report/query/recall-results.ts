import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import type { Dataset } from "../dataset/dataset.ts";
import { interpolatedColumns } from "./float-interpolated.ts";
import type { ParameterValue } from "./flatten-parameters.ts";
import { orderQueries } from "./order-queries.ts";
import { parsedBefore, parseOnce } from "./parse-once.ts";
import { type ParsedQuery, refuseProblems, tablesRead } from "./parse-queries.ts";
import type { KeptResult, KeptResults } from "./kept-results.ts";
import { namesOf, type Work } from "./session/load-session.ts";
import { defaultMemory, openSealedSession } from "./session/sealed-session.ts";

/** Facts about a run before any query has run. */
export interface Recalled {
  readonly ordered: readonly ParsedQuery[];
  /** Query → key of its result. */
  readonly keys: ReadonlyMap<string, string>;
  /** Query → its result, where it is kept. */
  readonly results: ReadonlyMap<string, KeptResult>;
  /** The queries without a result, and those that they read: their tables are gone. */
  readonly needed: ReadonlySet<string>;
}

/**
 * Finds the results that earlier runs have left. A result depends on the query's text, the results that it reads, the
 * datasets, the parameters that it uses, and on whether others read it, since then it becomes a table.
 *
 * @throws BroadsheetError `query-failed` for SQL that cannot be parsed
 */
export async function recallResults(work: Work, kept: KeptResults): Promise<Recalled> {
  const { problems, parsed } = await parse(work);
  refuseProblems(problems);
  const ordered = orderQueries(parsed);
  const keys = resultKeys(ordered, work)(work.parameters);
  const results = new Map<string, KeptResult>();
  for (const [name, key] of keys) {
    const found = kept.get(key);
    if (found !== undefined) results.set(name, found);
  }
  const needed = new Set<string>();
  // From the last to the first: each comes after those that it reads.
  for (const { name } of ordered.toReversed()) {
    const isRead = ordered.some((other) => needed.has(other.name) && other.tables.has(name.toLowerCase()));
    if (!results.has(name) || isRead) needed.add(name);
  }
  return { ordered, keys, results, needed };
}

/** Parses the queries; nothing of the data is needed for that. */
async function parse({ queries, datasets, parameters, options }: Work): ReturnType<typeof parseOnce> {
  const names = namesOf(queries, datasets, parameters);
  const before = parsedBefore(queries, names);
  if (before !== undefined) return await before;
  const session = await openSealedSession(options.memoryMegabytes ?? defaultMemory, 1);
  let sound = false;
  try {
    const parses = await parseOnce(session.connections[0], queries, names, options.shelf);
    sound = true;
    return parses;
  } finally {
    session.close(sound);
  }
}

/** Makes the function that tells the key of each query's result, by name, for parameters. */
export function resultKeys(
  ordered: readonly ParsedQuery[],
  { datasets, options }: Pick<Work, "datasets" | "options">,
): (parameters: Work["parameters"]) => Map<string, string> {
  const read = tablesRead(ordered);
  const given = sha256(
    canonicalJson({
      datasets: datasets.map(describe),
      floats: interpolatedColumns(ordered, datasets),
      rows: options.rows,
    }),
  );
  return (parameters) => {
    const keys = new Map<string, string>();
    const byTable = new Map<string, string>();
    // Each comes after those that it reads.
    for (const { name, file, text, tables, parameters: used, steady } of ordered) {
      const inputs = [...tables].sort().map((table) => byTable.get(table) ?? table);
      const values = [...used].sort().map((parameter) => [parameter, valueOf(parameters.get(parameter))]);
      const key = sha256(
        JSON.stringify([name, file, text, inputs, values, steady, read.has(name.toLowerCase()), given]),
      );
      keys.set(name, key);
      byTable.set(name.toLowerCase(), key);
    }
    return keys;
  };
}

function describe({ alias, profile, select }: Dataset): unknown {
  return {
    alias,
    version: profile.version,
    columns: profile.columns.map(({ name, type }) => [name, type]),
    rows: profile.rows,
    select,
  };
}

function valueOf(value: ParameterValue | undefined): unknown {
  return value === undefined ? null : JSON.stringify(value);
}
