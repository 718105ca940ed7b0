import { isTable } from "./find-areas.ts";
import { type Area, type Block, type Grid, isNamed } from "./grid.ts";
import { mergeHeader } from "./merge-header.ts";

/** Most rows of a header that stands alone, with the row that numbers its columns. */
const mostRows = 6;
/** Most empty rows between a header and its table. */
const mostEmpty = 3;

/**
 * Joins a header with the table that an empty row divides from it, as offices of statistics print them: names of
 * columns, merged over several rows or above a row that numbers the columns, and nothing else. What stands below must
 * lie in its columns, hold what is no text, and have no names of its own.
 *
 * @param areas of the sheet, as `findAreas` gives them
 * @param merges areas of merged cells, none of which overlap
 * @returns the same with one area in place of header and table, first; as they are if these are not so
 */
export function joinHead(grid: Grid, areas: readonly Block[], merges: readonly Area[]): readonly Block[] {
  const tables = areas.filter(isTable).toSorted((one, other) => one.top - other.top || one.left - other.left);
  const [head, ...parts] = tables;
  const [first] = parts;
  if (head === undefined || first === undefined || !isHead(grid, head, merges)) return areas;
  const bottom = parts.at(-1)!.bottom;
  const isOne =
    first.top <= head.bottom + 1 + mostEmpty &&
    parts.every((part, at) => part.top > tables[at]!.bottom && isPart(grid, part, head)) &&
    areas.every((area) => isTable(area) || area.top > bottom || area.bottom < head.top);
  if (!isOne) return areas;
  const filled = tables.reduce((sum, table) => sum + table.filled, 0);
  const joined: Block = { ...head, bottom, filled, begins: first.top, sectioned: true };
  return [joined, ...areas.filter((area) => !tables.includes(area))];
}

/** Whether an area is a header whole: texts that name each column, and at most one row that numbers the columns. */
function isHead(grid: Grid, area: Area, merges: readonly Area[]): boolean {
  if (area.bottom - area.top >= mostRows) return false;
  const bottom = isNumbering(grid, area, area.bottom) ? area.bottom - 1 : area.bottom;
  const rows = bottom - area.top + 1;
  for (let row = area.top; row <= bottom; row++)
    if ([...grid.get(row)!].some(([column, { kind }]) => isWithin(column, area) && kind !== "string")) return false;
  if (rows === 1) return isNamed(grid, area);
  const merged = mergeHeader(grid, area, merges);
  return merged?.rows === rows && merged.names.every((name, at) => name !== "" && merged.names.indexOf(name) === at);
}

/** Whether a row holds the numbers of its columns: 1, 2, 3 … or (1), (2), (3) … */
function isNumbering(grid: Grid, { left, right }: Area, row: number): boolean {
  const cells = grid.get(row);
  return Array.from({ length: right - left + 1 }, (_, at) => cells?.get(left + at)?.text.trim()).every(
    (text, at) => text === String(at + 1) || text === `(${at + 1})`,
  );
}

/** Whether an area has columns of the header, no names of its own, and something that is no text. */
function isPart(grid: Grid, area: Area, head: Area): boolean {
  if (area.left < head.left || area.right > head.right || isNamed(grid, area)) return false;
  for (let row = area.top; row <= area.bottom; row++)
    if ([...(grid.get(row) ?? [])].some(([column, { kind }]) => isWithin(column, area) && kind !== "string"))
      return true;
  return false;
}

function isWithin(column: number, { left, right }: Area): boolean {
  return column >= left && column <= right;
}
