import type { Inline, TableCell } from "../../document/document.ts";
import type { Value } from "../../query/table.ts";
import type { PivotLine } from "./pivot-table.ts";

/** The words in a pivot's head. */
export interface HeadWords {
  /** Above the rows' headings. */
  readonly corner: readonly Inline[];
  /** Above all columns but the total; empty for nothing. */
  readonly above: readonly Inline[];
  /** Label of each measure. */
  readonly measures: readonly (readonly Inline[])[];
  readonly total: string;
  /** Prints a value that heads columns. @param level 0 for the outermost */
  print(value: Value, level: number): string;
  /** Adds the origin of a heading over columns. @param from index of the first, @param to of the last */
  note(heading: readonly Inline[], from: number, to: number, level: number): readonly Inline[];
}

/**
 * The rows of headings above a pivot's columns: a row for each level of headings, and one for the measures if there are
 * several or no other heading. A value that heads several columns is one cell; a total's heading spans the levels that
 * it lacks.
 *
 * @param columns one line for each column of a measure
 * @param depth number of levels of values
 */
export function pivotHead(columns: readonly PivotLine[], depth: number, words: HeadWords): TableCell[][] {
  const each = words.measures.length;
  const rows: TableCell[][] = [];
  for (let level = 0; level < depth; level++) rows.push(levelCells(columns, depth, level, each, words));
  // Without values there is nothing to stand above.
  if (words.above.length > 0 && depth > 0 && columns.some(({ kind }) => kind !== "total"))
    addAbove(rows, columns, each, words);
  if (each > 1 || depth === 0) rows.push(columns.flatMap(() => words.measures.map((label) => spanning(label, 1, 1))));
  rows[0]?.unshift(spanning(words.corner, 1, rows.length));
  return rows;
}

/** Adds a row above all others, in which the total's heading begins. */
function addAbove(rows: TableCell[][], columns: readonly PivotLine[], each: number, words: HeadWords): void {
  const totals = columns.filter(({ kind }) => kind === "total").length;
  const above = [spanning(words.above, (columns.length - totals) * each, 1)];
  if (totals > 0) above.push(spanning(rows[0]!.pop()!.children, each, rows.length + 1));
  rows.unshift(above);
}

function levelCells(
  columns: readonly PivotLine[],
  depth: number,
  level: number,
  each: number,
  words: HeadWords,
): TableCell[] {
  const cells: TableCell[] = [];
  for (let at = 0; at < columns.length; at++) {
    const { path } = columns[at]!;
    if (path.length < level) continue;
    if (path.length === level) {
      cells.push(spanning([{ type: "text", text: words.total }], each, depth - level));
      continue;
    }
    const from = at;
    while (at + 1 < columns.length && isUnder(columns[at + 1]!.path, path.slice(0, level + 1))) at++;
    const heading = words.note([{ type: "text", text: words.print(path[level] ?? null, level) }], from, at, level);
    cells.push(spanning(heading, (at - from + 1) * each, 1));
  }
  return cells;
}

function isUnder(path: readonly Value[], front: readonly Value[]): boolean {
  return (
    path.length >= front.length &&
    front.every((value, index) => typeof path[index] === typeof value && String(path[index]) === String(value))
  );
}

function spanning(children: readonly Inline[], colSpan: number, rowSpan: number): TableCell {
  return { children, header: true, ...(colSpan > 1 ? { colSpan } : {}), ...(rowSpan > 1 ? { rowSpan } : {}) };
}
