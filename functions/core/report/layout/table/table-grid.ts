import type { TableCell, TableRow } from "../../document/document.ts";

/** A cell with the first column and the number of columns and rows that it covers. */
export interface GridCell {
  readonly cell: TableCell;
  readonly column: number;
  readonly colSpan: number;
  readonly rowSpan: number;
}

const missing: TableCell = { children: [] };

/**
 * Assigns columns to every cell: cells flow from the left into the columns that earlier rows' spans leave free.
 * Spans are cut at the table's edge and at its last row, cells beyond the last column are dropped, and a row that has
 * too few gets empty ones: a tagged table must be rectangular (ISO 14289-1, 7.2).
 */
export function tableGrid(rows: readonly TableRow[], columns: number): GridCell[][] {
  const busy = Array.from<number>({ length: columns }).fill(0);
  return rows.map((row, index) => {
    const cells: GridCell[] = [];
    let column = 0;
    const taken = Array.from<number>({ length: columns }).fill(0);
    for (const cell of row.cells) {
      while (column < columns && busy[column]! > 0) column++;
      if (column >= columns) break;
      let colSpan = 1;
      while (colSpan < (cell.colSpan ?? 1) && column + colSpan < columns && busy[column + colSpan] === 0) colSpan++;
      const rowSpan = Math.min(Math.max(1, cell.rowSpan ?? 1), rows.length - index);
      taken.fill(rowSpan, column, column + colSpan);
      cells.push({ cell, column, colSpan, rowSpan });
      column += colSpan;
    }
    while (column < columns) {
      if (busy[column] === 0) {
        taken[column] = 1;
        cells.push({ cell: missing, column, colSpan: 1, rowSpan: 1 });
      }
      column++;
    }
    for (let k = 0; k < columns; k++) busy[k] = Math.max(busy[k]! - 1, taken[k]! - 1, 0);
    return cells;
  });
}
