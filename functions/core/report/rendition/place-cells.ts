import type { TableCell } from "../document/document.ts";

/** The column of each cell: those that span rows push the cells of later rows aside. */
export function placeCells(rows: readonly (readonly TableCell[])[]): number[][] {
  const taken: number[] = [];
  return rows.map((cells) => {
    let column = 0;
    const starts = cells.map(({ colSpan = 1, rowSpan = 1 }) => {
      while ((taken[column] ?? 0) > 0) column++;
      const start = column;
      for (let at = 0; at < colSpan; at++) taken[column++] = rowSpan;
      return start;
    });
    for (let at = 0; at < taken.length; at++) taken[at] = Math.max(0, (taken[at] ?? 0) - 1);
    return starts;
  });
}
