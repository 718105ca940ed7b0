import type { SlideCell, SlideRow } from "./planned-slide.ts";

/** By which a sum of shares may differ from what was shared, points. */
const slack = 1e-6;

/**
 * Divides the rows of a table among slides. A row that heads others stays with the next one; a cell that reaches over
 * rows of two slides is carried on, with all its words, and each slide's rows are as high as these need there.
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
  const room = height - heightOf(headings);
  if (room < 0 || rows.some((each) => each.height > room)) return undefined;
  const spanned = rows.some(({ cells }) => cells.some(({ rowSpan }) => rowSpan > 1));
  const parts: SlideRow[][] = [];
  let open: readonly SlideCell[] = [];
  let first = 0;
  const partTo = (end: number): SlideRow[] => {
    const part = rows.slice(first, end);
    return spanned ? stretchRows(carried(part, open)) : part;
  };
  for (const [index, row] of rows.entries()) {
    // A group's name goes with its first row, unless they have no room together on any slide.
    const next = row.kind === "group" ? (rows[index + 1]?.height ?? 0) : 0;
    const end = next > 0 && row.height + next <= room ? index + 2 : index + 1;
    if (index > first && heightOf(partTo(end)) > room + slack) {
      parts.push(partTo(index));
      open = reaching(rows.slice(first, index), open);
      first = index;
    }
    if (index === first && heightOf(partTo(index + 1)) > room + slack) return undefined;
  }
  return [...parts, partTo(rows.length)];
}

function heightOf(rows: readonly SlideRow[]): number {
  return rows.reduce((sum, each) => sum + each.height, 0);
}

/** Rows with the height that the cells need which reach over several of them, shared among these. */
export function stretchRows(rows: readonly SlideRow[]): SlideRow[] {
  const heights = rows.map(({ height }) => height);
  rows.forEach(({ cells }, at) => {
    for (const { rowSpan, height = 0 } of cells) {
      const end = Math.min(rows.length, at + rowSpan);
      const lacking = height - heights.slice(at, end).reduce((sum, each) => sum + each, 0);
      if (lacking > 0) for (let row = at; row < end; row++) heights[row]! += lacking / (end - at);
    }
  });
  return rows.map((row, at) => (heights[at] === row.height ? row : { ...row, height: heights[at]! }));
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
