import { isTable } from "./find-areas.ts";
import { type Area, type Block, type Grid, isNamed } from "./grid.ts";

/**
 * Joins the parts of a table that empty rows divide into sections, such as the chapters of a budget: below the names of
 * the columns, each section begins with its own name alone in the first column. What has no such name, or names of
 * columns of its own, is another table.
 *
 * @param areas of the sheet, as `findAreas` gives them
 * @returns the same with one area in place of the sections, first; as they are if these are not sections
 */
export function joinSections(grid: Grid, areas: readonly Block[]): readonly Block[] {
  const tables = areas.filter(isTable).toSorted((one, other) => one.top - other.top || one.left - other.left);
  const [first, ...others] = tables;
  if (first === undefined || others.length === 0 || first.bottom < first.top + 2) return areas;
  const bottom = Math.max(...tables.map((table) => table.bottom));
  const isOne =
    isNamed(grid, first) &&
    isHeading(grid, first, first.top + 1) &&
    others.every((table, at) => table.top > tables[at]!.bottom && isSection(grid, table, first)) &&
    areas.every((area) => isTable(area) || area.top > bottom || area.bottom < first.top);
  if (!isOne) return areas;
  const filled = tables.reduce((sum, table) => sum + table.filled, 0);
  return [{ ...first, bottom, filled, sectioned: true }, ...areas.filter((area) => !tables.includes(area))];
}

/** Whether a row has nothing but a text in the first column. */
function isHeading(grid: Grid, { left, right }: Area, row: number): boolean {
  const cells = [...(grid.get(row) ?? [])].filter(([column]) => column >= left && column <= right);
  return cells.length === 1 && cells[0]![0] === left && cells[0]![1].kind === "string";
}

/** Whether an area below a table has its columns, a heading, and rows that hold what is no text. */
function isSection(grid: Grid, area: Area, { left, right }: Area): boolean {
  if (area.left !== left || area.right > right || !isHeading(grid, area, area.top)) return false;
  const rows = Array.from({ length: area.bottom - area.top }, (_, at) => area.top + 1 + at);
  return rows.every(
    (row) =>
      isHeading(grid, area, row) ||
      [...(grid.get(row) ?? [])].some(([column, { kind }]) => column > left && column <= right && kind !== "string"),
  );
}
