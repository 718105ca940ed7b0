import { BroadsheetError } from "../errors.ts";
import type { ParsedQuery } from "./parse-queries.ts";

/**
 * Sorts queries so that each comes after those it reads; then those first that others read, each part by the order in the template. A query that
 * becomes a table while another one is between its two steps has DuckDB plan that other one again. A query that reads one that is not `steady` is not either.
 *
 * @throws BroadsheetError `query-failed`, `cyclic-queries`, naming the circle
 */
export function orderQueries(queries: readonly ParsedQuery[]): ParsedQuery[] {
  const byName = new Map(queries.map((query) => [query.name.toLowerCase(), query]));
  const ordered = new Set<ParsedQuery>();
  const place = (query: ParsedQuery, path: readonly ParsedQuery[]): void => {
    if (ordered.has(query)) return;
    const start = path.indexOf(query);
    if (start !== -1) {
      const circle = [...path.slice(start), query].map(({ name }) => name);
      throw new BroadsheetError("query-failed", {
        code: "cyclic-queries",
        message: circle.length === 2 ? `The query "${circle[0]}" reads itself` : `Queries read each other in a circle: ${circle.join(" → ")}`,
        where: { file: query.file, name: query.name },
        seen: circle,
      });
    }
    for (const table of query.tables) {
      const read = byName.get(table);
      if (read !== undefined) place(read, [...path, query]);
    }
    ordered.add(query);
  };
  const read = new Set(queries.flatMap(({ tables }) => [...tables]));
  for (const query of queries) if (read.has(query.name.toLowerCase())) place(query, []);
  for (const query of queries) place(query, []);
  return inherit([...ordered]);
}

/** What is read of a query that is not steady is not either. */
function inherit(ordered: readonly ParsedQuery[]): ParsedQuery[] {
  const unsteady = new Set<string>();
  return ordered.map((query) => {
    const steady = query.steady && ![...query.tables].some((table) => unsteady.has(table));
    if (!steady) unsteady.add(query.name.toLowerCase());
    return { ...query, steady };
  });
}
