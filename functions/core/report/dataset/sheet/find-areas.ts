import type { Area, Block, Grid } from "./grid.ts";

/** Whether an area may be a table: it has a heading and a row, and two columns. */
export function isTable(area: Area): boolean {
  return area.bottom > area.top && area.right > area.left;
}

/**
 * Finds the blocks of a sheet, separated by empty rows and columns and trimmed to their filled cells; the block with
 * the most filled cells first.
 */
export function findAreas(grid: Grid): readonly Block[] {
  const rows = [...grid]
    .filter(([, cells]) => cells.size > 0)
    .map(([row]) => row)
    .toSorted((a, b) => a - b);
  const blocks: number[][] = [];
  for (const row of rows) {
    const last = blocks.at(-1);
    if (last?.at(-1) === row - 1) last.push(row);
    else blocks.push([row]);
  }
  return blocks
    .flatMap((block) => divideColumns(grid, block))
    .toSorted((a, b) => b.filled - a.filled || a.top - b.top || a.left - b.left);
}

function divideColumns(grid: Grid, rows: readonly number[]): (Area & { filled: number })[] {
  // Of each column, the number of its filled cells and the first and last of their rows.
  const columns = new Map<number, { filled: number; readonly top: number; bottom: number }>();
  for (const row of rows) {
    for (const column of grid.get(row)!.keys()) {
      const seen = columns.get(column);
      if (seen === undefined) columns.set(column, { filled: 1, top: row, bottom: row });
      else {
        seen.filled++;
        seen.bottom = row;
      }
    }
  }
  const areas: { top: number; bottom: number; left: number; right: number; filled: number }[] = [];
  for (const [column, { filled, top, bottom }] of [...columns].toSorted(([a], [b]) => a - b)) {
    const last = areas.at(-1);
    if (last === undefined || last.right !== column - 1) {
      areas.push({ top, bottom, left: column, right: column, filled });
      continue;
    }
    // A block may begin or end with rows that only a neighbouring block fills.
    last.top = Math.min(last.top, top);
    last.bottom = Math.max(last.bottom, bottom);
    last.right = column;
    last.filled += filled;
  }
  return areas;
}
