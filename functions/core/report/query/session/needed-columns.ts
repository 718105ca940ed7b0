import type { Dataset, DatasetColumn } from "../../dataset/dataset.ts";
import { readsUnnamedRows, sampleSize } from "../known-tables.ts";
import { type ParsedQuery, tablesRead } from "../parse-queries.ts";

/** Whether a dataset is so large, in rows or in bytes, that it is loaded only as far as queries read it. */
export function isLarge({ profile: { rows, columns }, isLong }: Dataset): boolean {
  return isLong === true || sampleSize(rows, columns.length) < rows;
}

/**
 * The columns of a dataset that queries may read, in its order. All of a small one, and all if a query reads a table
 * that is built from all. At least one, since SQL has no table without columns.
 */
export function neededColumns(dataset: Dataset, queries: readonly ParsedQuery[]): readonly DatasetColumn[] {
  const {
    alias,
    profile: { columns },
  } = dataset;
  const name = alias.toLowerCase();
  if (!isLarge(dataset) || readsUnnamedRows(alias, tablesRead(queries))) return columns;
  const readers = queries.filter(({ tables }) => tables.has(name));
  if (readers.some(({ columns: { whole } }) => whole.includes("*") || whole.includes(name))) return columns;
  const names = new Set(readers.flatMap((query) => query.columns.names));
  const needed = columns.filter((column) => names.has(column.name.toLowerCase()));
  return needed.length === 0 ? columns.slice(0, 1) : needed;
}
