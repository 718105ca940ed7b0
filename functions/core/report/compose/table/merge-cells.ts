import type { TableCell, TableRow } from "../../document/document.ts";

/** The cell that a written cell belongs to: itself, the one on its left, or the one above. */
export type Joining = "own" | "left" | "above";

/**
 * Joins the cells of a grid: a cell that is joined to another is left out, and the other spans both.
 *
 * @param joinings by row and column, one for each cell
 * @returns the rows, or row and column of a cell whose parts do not form a rectangle
 */
export function mergeCells(
  rows: readonly TableRow[],
  joinings: readonly (readonly Joining[])[],
): readonly TableRow[] | { readonly row: number; readonly column: number } {
  if (joinings.every((row) => row.every((joining) => joining === "own"))) return rows;
  const width = joinings[0]?.length ?? 0;
  /** For each place, the index of its cell, counted row by row. */
  const owners: number[] = [];
  const last = new Map<number, number>();
  const parts = new Map<number, number>();
  for (const [row, line] of joinings.entries()) {
    for (const [column, joining] of line.entries()) {
      const at = row * width + column;
      const owner =
        joining === "left" && column > 0 ? owners[at - 1]! : joining === "above" && row > 0 ? owners[at - width]! : at;
      if (joining !== "own" && owner === at) return { row, column };
      owners.push(owner);
      last.set(owner, at);
      parts.set(owner, (parts.get(owner) ?? 0) + 1);
    }
  }
  const spans = new Map<number, { colSpan?: number; rowSpan?: number }>();
  for (const [owner, end] of last) {
    const colSpan = (end % width) - (owner % width) + 1;
    const rowSpan = Math.floor(end / width) - Math.floor(owner / width) + 1;
    if (colSpan * rowSpan !== parts.get(owner)) return { row: Math.floor(owner / width), column: owner % width };
    spans.set(owner, { ...(colSpan > 1 ? { colSpan } : {}), ...(rowSpan > 1 ? { rowSpan } : {}) });
  }
  return rows.map((line, row) => ({
    ...line,
    cells: line.cells.flatMap((cell, column): TableCell[] => {
      const at = row * width + column;
      return owners[at] === at ? [{ ...cell, ...spans.get(at) }] : [];
    }),
  }));
}
