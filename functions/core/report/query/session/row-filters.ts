import type { Dataset } from "../../dataset/dataset.ts";
import { literalOf } from "../fill-in-parameters.ts";
import type { ParameterValue } from "../flatten-parameters.ts";
import { interpolatedColumns } from "../float-interpolated.ts";
import { readsUnnamedRows } from "../known-tables.ts";
import { type ParsedQuery, tablesRead } from "../parse-queries.ts";
import type { Condition, Operand } from "../tree/find-scan.ts";
import { isLarge } from "./needed-columns.ts";
import { sparseFiles } from "./sparse-files.ts";

/** A condition on a dataset's column, with its operands as SQL. */
export interface RowFilter extends Pick<Condition, "operator"> {
  /** The column's name in the dataset. */
  readonly column: string;
  readonly operands: readonly string[];
}

/**
 * Alias → for each query that reads the dataset the conditions that hold for all rows that it uses. Absent for a
 * dataset of which all rows must be loaded.
 */
export type RowFilters = ReadonlyMap<string, readonly (readonly RowFilter[])[]>;

/** What a run reads, and what of it outlives it. */
interface Run {
  readonly datasets: readonly Dataset[];
  readonly parameters: ReadonlyMap<string, ParameterValue>;
  readonly options: { readonly page?: unknown; readonly results?: unknown };
}

/**
 * Finds the datasets of which some rows are enough for a run, see `findScan`. What outlives a run needs all of them: a
 * page of letters, and previews, whose next queries are not known.
 */
export function rowFilters(queries: readonly ParsedQuery[], { datasets, parameters, options }: Run): RowFilters {
  if (options.page !== undefined || options.results !== undefined) return new Map();
  const read = tablesRead(queries);
  const floats = interpolatedColumns(queries, datasets);
  return new Map(
    datasets.flatMap((dataset) => {
      const { alias, profile } = dataset;
      if (sparseFiles(dataset) === undefined || !isLarge(dataset) || readsUnnamedRows(alias, read)) return [];
      // A double may equal what the decimal does not.
      const sure = profile.columns.filter(
        ({ name }) => !floats.some((float) => float.alias === alias && float.name === name),
      );
      const readers = queries.filter(({ tables }) => tables.has(alias.toLowerCase()));
      const filters = readers.map((query) => filtersOf(query, alias, sure, parameters));
      return readers.length > 0 && filters.every((found) => found.length > 0) ? [[alias, filters] as const] : [];
    }),
  );
}

function filtersOf(
  { scan, macros }: ParsedQuery,
  alias: string,
  columns: Dataset["profile"]["columns"],
  parameters: Run["parameters"],
): readonly RowFilter[] {
  // A macro may hold anything.
  if (scan === undefined || macros.length > 0 || scan.table !== alias.toLowerCase()) return [];
  const byName = new Map(columns.map(({ name }) => [name.toLowerCase(), name]));
  if (scan.names.some((name) => byName.has(name))) return [];
  return scan.conditions.flatMap(({ column, operator, operands }) => {
    const name = byName.get(column);
    const values = operands.map((operand) => sqlOf(operand, parameters)).filter((value) => value !== undefined);
    return name === undefined || values.length < operands.length ? [] : [{ column: name, operator, operands: values }];
  });
}

function sqlOf(operand: Operand, parameters: Run["parameters"]): string | undefined {
  let value: string;
  if ("sql" in operand) value = operand.sql;
  else {
    const given = parameters.get(operand.parameter) ?? null;
    if (Array.isArray(given)) return undefined;
    value = literalOf(operand.parameter, given);
    // DuckDB's statement text ends at a NUL.
    if (value.includes("\0")) return undefined;
  }
  return operand.cast === undefined ? value : `CAST(${value} AS ${operand.cast})`;
}
