import type { WorkBook, WorkSheet } from "@e965/xlsx";
import { BroadsheetError, type Warning } from "../../../errors.ts";
import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";
import type { DatasetReading } from "../../template/dataset-reading.ts";
import type { Misfit } from "../dataset.ts";
import { cellValue } from "./cell-values.ts";
import { checkArchive } from "./check-archive.ts";
import { findAreas } from "./find-areas.ts";
import { type Area, type Grid, type GridCell, nameArea, nameCell, parseArea } from "./grid.ts";
import { mergeHeader } from "./merge-header.ts";

/** A workbook's table, as rows of cells. */
export interface SheetTable {
  readonly sheet: string;
  /** The area of the rows, including the header if it is a single row. */
  readonly area: Area;
  /** Column names, if built from merged cells. */
  readonly names?: readonly string[];
  readonly grid: Grid;
  readonly warnings: readonly Warning[];
}

interface ReadSheet {
  readonly name: string;
  readonly grid: Grid;
  readonly merges: readonly Area[];
  /** Merged cells whose value was copied to each of their rows. */
  readonly filled: readonly Area[];
  readonly warnings: readonly Warning[];
}

/**
 * Reads the table of an Excel workbook (xlsx): the named sheet and range, or else the largest block of cells of the
 * only sheet that has a table.
 *
 * @throws BroadsheetError `invalid-dataset`: what `checkArchive` throws, `unknown-sheet`, `unclear-sheet`,
 *   `unclear-range`, `invalid-range`, `uncalculated-formula`
 */
export async function readSheet(body: Uint8Array, reading: DatasetReading, limits: DatasetLimits): Promise<SheetTable> {
  checkArchive(body);
  const xlsx = await import("@e965/xlsx");
  let workbook: WorkBook;
  try {
    workbook = xlsx.read(body, {
      type: "array",
      dense: true,
      cellFormula: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellDates: false,
      WTF: true,
      ...(reading.sheet !== undefined && { sheets: reading.sheet }),
    });
  } catch (error) {
    throw new BroadsheetError(
      "invalid-dataset",
      {
        code: "not-xlsx",
        message: "The file is not a readable Excel workbook (xlsx)",
        seen: (error as Error).message.slice(0, 100),
        hint: "Save it again as XLSX, or the sheet as CSV UTF-8",
      },
      { cause: error },
    );
  }
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const chosen = chooseSheet(workbook, reading, (name) => readGrid(name, workbook.Sheets[name]!, xlsx.SSF, date1904));
  const { area, warnings } = chooseArea(chosen, reading);
  checkDatasetLimit("columns", area.right - area.left + 1, limits);
  checkDatasetLimit("rows", area.bottom - area.top, limits);
  const header = mergeHeader(chosen.grid, area, chosen.merges);
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
    area: header === undefined ? area : { ...area, top: area.top + header.rows },
    ...(header !== undefined && { names: header.names }),
    grid: chosen.grid,
    warnings: [...chosen.warnings, ...warnings, ...told],
  };
}

function chooseSheet(
  workbook: WorkBook,
  { sheet: said }: DatasetReading,
  read: (name: string) => ReadSheet,
): ReadSheet {
  const names = workbook.SheetNames;
  if (said !== undefined) {
    if (!names.includes(said) || workbook.Sheets[said] === undefined)
      throw refuse("unknown-sheet", `The workbook has no sheet "${said}"`, said, names);
    return read(said);
  }
  const visible = names.filter(
    (name) =>
      (workbook.Workbook?.Sheets?.find((sheet) => sheet.name === name)?.Hidden ?? 0) === 0 &&
      workbook.Sheets[name] !== undefined,
  );
  const sheets = visible.map(read).filter(({ grid }) => grid.size > 0);
  const tables = sheets.filter(({ grid }) => findAreas(grid).some(isTable));
  const [only, ...others] = tables.length > 0 ? tables : sheets;
  if (only === undefined) throw refuse("empty-dataset", "The workbook has no visible sheet with a cell", names, names);
  if (others.length > 0)
    throw refuse(
      "unclear-sheet",
      `The workbook has ${others.length + 1} sheets with tables`,
      [only, ...others].map(({ name }) => name),
      visible,
    );
  return only;
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

function isTable(area: Area): boolean {
  return area.bottom > area.top && area.right > area.left;
}

function readGrid(name: string, sheet: WorkSheet, ssf: Parameters<typeof cellValue>[1], date1904: boolean): ReadSheet {
  const grid = new Map<number, Map<number, GridCell>>();
  const errors: string[] = [];
  for (const [row, cells] of Object.entries(sheet["!data"] ?? [])) {
    const found = new Map<number, GridCell>();
    for (const [column, cell] of Object.entries(cells ?? [])) {
      const value = cell == null ? undefined : cellValue(cell, ssf, date1904);
      const place = nameCell(Number(row), Number(column));
      if (value === "uncalculated") {
        throw new BroadsheetError("invalid-dataset", {
          code: "uncalculated-formula",
          message: `The formula in ${place} of the sheet "${name}" was stored without its value`,
          where: { name },
          seen: `=${cell.f}`.slice(0, 80),
          hint: "Open the workbook in a spreadsheet program and save it",
        });
      }
      if (value === "error") errors.push(place);
      else if (value !== undefined) found.set(Number(column), value);
    }
    if (found.size > 0) grid.set(Number(row), found);
  }
  const merges = (sheet["!merges"] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }));
  const filled = fillMerged(grid, merges);
  const warnings: Warning[] = [];
  if (errors.length > 0)
    warnings.push({
      code: "dataset-warning",
      message: `${errors.length} ${errors.length === 1 ? "cell holds an error" : "cells hold errors"} in place of a value and ${errors.length === 1 ? "is" : "are"} empty in the table, the first is ${errors[0]}`,
      where: { name },
      seen: errors.slice(0, 10),
    });
  return { name, grid, merges, filled, warnings };
}

/** Copies the value of a cell merged downwards to each of its rows. */
function fillMerged(grid: Map<number, Map<number, GridCell>>, merges: readonly Area[]): Area[] {
  const filled = new Set<Area>();
  const last = Math.max(-1, ...grid.keys());
  for (const area of merges) {
    const value = grid.get(area.top)?.get(area.left);
    if (value === undefined || area.left !== area.right || area.bottom === area.top) continue;
    for (let row = area.top + 1; row <= Math.min(area.bottom, last); row++) {
      const cells = grid.get(row);
      if (cells === undefined) continue;
      cells.set(area.left, value);
      filled.add(area);
    }
  }
  return [...filled];
}

function chooseArea(
  { name, grid }: ReadSheet,
  { range }: DatasetReading,
): { area: Area; warnings: readonly Warning[] } {
  const areas = findAreas(grid);
  const [largest] = areas;
  if (range !== undefined) {
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
    return { area: said.bottom === Infinity ? { ...begun, top: said.top, left: said.left } : said, warnings: [] };
  }
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
  return {
    area,
    warnings:
      notes.length === 0
        ? []
        : [
            {
              code: "dataset-warning",
              message: `Cells beside the table ${nameArea(area)} were skipped: ${notes.slice(0, 10).join(", ")}`,
              where: { name },
              seen: notes.slice(0, 10),
            },
          ],
  };
}

/** The kinds of value in a column, each with its first value and data row, counted from 1. */
export function kindsOf({ grid }: SheetTable, column: number, from: number, to: number): Map<GridCell["kind"], Misfit> {
  const kinds = new Map<GridCell["kind"], Misfit>();
  for (let row = from; row <= to; row++) {
    const cell = grid.get(row)?.get(column);
    if (cell !== undefined && !kinds.has(cell.kind))
      kinds.set(cell.kind, { row: row - from + 1, value: cell.text.slice(0, 80) });
  }
  return kinds;
}
