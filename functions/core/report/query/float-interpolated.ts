import type { DuckDBConnection } from "@duckdb/node-api";
import type { Dataset } from "../dataset/dataset.ts";
import type { Warn } from "../../errors.ts";
import type { ParsedQuery } from "./parse-queries.ts";
import { quoteName } from "./quote-name.ts";

/** A column of a dataset that the queries interpolate. */
export interface InterpolatedColumn {
  readonly alias: string;
  readonly name: string;
  readonly databaseType: string;
}

/**
 * The DECIMAL columns that queries interpolate (`median`, `quantile_cont`), see `findInterpolations`: they are loaded
 * as doubles. If the tree does not show which columns those are, all of them.
 */
export function interpolatedColumns(
  queries: readonly ParsedQuery[],
  datasets: readonly Dataset[],
): readonly InterpolatedColumn[] {
  const interpolating = queries.filter(({ interpolations }) => interpolations.between.length > 0);
  if (interpolating.length === 0) return [];
  const between = new Set(interpolating.flatMap(({ interpolations }) => interpolations.between));
  const stored = new Set(datasets.flatMap(({ profile }) => profile.columns.map(({ name }) => name.toLowerCase())));
  const certain = interpolating.every((query) => {
    const given = new Set(withRead(query, queries).flatMap(({ interpolations }) => interpolations.given));
    return query.interpolations.between.every((name) => stored.has(name) && !given.has(name));
  });
  return datasets.flatMap(({ alias, profile }) =>
    profile.columns
      .filter(
        ({ name, databaseType = "" }) =>
          databaseType.startsWith("DECIMAL") && (!certain || between.has(name.toLowerCase())),
      )
      .map(({ name, databaseType = "" }) => ({ alias, name, databaseType })),
  );
}

/** Converts columns of loaded datasets to doubles. */
export async function floatInterpolated(
  connection: DuckDBConnection,
  columns: readonly InterpolatedColumn[],
): Promise<void> {
  // One connection, one statement at a time.
  for (const { alias, name } of columns)
    await connection.run(`ALTER TABLE ${quoteName(alias)} ALTER ${quoteName(name)} TYPE DOUBLE`);
}

/** Warns of columns with more digits than a double holds. */
export function warnOfRounded(columns: readonly InterpolatedColumn[], warn: Warn): void {
  for (const { alias, name, databaseType } of columns) {
    if (Number(/\d+/.exec(databaseType)![0]) <= 15) continue;
    warn({
      code: "rounded-decimals",
      message: `"${name}" of the dataset "${alias}" is calculated with 15 significant digits, since a query interpolates between its values`,
      where: { dataset: alias, name },
      seen: databaseType,
      hint: `Convert the values where they are interpolated: median(${quoteName(name)}::DOUBLE)`,
    });
  }
}

/** A query and those that it reads, directly or not. */
function withRead(query: ParsedQuery, queries: readonly ParsedQuery[]): readonly ParsedQuery[] {
  const found = new Set([query]);
  for (const { tables } of found)
    for (const other of queries) if (tables.has(other.name.toLowerCase())) found.add(other);
  return [...found];
}
