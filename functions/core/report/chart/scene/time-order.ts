import type { DrawnData } from "./drawn-data.ts";

type Cell = DrawnData["rows"][number][number];

export const isDate = (cell: Cell): cell is string => typeof cell === "string" && /^\d{4}-\d\d-\d\d(?:T|$)/.test(cell);

/** Whether a cell begins with a year, which is often text: 2021, 2021/22. */
export const isYear = (cell: Cell): boolean => /^(?:1[5-9]|20|21)\d\d(?:\D|$)/.test(String(cell));

/** The order of two cells of one column. */
export function compareCells(a: Cell, b: Cell): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
