import { BroadsheetError, type Warning } from "../../../errors.ts";
import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";
import type { DatasetReading } from "../../template/dataset-reading.ts";
import type { Misfit } from "../dataset.ts";
import type { MendedRuleName } from "../mended-rules.ts";
import { cellValue } from "./cell-values.ts";
import { checkArchive } from "./check-archive.ts";
import { checkMerges } from "./check-merges.ts";
import { findAreas, isTable } from "./find-areas.ts";
import { type Area, type Grid, type GridCell, nameArea, nameCell } from "./grid.ts";
import { mergeHeader } from "./merge-header.ts";
import { openWorkbook, type Workbook } from "./open-workbook.ts";
import { readCells, type TakeCell } from "./read-cells.ts";
import { type Place, type ReadSheet, chooseArea, chooseByHeader, firstAfter } from "./choose-area.ts";

/** A workbook's table, as rows of cells. */
export interface SheetTable {
  readonly sheet: string;
  /** The area of the rows, including the header if it is a single row. */
  readonly area: Area;
  /** Column names, if built from merged cells. */
  readonly names?: readonly string[];
  readonly grid: Grid;
  readonly warnings: readonly Warning[];
  readonly mended: readonly MendedRuleName[];
}

/**
 * Reads the table of an Excel workbook (xlsx): the named sheet and range, or else the largest block of cells of the
 * only sheet that has a table.
 *
 * @param line the row that names the columns, from 1, if there is no range: what stands above is left out
 * @throws BroadsheetError `invalid-dataset`: what `checkArchive` and `openWorkbook` throw, `unknown-sheet`,
 *   `unclear-sheet`, `unclear-range`, `invalid-range`, `uncalculated-formula`, `overlapping-merges`; `limit-exceeded`
 */
export async function readSheet(
  body: Uint8Array,
  reading: DatasetReading,
  limits: DatasetLimits,
  line?: number,
): Promise<SheetTable> {
  const workbook = openWorkbook(checkArchive(body));
  const { SSF } = await import("@e965/xlsx");
  const builtIn = SSF.get_table() as Readonly<Record<number, string | undefined>>;
  let cells = 0;
  const count = (): void => {
    cells++;
    // Each call of the check would cost more than the count.
    if (cells > limits.sheetCells) checkDatasetLimit("sheetCells", cells, limits);
  };
  const chosen = chooseSheet(workbook, reading, (sheet) =>
    readGrid(sheet, workbook, { ssf: SSF, formatOf: (id) => builtIn[id], count }),
  );
  const { area, warnings } = line === undefined ? chooseArea(chosen, reading) : chooseByHeader(chosen, line);
  checkDatasetLimit("columns", area.right - area.left + 1, limits);
  checkDatasetLimit("rows", area.bottom - area.top, limits);
  checkDatasetLimit("sheetCells", (area.bottom - area.top + 1) * (area.right - area.left + 1), limits);
  const isInside = ({ row, column }: Place): boolean =>
    row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;
  refuseUncalculated(chosen.name, chosen.uncalculated.filter(isInside));
  const hidden = tellHidden(chosen, area);
  const header = mergeHeader(chosen.grid, area, chosen.merges) ?? aloneHeader(chosen.grid, area);
  const [label] = chosen.filled.filter(
    ({ top, left }) => top > area.top && top <= area.bottom && left >= area.left && left <= area.right,
  );
  const told: Warning[] =
    label === undefined
      ? []
      : [
          {
            code: "dataset-warning",
            message: `The value of cells merged over several rows was copied to each row; the first are ${nameArea(label)}`,
            where: { name: chosen.name },
          },
        ];
  return {
    sheet: chosen.name,
    area: header === undefined ? area : { ...area, top: area.begins ?? area.top + header.rows },
    ...(header !== undefined && { names: header.names }),
    grid: chosen.grid,
    warnings: [...chosen.warnings, ...warnings, ...told, ...hidden],
    mended: [
      ...(chosen.changed.some(isInside) || chosen.uncalculated.length > 0 ? ["workbook-values" as const] : []),
      ...(hidden.length > 0 ? ["hidden-cells" as const] : []),
    ],
  };
}

/** The names of a header of one row that stands apart from its table. */
function aloneHeader(grid: Grid, { top, left, right, begins }: Area): ReturnType<typeof mergeHeader> {
  if (begins === undefined) return undefined;
  const cells = grid.get(top)!;
  return { rows: 1, names: Array.from({ length: right - left + 1 }, (_, at) => cells.get(left + at)!.text.trim()) };
}

function chooseSheet(
  { sheets: all }: Workbook,
  { sheet: said }: DatasetReading,
  read: (sheet: Workbook["sheets"][number]) => ReadSheet,
): ReadSheet {
  const names = all.map(({ name }) => name);
  if (said !== undefined) {
    const named = all.find(({ name }) => name === said);
    if (named === undefined) throw refuse("unknown-sheet", `The workbook has no sheet "${said}"`, said, names);
    return read(named);
  }
  const visible = all.filter(({ hidden }) => !hidden);
  const sheets = visible.map(read).filter(({ grid }) => grid.size > 0);
  const tables = sheets.filter(({ grid }) => findAreas(grid).some(isTable));
  const main = withoutKeys(tables);
  if (main !== undefined) return main;
  const [only, ...others] = tables.length > 0 ? tables : sheets;
  if (only === undefined) throw refuse("empty-dataset", "The workbook has no visible sheet with a cell", names, names);
  if (others.length > 0)
    throw refuse(
      "unclear-sheet",
      `The workbook has ${others.length + 1} sheets with tables`,
      [only, ...others].map(({ name }) => name),
      visible.map(({ name }) => name),
    );
  return only;
}

/** Most columns and rows of a sheet that explains what another one means by its numbers and codes. */
const [keyColumns, keyRows] = [2, 20];

/** Rows of the longest table of a sheet, without its heading. */
const longest = ({ grid }: ReadSheet): number =>
  Math.max(
    ...findAreas(grid)
      .filter(isTable)
      .map(({ top, bottom }) => bottom - top),
  );

const isKey = ({ grid }: ReadSheet): boolean =>
  findAreas(grid)
    .filter(isTable)
    .every(({ top, bottom, left, right }) => right - left < keyColumns && bottom - top <= keyRows);

/** The only sheet with a table beside keys, lists of two columns; undefined if there is another one, or no key. */
function withoutKeys(tables: readonly ReadSheet[]): ReadSheet | undefined {
  const keys = tables.filter(isKey);
  const [main, ...others] = tables.filter((sheet) => !keys.includes(sheet));
  if (main === undefined || others.length > 0 || keys.length === 0) return undefined;
  if (keys.some((key) => longest(key) >= longest(main))) return undefined;
  const told = keys.map(({ name }): Warning => ({
    code: "dataset-warning",
    message: `The sheet "${name}" was left out: it is a list of two columns beside the table of "${main.name}"`,
    where: { name },
  }));
  return { ...main, warnings: [...main.warnings, ...told] };
}

function refuse(code: string, message: string, seen: unknown, allowed: readonly string[]): BroadsheetError {
  return new BroadsheetError("invalid-dataset", {
    code,
    message,
    seen,
    allowed,
    hint: "Name the sheet when you send the workbook (`sheet`)",
  });
}

/** What reading the cells of a sheet needs. */
interface CellReading {
  readonly ssf: Parameters<typeof cellValue>[1];
  readonly formatOf: (id: number) => string | undefined;
  /** Counts a cell that is kept. */
  readonly count: () => void;
}

function readGrid(
  { name, path }: Workbook["sheets"][number],
  workbook: Workbook,
  { ssf, formatOf, count }: CellReading,
): ReadSheet {
  const grid = new Map<number, Map<number, GridCell>>();
  const errors: string[] = [];
  const uncalculated: (Place & { formula: string })[] = [];
  const changed: Place[] = [];
  let faulty = 0;
  const take: TakeCell = (row, column, cell, { raw, changed: misread }) => {
    const value = cellValue(cell, ssf, workbook.date1904);
    if (value === undefined) return;
    count();
    if (value === "error") {
      faulty++;
      if (errors.length < 10) errors.push(nameCell(row, column));
      return;
    }
    let cells = grid.get(row);
    if (cells === undefined) grid.set(row, (cells = new Map()));
    if (value === "uncalculated") {
      uncalculated.push({ row, column, formula: `=${cell.f}`.slice(0, 80) });
      // It is no gap of the table.
      cells.set(column, { text: "", kind: "string" });
      return;
    }
    const kept = value.kind === "number" ? inFull(value, raw) : value;
    // The first reader took a date in ISO 8601 for a number unless its format was one of dates.
    const isNumber = cell.t === "d" && !ssf.is_date(String(cell.z ?? ""));
    if (misread || isNumber || kept.text !== value.text) changed.push({ row, column });
    cells.set(column, kept);
  };
  const layout = readCells(workbook, path, formatOf, take);
  checkMerges(layout.merges, name);
  const filled = fillMerged(grid, layout.merges, count);
  const warnings: Warning[] = [];
  if (faulty > 0)
    warnings.push({
      code: "dataset-warning",
      message: `${faulty} ${faulty === 1 ? "cell holds an error" : "cells hold errors"} in place of a value and ${faulty === 1 ? "is" : "are"} empty in the table, the first is ${errors[0]}`,
      where: { name },
      seen: errors,
    });
  return { ...layout, name, grid, filled, uncalculated, changed, warnings };
}

/** @throws BroadsheetError `invalid-dataset`, `uncalculated-formula`, if there are such formulas in the table */
function refuseUncalculated(name: string, found: ReadSheet["uncalculated"]): void {
  const [first] = found;
  if (first === undefined) return;
  const place = nameCell(first.row, first.column);
  throw new BroadsheetError("invalid-dataset", {
    code: "uncalculated-formula",
    message:
      found.length === 1
        ? `The formula in ${place} of the sheet "${name}" was stored without its value`
        : `${found.length} formulas of the sheet "${name}" were stored without their values, the first is in ${place}`,
    where: { name },
    seen: first.formula,
    hint: "Open the workbook in a spreadsheet program and save it, or have the program that wrote it write values: most libraries store formulas without calculating them",
  });
}

/** Warns of rows and columns of the table that a reader of the sheet does not see. */
function tellHidden(
  { name, hiddenRows, hiddenColumns, filtered }: ReadSheet,
  { top, left, bottom, right }: Area,
): Warning[] {
  const rows = hiddenRows.filter((row) => row >= top && row <= bottom);
  const columns = hiddenColumns.flatMap(({ first, last }) => {
    const [from, to] = [Math.max(first, left), Math.min(last, right)];
    return from > to ? [] : Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
  const warnings: Warning[] = [];
  const tell = (count: number, what: string, first: string, why: string): void =>
    void warnings.push({
      code: "dataset-warning",
      message: `${count} ${what}${count === 1 ? " is" : "s are"} hidden${why} and ${count === 1 ? "was" : "were"} read like the others; the first is ${first}`,
      where: { name },
      seen: first,
      hint: "delete what does not belong to the table",
    });
  if (rows.length > 0) tell(rows.length, "row", `row ${rows[0]! + 1}`, filtered ? " by a filter" : "");
  if (columns.length > 0) tell(columns.length, "column", `column ${nameCell(0, columns[0]!).slice(0, -1)}`, "");
  return warnings;
}

/** A whole number beyond 2^53 keeps the digits that are stored. */
function inFull(cell: GridCell, raw: string): GridCell {
  const written = raw.trim();
  return /^-?\d{16,}$/.test(written) && !Number.isSafeInteger(Number(written)) ? { ...cell, text: written } : cell;
}

/** Copies the value of a cell merged downwards to each of its rows. */
function fillMerged(grid: Map<number, Map<number, GridCell>>, merges: readonly Area[], count: () => void): Area[] {
  const filled: Area[] = [];
  const down = merges.filter(
    ({ top, left, bottom, right }) => left === right && bottom > top && grid.get(top)?.has(left) === true,
  );
  if (down.length === 0) return filled;
  const rows = [...grid.keys()].toSorted((a, b) => a - b);
  for (const area of down) {
    const value = grid.get(area.top)!.get(area.left)!;
    const from = firstAfter(rows, area.top);
    for (let at = from; at < rows.length && rows[at]! <= area.bottom; at++) {
      count();
      grid.get(rows[at]!)!.set(area.left, value);
    }
    if (rows[from] !== undefined && rows[from] <= area.bottom) filled.push(area);
  }
  return filled;
}

/** The kinds of value in a column, each with its first value and data row, counted from 1; and how many are strings. */
export function kindsOf(
  { grid }: SheetTable,
  column: number,
  from: number,
  to: number,
): { readonly kinds: ReadonlyMap<GridCell["kind"], Misfit>; readonly strings: number } {
  const kinds = new Map<GridCell["kind"], Misfit>();
  let strings = 0;
  for (let row = from; row <= to; row++) {
    const cell = grid.get(row)?.get(column);
    if (cell === undefined) continue;
    if (cell.kind === "string") strings++;
    if (!kinds.has(cell.kind)) kinds.set(cell.kind, { row: row - from + 1, value: cell.text.slice(0, 80) });
  }
  return { kinds, strings };
}
