import { BroadsheetError } from "../../errors.ts";
import type { ParsedQuery } from "./parse-queries.ts";

/**
 * Sorts queries so that each comes after those that it reads, with queries that others read first, otherwise in the
 * template's order. If a query becomes a table while another is between its two steps, DuckDB plans the other one
 * again. A query that reads an unsteady one is unsteady too.
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
        message:
          circle.length === 2
            ? `The query "${circle[0]}" reads itself`
            : `Queries read each other in a circle: ${circle.join(" → ")}`,
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

/** Marks queries that read an unsteady one as unsteady. */
function inherit(ordered: readonly ParsedQuery[]): ParsedQuery[] {
  const unsteady = new Set<string>();
  return ordered.map((query) => {
    const steady = query.steady && ![...query.tables].some((table) => unsteady.has(table));
    if (!steady) unsteady.add(query.name.toLowerCase());
    return { ...query, steady };
  });
}
