import type { DuckDBConnection } from "@duckdb/node-api";
import { canonicalJson } from "../canonical-json.ts";
import type { Template } from "../template/template.ts";
import { parseQueries, type QueryNames } from "./parse-queries.ts";

/** Parses kept for each loaded template, which never changes. */
const parses = new WeakMap<Template["queries"], { readonly key: string; readonly parsing: ReturnType<typeof parseQueries> }>();

/** Has a template's queries parsed when they are first run; data and values of parameters play no part in it. */
export function parseOnce(connection: DuckDBConnection, queries: Template["queries"], names: QueryNames): ReturnType<typeof parseQueries> {
  const key = canonicalJson(names);
  const kept = parses.get(queries);
  if (kept?.key === key) return kept.parsing;
  const parsing = parseQueries(connection, queries, names);
  parses.set(queries, { key, parsing });
  parsing.catch(() => parses.delete(queries));
  return parsing;
}
