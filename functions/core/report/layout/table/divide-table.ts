import type { DataTable, TableCell, TableRow } from "../../document/document.ts";
import { tableGrid, type GridCell } from "./table-grid.ts";

/** Columns of a part, without those that head its rows: from one up to another, not included. */
export interface ColumnRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Cost of dividing the columns under one heading, and of dividing a cell; a part with more or fewer columns than the
 * mean costs the square of the difference.
 */
const headingCost = 3;
const cellCost = 1e6;

/** The number of leading columns that head the rows, such as a running number and a name: the first one at least. */
export function headingColumns({ columns, rows }: DataTable): number {
  const heads = columns.map((_, column) => column === 0);
  tableGrid(rows, columns.length).forEach((cells, index) => {
    if (rows[index]!.kind !== "group")
      for (const { cell, column, colSpan } of cells)
        if (cell.header === true) heads.fill(true, column, column + colSpan);
  });
  const count = heads.indexOf(false);
  return count < 0 ? Math.max(1, columns.length - 1) : count;
}

/**
 * Divides the columns behind the headings into the fewest ranges that fit, of similar size; if possible, none ends
 * under a heading over several columns or within a cell.
 *
 * @param first index of the first column
 * @param fits whether columns fit beside the headings
 * @returns undefined if a column does not fit by itself
 */
export function divideColumns(
  table: DataTable,
  first: number,
  fits: (range: ColumnRange) => boolean,
): ColumnRange[] | undefined {
  const count = table.columns.length;
  const costs = cutCosts(table);
  const size = (count - first) / Math.max(1, fewestRanges(first, count, fits));
  /** For each column: the cost of dividing those before it, and where their last range begins. */
  const best = Array.from({ length: count + 1 }, (_, at) => ({
    cost: at === first ? 0 : Infinity,
    parts: 0,
    from: first,
  }));
  for (let from = first; from < count; from++) {
    const before = best[from]!;
    if (before.cost === Infinity) continue;
    for (let to = from + 1, fitted = false; to <= count; to++) {
      // A heading over two columns may have no room over one.
      if (!fits({ from, to })) {
        if (fitted) break;
        continue;
      }
      fitted = true;
      const cost = before.cost + (to - from - size) ** 2 + (to < count ? costs[to]! : 0);
      const known = best[to]!;
      const parts = before.parts + 1;
      if (known.cost === Infinity || parts < known.parts || (parts === known.parts && cost <= known.cost))
        best[to] = { cost, parts, from };
    }
  }
  if (best[count]!.cost === Infinity) return undefined;
  const ranges: ColumnRange[] = [];
  for (let to = count; to > first; to = best[to]!.from) ranges.unshift({ from: best[to]!.from, to });
  return ranges;
}

function fewestRanges(first: number, count: number, fits: (range: ColumnRange) => boolean): number {
  let ranges = 0;
  for (let from = first; from < count; ranges++) {
    let to = from + 1;
    while (to < count && fits({ from, to: to + 1 })) to++;
    from = to;
  }
  return ranges;
}

/** The cost of dividing a table before each column. */
function cutCosts({ columns, head = [], rows }: DataTable): number[] {
  const costs = columns.map(() => 0);
  const add = (cells: readonly GridCell[], cost: number): void => {
    for (const { column, colSpan } of cells)
      for (let at = column + 1; at < column + colSpan; at++) costs[at] = Math.max(costs[at]!, cost);
  };
  for (const cells of tableGrid(
    head.map((cells) => ({ kind: "body", cells })),
    columns.length,
  ))
    add(cells, headingCost);
  tableGrid(rows, columns.length).forEach((cells, index) => {
    if (rows[index]!.kind !== "group")
      add(
        cells.filter(({ cell }) => cell.header !== true),
        cellCost,
      );
  });
  return costs;
}

/**
 * A part of a table with some of its columns, headed by the same headings. A cell over columns of two parts is printed
 * in the first one.
 *
 * @param first number of columns that head the rows
 */
export function partOfTable(table: DataTable, first: number, { from, to }: ColumnRange): DataTable {
  const { columns, head, rows } = table;
  const count = columns.length;
  const later = from > first;
  const chosen = columns.flatMap((_, at) => (at < first || (at >= from && at < to) ? [at] : []));
  const pick = ({ cell, column, colSpan, rowSpan }: GridCell, repeated: boolean): TableCell[] => {
    const left = chosen.filter((at) => at >= column && at < column + colSpan).length;
    if (left === 0) return [];
    const { children, colSpan: _wide, rowSpan: _high, ...rest } = cell;
    const spans = { ...(left > 1 && { colSpan: left }), ...(rowSpan > 1 && { rowSpan }) };
    const printed = !later || repeated || cell.header === true || column < first || column >= from;
    return [
      printed
        ? { ...rest, children, ...(later && column < first && { header: true }), ...spans }
        : { children: [], ...spans },
    ];
  };
  const pickRow = (row: TableRow, cells: readonly GridCell[]): TableRow => ({
    ...row,
    cells: cells.flatMap((cell) => pick(cell, row.kind === "group")),
  });
  const grid = tableGrid(rows, count);
  const heads =
    head === undefined
      ? undefined
      : tableGrid(
          head.map((cells) => ({ kind: "body", cells })),
          count,
        ).map((cells) => cells.flatMap((cell) => pick(cell, true)));
  return {
    ...table,
    columns: chosen.map((at) => ({ ...columns[at]!, share: undefined })),
    ...(heads !== undefined && { head: heads }),
    rows: rows.map((row, index) => pickRow(row, grid[index]!)),
  };
}

/** What heads a column, from the outermost heading inwards: "2021 / Q1", or its number if nothing does. */
export function columnHeadings({ columns, head }: DataTable, column: number): readonly TableCell["children"][] {
  if (head === undefined) return [columns[column]!.label];
  const over = tableGrid(
    head.map((cells) => ({ kind: "body", cells })),
    columns.length,
  );
  return over.flatMap((cells) =>
    cells
      .filter((each) => column >= each.column && column < each.column + each.colSpan)
      .map(({ cell }) => cell.children),
  );
}
