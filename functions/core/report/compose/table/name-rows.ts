import type { RowKey } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import type { Row, Table, Value } from "../../query/table.ts";
import { printCell, type PrintedColumn } from "./printed-column.ts";
import { rowKey } from "./row-key.ts";
import { isYearColumn } from "./year-column.ts";
import type { RowWork } from "./row-work.ts";

/** What names a row when two reports are compared: its group, and the texts of its key columns. */
export function rowKeys({ formats, spoken, columns, label }: RowWork, group: string | undefined): (row: Row) => RowKey {
  const keys = columns.filter(({ merge }, at) => merge === true || at === nameColumn(columns, label));
  const worded = columns.filter(
    (column, at) => keys.includes(column) || at === 0 || (column.graphic === undefined && column.align === "left"),
  );
  return (row) => {
    const around = group === undefined ? [] : [row[group] ?? null];
    const valuesOf = (those: readonly PrintedColumn[]): Value[] => [
      ...around,
      ...those.map(({ field }) => row[field] ?? null),
    ];
    const texts = keys.map((column) => printedText(column, row[column.field] ?? null, spoken));
    return rowKey(valuesOf(keys), [...around.map((value) => formats.plain(value)), ...texts], valuesOf(worded));
  };
}

function printedText(column: PrintedColumn, value: Value, spoken: string): string {
  return column.graphic === "sparkline" ? "" : plainText(printCell(column, value, spoken).children);
}

/**
 * The column that labels a row: words in the first column or, after a running number, in the second; else the first one
 * if it is not a measure, such as a year that no two rows share. -1 if there is none.
 */
export function labelColumn({ rows }: Table, columns: readonly PrintedColumn[]): number {
  const [first] = columns;
  if (first === undefined || columns.length < 2) return -1;
  const words = columns.slice(0, 2).findIndex(({ align, graphic }) => graphic === undefined && align === "left");
  if (words >= 0) return words;
  const values = rows.map((row) => row[first.field] ?? null);
  return first.align !== "decimal" ||
    (new Set(values).size === values.length && isYearColumn(first.field, values.map(Number)))
    ? 0
    : -1;
}

/** The column whose text names a row beside its joined cells, which several rows share: the label, if it is not one. */
function nameColumn(columns: readonly PrintedColumn[], label: number): number {
  if (columns[label]?.merge !== true) return Math.max(0, label);
  return columns.findIndex(({ merge, graphic, align }) => merge !== true && graphic === undefined && align === "left");
}
