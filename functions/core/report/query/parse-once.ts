import type { DuckDBConnection } from "@duckdb/node-api";
import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import type { Shelf } from "../../ports.ts";
import type { Template } from "../template/template.ts";
import { type ParsedQuery, parseQueries, type QueryNames } from "./parse-queries.ts";

type Parses = Awaited<ReturnType<typeof parseQueries>>;

/** Cached parses of each loaded template, which never changes. */
const parses = new WeakMap<Template["queries"], { readonly key: string; readonly parsing: Promise<Parses> }>();

/**
 * Parses a template's queries on their first run. Data and parameter values play no part.
 *
 * @param shelf where parses without problems are kept beyond this process
 */
export function parseOnce(
  connection: DuckDBConnection,
  queries: Template["queries"],
  names: QueryNames,
  shelf?: Shelf,
): Promise<Parses> {
  const key = canonicalJson(names);
  const kept = parses.get(queries);
  if (kept?.key === key) return kept.parsing;
  const parse = (): Promise<Parses> => parseQueries(connection, queries, names);
  const parsing = shelf === undefined ? parse() : takeOrParse(shelf, keyOf(queries, names), queries, parse);
  parses.set(queries, { key, parsing });
  parsing.catch(() => parses.delete(queries));
  return parsing;
}

/** The parse of an earlier run in this process, which needed a connection; undefined if there was none. */
export function parsedBefore(queries: Template["queries"], names: QueryNames): Promise<Parses> | undefined {
  const kept = parses.get(queries);
  return kept?.key === canonicalJson(names) ? kept.parsing : undefined;
}

/** The order of a request's parameters appears only in problems, which are not cached. */
function keyOf(queries: Template["queries"], { tables, parameters }: QueryNames): string {
  return sha256(`queries ${canonicalJson([tables, parameters.toSorted()])} ${JSON.stringify([...queries])}`);
}

/** A parsed query without its text. */
type Kept = Pick<
  ParsedQuery,
  "name" | "macros" | "limited" | "steady" | "interpolations" | "columns" | "scan" | "split"
> & {
  readonly tables: readonly string[];
  readonly parameters: readonly string[];
};

async function takeOrParse(
  shelf: Shelf,
  key: string,
  queries: Template["queries"],
  parse: () => Promise<Parses>,
): Promise<Parses> {
  const kept = shelf.take(key);
  if (kept !== undefined) {
    const parsed = (JSON.parse(kept) as readonly Kept[]).map(({ tables, parameters, ...rest }) => ({
      ...queries.get(rest.name)!,
      ...rest,
      tables: new Set(tables),
      parameters: new Set(parameters),
    }));
    return { parsed, problems: [] };
  }
  const { parsed, problems } = await parse();
  const keeping = parsed.map(({ tables, parameters, file: _file, text: _text, ...rest }): Kept => ({
    ...rest,
    tables: [...tables],
    parameters: [...parameters],
  }));
  if (problems.length === 0) shelf.put(key, JSON.stringify(keeping));
  return { parsed, problems };
}
