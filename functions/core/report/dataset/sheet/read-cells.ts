import type { CellObject } from "@e965/xlsx";
import { BroadsheetError } from "../../../errors.ts";
import type { Area } from "./grid.ts";
import { parseArea, parseCell } from "./grid.ts";
import { readRichText, unescapeText, type Workbook } from "./open-workbook.ts";
import { XmlScanner } from "./xml-scanner.ts";

/** Largest sheet of Excel. */
const [mostRows, mostColumns] = [1_048_576, 16_384];

/** A cell's value as stored. */
export interface StoredValue {
  readonly raw: string;
  /**
   * Whether the first reader changed its characters: those beyond the first plane that are written by their number, and
   * all beyond ASCII in the text of a formula.
   */
  readonly changed: boolean;
}

/** Elements whose content is read. */
const containers = ["sheetData", "worksheet", "mergeCells", "cols", "autoFilter"];

/** Takes one cell of a sheet, 0-based. */
export type TakeCell = (row: number, column: number, cell: CellObject, stored: StoredValue) => void;

/** What a sheet holds beside its cells, 0-based and inclusive. */
export interface SheetLayout {
  readonly merges: readonly Area[];
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly { readonly first: number; readonly last: number }[];
  /** Whether rows are filtered. */
  readonly filtered: boolean;
}

/**
 * Reads the cells of a sheet in their order, one at a time, its merged cells and what it hides. Whatever else a sheet
 * holds (links, widths of columns, notes, …) is passed over.
 *
 * @param path of the sheet in the archive
 * @param formatOf code of a built-in number format
 * @throws BroadsheetError `invalid-dataset`, `damaged-part`; whatever `take` throws
 */
export function readCells(
  workbook: Workbook,
  path: string,
  formatOf: (id: number) => string | undefined,
  take: TakeCell,
): SheetLayout {
  const { read, formats } = workbook;
  const body = read(path);
  if (body === undefined) throw damaged(path, "it is missing");
  const scanner = new XmlScanner(body, path);
  const merges: Area[] = [];
  const hiddenRows: number[] = [];
  const hiddenColumns: { first: number; last: number }[] = [];
  const isHidden = (): boolean => ["1", "true"].includes(scanner.attribute("hidden") ?? "");
  let filtered = false;
  let [row, column] = [-1, -1];
  let ended = false;
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    if (token !== "text" && (token === "close" || scanner.empty) && scanner.is("worksheet")) ended = true;
    if (token !== "open") continue;
    if (scanner.is("row")) {
      const stated = scanner.attribute("r");
      row = stated === undefined ? row + 1 : Number(stated) - 1;
      column = -1;
      if (isHidden()) hiddenRows.push(row);
    } else if (scanner.is("c")) {
      const named = scanner.attribute("r");
      const place = named === undefined ? { row, column: column + 1 } : parseCell(named);
      if (place === undefined) throw damaged(path, `"${named}" is no cell`);
      ({ row, column } = place);
      if (!(row >= 0 && row < mostRows && column < mostColumns))
        throw damaged(path, `a cell is in row ${row + 1}, column ${column + 1}, outside any sheet`);
      const format = formats[Number(scanner.attribute("s") ?? 0)] ?? 0;
      const { cell, stored } = readCell(scanner, workbook, path);
      const code = typeof format === "number" ? formatOf(format) : format;
      if (code !== undefined) cell.z = code;
      take(row, column, cell, stored);
    } else if (scanner.is("mergeCell")) {
      const area = parseArea(scanner.attribute("ref") ?? "");
      if (area !== undefined && area.bottom !== Infinity) merges.push(area);
    } else if (scanner.is("col")) {
      if (isHidden())
        hiddenColumns.push({ first: Number(scanner.attribute("min")) - 1, last: Number(scanner.attribute("max")) - 1 });
    } else if (scanner.is("filterColumn")) {
      filtered = true;
      scanner.skip();
    } else if (!containers.some((name) => scanner.is(name))) scanner.skip();
  }
  // A program that was cut short while it wrote would lose rows here.
  if (!ended) throw damaged(path, "it stops before its end");
  return { merges, hiddenRows, hiddenColumns, filtered };
}

/** Reads the cell that was just opened. */
function readCell(
  scanner: XmlScanner,
  { strings, beyondPlane }: Workbook,
  path: string,
): { cell: CellObject; stored: StoredValue } {
  scanner.highest = 0;
  const type = scanner.attribute("t") ?? "n";
  let value: string | undefined;
  let formula: string | undefined;
  if (!scanner.empty) {
    for (;;) {
      const token = scanner.next();
      if (token === undefined || (token === "close" && scanner.is("c"))) break;
      if (token !== "open") continue;
      if (scanner.is("v")) value = readText(scanner);
      else if (scanner.is("f")) formula = readText(scanner).slice(0, 200);
      else if (scanner.is("is")) value = readRichText(scanner);
      else scanner.skip();
    }
  }
  const cell = cellOf(type, value, strings, path);
  if (formula !== undefined) cell.f = formula;
  const changed = type === "s" ? beyondPlane.has(Number(value)) : scanner.highest > (type === "str" ? 0x7f : 0xffff);
  return { cell, stored: { raw: value ?? "", changed } };
}

function readText(scanner: XmlScanner): string {
  if (scanner.empty) return "";
  let text = "";
  for (;;) {
    const token = scanner.next();
    if (token === "text") text += scanner.text();
    else if (token !== "open" || scanner.empty) return text;
    else scanner.skip();
  }
}

/** The cell with its value (ECMA-376, ST_CellType). */
function cellOf(type: string, value: string | undefined, strings: readonly string[], path: string): CellObject {
  if (value === undefined) return { t: "z" };
  switch (type) {
    case "s": {
      const text = strings[Number(value)];
      if (text === undefined) throw damaged(path, `there is no shared text ${value.slice(0, 20)}`);
      return { t: "s", v: text };
    }
    case "str":
      return { t: "s", v: unescapeText(value) };
    case "inlineStr":
      return { t: "s", v: value };
    case "b":
      return { t: "b", v: value.trim() === "1" || value.trim() === "true" };
    case "e":
      return { t: "e", v: 0 };
    case "d":
      return { t: "d", v: value.trim() };
    default: {
      if (value.trim() === "") return { t: "z" };
      const number = Number(value);
      if (!Number.isFinite(number)) throw damaged(path, `"${value.slice(0, 40)}" is no number`);
      return { t: "n", v: number };
    }
  }
}

function damaged(path: string, what: string): BroadsheetError {
  return new BroadsheetError("invalid-dataset", {
    code: "damaged-part",
    message: `The part "${path}" of the workbook cannot be read: ${what}`,
    hint: "Open the workbook in a spreadsheet program and save it again",
  });
}
