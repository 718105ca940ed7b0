import type { CellObject } from "@e965/xlsx";
import { BroadsheetError } from "../../../errors.ts";
import type { Area } from "./grid.ts";
import { parseArea, parseCell } from "./grid.ts";
import { readRichText, unescapeText, type Workbook } from "./open-workbook.ts";
import { XmlScanner } from "./xml-scanner.ts";

/** Largest sheet of Excel. */
const [mostRows, mostColumns] = [1_048_576, 16_384];

/** Takes one cell of a sheet, 0-based; `raw` is its value as stored. */
export type TakeCell = (row: number, column: number, cell: CellObject, raw: string) => void;

/**
 * Reads the cells of a sheet in their order, one at a time, and its merged cells. Whatever else a sheet holds (links,
 * widths of columns, notes, …) is passed over.
 *
 * @param path of the sheet in the archive
 * @param formatOf code of a built-in number format
 * @returns the areas of merged cells
 * @throws BroadsheetError `invalid-dataset`, `damaged-part`; whatever `take` throws
 */
export function readCells(
  { read, strings, formats }: Workbook,
  path: string,
  formatOf: (id: number) => string | undefined,
  take: TakeCell,
): Area[] {
  const body = read(path);
  if (body === undefined) throw damaged(path, "it is missing");
  const scanner = new XmlScanner(body, path);
  const merges: Area[] = [];
  let [row, column] = [-1, -1];
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    if (token !== "open") continue;
    if (scanner.is("row")) {
      const stated = scanner.attribute("r");
      row = stated === undefined ? row + 1 : Number(stated) - 1;
      column = -1;
    } else if (scanner.is("c")) {
      const stated = scanner.attribute("r");
      const place = stated === undefined ? { row, column: column + 1 } : parseCell(stated);
      if (place === undefined) throw damaged(path, `"${stated}" is no cell`);
      ({ row, column } = place);
      if (!(row >= 0 && row < mostRows && column < mostColumns))
        throw damaged(path, `a cell is in row ${row + 1}, column ${column + 1}, outside any sheet`);
      const format = formats[Number(scanner.attribute("s") ?? 0)] ?? 0;
      const { cell, raw } = readCell(scanner, strings, path);
      const code = typeof format === "number" ? formatOf(format) : format;
      if (code !== undefined) cell.z = code;
      take(row, column, cell, raw);
    } else if (scanner.is("mergeCell")) {
      const area = parseArea(scanner.attribute("ref") ?? "");
      if (area !== undefined && area.bottom !== Infinity) merges.push(area);
    } else if (!scanner.is("sheetData") && !scanner.is("worksheet") && !scanner.is("mergeCells")) scanner.skip();
  }
  return merges;
}

/** Reads the cell that was just opened. */
function readCell(scanner: XmlScanner, strings: readonly string[], path: string): { cell: CellObject; raw: string } {
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
  return { cell, raw: value ?? "" };
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
