import { BroadsheetError, type Warning } from "../../../errors.ts";
import type { DatasetReading } from "../../template/dataset-reading.ts";
import { findAreas, isTable } from "./find-areas.ts";
import { type Area, type Block, type Grid, nameArea, parseArea } from "./grid.ts";
import { joinHead } from "./join-head.ts";
import { joinSections } from "./join-sections.ts";
import type { SheetLayout } from "./read-cells.ts";

/** A cell by its place, 0-based. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A sheet whose cells have been read. */
export interface ReadSheet extends SheetLayout {
  readonly name: string;
  readonly grid: Grid;
  /** Formulas that were stored without their value; those beside the table are skipped with it. */
  readonly uncalculated: readonly (Place & { readonly formula: string })[];
  /** Values that the first reader changed. */
  readonly changed: readonly Place[];
  /** Merged cells whose value was copied to each of their rows. */
  readonly filled: readonly Area[];
  readonly warnings: readonly Warning[];
}

/** @returns index of the first row after `row`, in a list in ascending order */
export function firstAfter(rows: readonly number[], row: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! <= row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The only table that has the row, from there. */
export function chooseByHeader({ name, grid }: ReadSheet, line: number): { area: Area; warnings: readonly Warning[] } {
  const areas = joinSections(grid, findAreas(grid));
  const row = line - 1;
  const reached = areas.filter(({ top, bottom }) => row >= top && row < bottom);
  const tables = reached.filter(isTable);
  const [begun, ...others] = tables.length > 0 ? tables : reached;
  if (begun === undefined || others.length > 0)
    throw new BroadsheetError("invalid-dataset", {
      code: begun === undefined ? "no-such-header" : "unclear-range",
      message: `The sheet "${name}" has ${begun === undefined ? "no table" : "several tables"} in row ${line}`,
      where: { pointer: "/read/header", name, row: line },
      seen: begun === undefined ? line : [begun, ...others].slice(0, 10).map(nameArea),
      allowed: areas.slice(0, 10).map(nameArea),
      ...(begun !== undefined && { hint: "Name the range of the one you mean when you send the workbook (`range`)" }),
    });
  const { filled: _filled, ...area } = begun;
  return { area: { ...area, top: row }, warnings: [] };
}

/** The one area of a sheet that is a table. @throws BroadsheetError if none is, or several are */
export function chooseArea(
  { name, grid, merges }: ReadSheet,
  { range }: DatasetReading,
): { area: Area; warnings: readonly Warning[] } {
  const found = findAreas(grid);
  const joined = joinSections(grid, found);
  const areas = joined === found && range === undefined ? joinHead(grid, found, merges) : joined;
  const [largest] = areas;
  if (range !== undefined) return { area: areaOf(range, name, areas), warnings: [] };
  if (largest === undefined)
    throw new BroadsheetError("invalid-dataset", {
      code: "empty-dataset",
      message: `The sheet "${name}" is empty`,
      seen: name,
    });
  const rivals = areas.slice(1).filter(isTable);
  if (rivals.length > 0) {
    throw new BroadsheetError("invalid-dataset", {
      code: "unclear-range",
      message: `The sheet "${name}" has ${rivals.length + 1} tables`,
      where: { name },
      seen: [largest, ...rivals].slice(0, 10).map(nameArea),
      hint: "Name the range of the one you mean when you send the workbook (`range`)",
    });
  }
  const { filled: _filled, ...area } = largest;
  const notes = areas.slice(1).map((note) => nameArea(note));
  const warnings: Warning[] = [];
  if (area.begins !== undefined)
    warnings.push({
      code: "dataset-warning",
      message: `The names of the columns in row ${area.top + 1} were read for the rows from ${area.begins + 1} on, which empty rows divide from them`,
      where: { name },
    });
  if (notes.length > 0)
    warnings.push({
      code: "dataset-warning",
      message: `Cells beside the table ${nameArea(area)} were skipped: ${notes.slice(0, 10).join(", ")}`,
      where: { name },
      seen: notes.slice(0, 10),
    });
  return { area, warnings };
}

/** The area that a range names. @throws BroadsheetError `invalid-range` */
function areaOf(range: string, name: string, areas: readonly Block[]): Area {
  const said = parseArea(range);
  if (said === undefined)
    throw new BroadsheetError("invalid-dataset", {
      code: "invalid-range",
      message: `"${range}" is not a range of cells`,
      seen: range,
      allowed: "B3:F90, or B3 for the table that begins there",
    });
  const begun = areas.find(
    (area) => said.top >= area.top && said.top <= area.bottom && said.left >= area.left && said.left <= area.right,
  );
  if (begun === undefined)
    throw new BroadsheetError("invalid-dataset", {
      code: "invalid-range",
      message: `The range ${range} of the sheet "${name}" begins with an empty cell`,
      seen: range,
      allowed: areas.slice(0, 10).map(nameArea),
    });
  return said.bottom === Infinity ? { ...begun, top: said.top, left: said.left } : said;
}
