import type { SlideCell, SlideRow } from "./planned-slide.ts";

/**
 * Divides the rows of a table among slides. A row that heads others stays with the next one; a cell that reaches over
 * rows of two slides is carried on.
 *
 * @param headings rows that every slide repeats
 * @param height that there is, points
 * @returns the rows of each slide, at least one; undefined if a row is higher than the room below the headings
 */
export function divideRows(
  headings: readonly SlideRow[],
  rows: readonly SlideRow[],
  height: number,
): SlideRow[][] | undefined {
  const room = height - headings.reduce((sum, each) => sum + each.height, 0);
  if (room < 0 || rows.some((each) => each.height > room)) return undefined;
  const parts: SlideRow[][] = [];
  let open: readonly SlideCell[] = [];
  let [first, used] = [0, 0];
  const close = (end: number): void => {
    const part = rows.slice(first, end);
    parts.push(carried(part, open));
    open = reaching(part, open);
    [first, used] = [end, 0];
  };
  for (const [index, row] of rows.entries()) {
    // A group's name goes with its first row, unless they have no room together on any slide.
    const next = row.kind === "group" ? (rows[index + 1]?.height ?? 0) : 0;
    const needed = row.height + next <= room ? row.height + next : row.height;
    if (used + needed > room && index > first) close(index);
    used += row.height;
  }
  close(rows.length);
  return parts;
}

/** Rows of a slide: cells from rows before it are begun again, and none reaches beyond it. */
function carried(rows: readonly SlideRow[], open: readonly SlideCell[]): SlideRow[] {
  return rows.map((row, at) => {
    const cells = at === 0 ? [...open, ...row.cells].toSorted((a, b) => a.column - b.column) : row.cells;
    return { ...row, cells: cells.map((cell) => ({ ...cell, rowSpan: Math.min(cell.rowSpan, rows.length - at) })) };
  });
}

/** The cells that reach beyond the rows of a slide, with the rows that are left to them. */
function reaching(rows: readonly SlideRow[], open: readonly SlideCell[]): SlideCell[] {
  const own = rows.flatMap(({ cells }, at) => cells.map((cell) => ({ ...cell, rowSpan: cell.rowSpan + at })));
  return [...open, ...own].flatMap((cell): SlideCell[] =>
    cell.rowSpan > rows.length ? [{ ...cell, carried: true, rowSpan: cell.rowSpan - rows.length }] : [],
  );
}
