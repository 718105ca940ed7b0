import type { Area, Grid } from "./grid.ts";

/**
 * Finds the blocks of a sheet, separated by empty rows and columns and trimmed to their filled cells; the block with
 * the most filled cells first.
 */
export function findAreas(grid: Grid): readonly (Area & { readonly filled: number })[] {
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
  const counts = new Map<number, number>();
  for (const row of rows) for (const column of grid.get(row)!.keys()) counts.set(column, (counts.get(column) ?? 0) + 1);
  const columns = [...counts.keys()].toSorted((a, b) => a - b);
  const areas: (Area & { filled: number })[] = [];
  for (const [index, column] of columns.entries()) {
    const last = areas.at(-1);
    const filled = counts.get(column)!;
    if (last !== undefined && columns[index - 1] === column - 1)
      areas[areas.length - 1] = { ...last, right: column, filled: last.filled + filled };
    else areas.push({ top: rows[0]!, bottom: rows.at(-1)!, left: column, right: column, filled });
  }
  // A block may begin or end with rows that only a neighbouring block fills.
  return areas.map((area) => {
    const own = rows.filter((row) =>
      [...grid.get(row)!.keys()].some((column) => column >= area.left && column <= area.right),
    );
    return { ...area, top: own[0]!, bottom: own.at(-1)! };
  });
}
