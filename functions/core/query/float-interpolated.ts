import type { DuckDBConnection } from "@duckdb/node-api";
import type { Dataset } from "../dataset/dataset.ts";
import type { Warn } from "../errors.ts";
import type { ParsedQuery } from "./parse-queries.ts";
import { quoteName } from "./quote-name.ts";

/**
 * Converts the DECIMAL columns that queries interpolate (`median`, `quantile_cont`) to doubles, see
 * `findInterpolations`. If the tree does not show which columns those are, it converts all of them. Columns with more
 * digits than a double holds give a warning.
 */
export async function floatInterpolated(connection: DuckDBConnection, queries: readonly ParsedQuery[], datasets: readonly Dataset[], warn: Warn): Promise<void> {
  const interpolating = queries.filter(({ interpolations }) => interpolations.between.length > 0);
  if (interpolating.length === 0) return;
  const between = new Set(interpolating.flatMap(({ interpolations }) => interpolations.between));
  const stored = new Set(datasets.flatMap(({ profile }) => profile.columns.map(({ name }) => name.toLowerCase())));
  const certain = interpolating.every((query) => {
    const given = new Set(withRead(query, queries).flatMap(({ interpolations }) => interpolations.given));
    return query.interpolations.between.every((name) => stored.has(name) && !given.has(name));
  });
  for (const { alias, profile } of datasets) {
    for (const { name, databaseType = "" } of profile.columns) {
      if (!databaseType.startsWith("DECIMAL") || (certain && !between.has(name.toLowerCase()))) continue;
      await connection.run(`ALTER TABLE ${quoteName(alias)} ALTER ${quoteName(name)} TYPE DOUBLE`);
      if (Number(/\d+/.exec(databaseType)![0]) > 15) {
        warn({
          code: "rounded-decimals",
          message: `"${name}" of the dataset "${alias}" is calculated with 15 significant digits, since a query interpolates between its values`,
          where: { dataset: alias, name },
          seen: databaseType,
          hint: `Convert the values where they are interpolated: median(${quoteName(name)}::DOUBLE)`,
        });
      }
    }
  }
}

/** A query and those that it reads, directly or not. */
function withRead(query: ParsedQuery, queries: readonly ParsedQuery[]): readonly ParsedQuery[] {
  const found = new Set([query]);
  for (const { tables } of found) for (const other of queries) if (tables.has(other.name.toLowerCase())) found.add(other);
  return [...found];
}
