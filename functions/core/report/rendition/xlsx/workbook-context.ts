import { BroadsheetError } from "../../../errors.ts";
import type { Chart } from "../../chart/chart.ts";
import type { Document } from "../../document/document.ts";
import type { Layout } from "../../layout/page.ts";
import { readsFromRight } from "../../layout/text/reads-from-right.ts";
import type { Locale } from "../../locale/locale.ts";
import type { Theme } from "../../template/theme.ts";
import type { DrawnPicture } from "../ooxml/drawn-picture.ts";
import type { OfficeChart } from "../ooxml/office-chart.ts";
import { type PageFacts, pageFacts } from "../page-facts.ts";
import {
  type CellValue,
  openSheet,
  type Sheet,
  type SheetCell,
  type SheetLink,
  type SheetRow,
} from "./workbook-sheet.ts";
import { SheetNames } from "./sheet-names.ts";
import { type CellLook, SheetStyles, type StyleName } from "./sheet-styles.ts";

/** What a workbook is made from. */
export interface WorkbookParts {
  readonly document: Document;
  readonly locale: Locale;
  readonly theme: Theme;
  /** As in `LaidOutReport`. */
  readonly charts: ReadonlyMap<string, Chart>;
  readonly layout: Pick<Layout, "pages" | "numbering">;
  /** Id of a figure or picture → it as it is shown. */
  readonly pictures: ReadonlyMap<string, DrawnPicture>;
  /** Id of a figure → its chart, if spreadsheets draw it. @default none */
  readonly native?: ReadonlyMap<string, OfficeChart>;
}

/** The same with what is noted while the workbook is written. */
export interface WorkbookContext extends WorkbookParts, PageFacts {
  readonly rightToLeft: boolean;
  readonly styles: SheetStyles;
  readonly names: SheetNames;
  /** All sheets in their order; the first has the report's text. */
  readonly sheets: Sheet[];
  /** Id of a block → where it begins. */
  readonly places: Map<string, { readonly sheet: string; readonly row: number }>;
}

export function openWorkbook(parts: WorkbookParts): WorkbookContext {
  const { theme, locale } = parts;
  return {
    ...parts,
    ...pageFacts(parts.document, parts.layout),
    rightToLeft: readsFromRight(locale),
    styles: new SheetStyles(theme),
    names: new SheetNames(),
    sheets: [],
    places: new Map(),
  };
}

/** Adds a sheet. @param grid whether the lines between its cells are shown */
export function addSheet(context: WorkbookContext, wanted: string, grid: boolean): Sheet {
  const sheet = openSheet(context.names.take(wanted), grid);
  context.sheets.push(sheet);
  return sheet;
}

/** Most characters of a cell (Excel's limit is 32,767); what is longer goes on in the cell below. */
const mostCharacters = 32_000;

/** Most lines of a cell (Excel's limit is 253 line feeds). */
const mostLines = 250;

/** A row of one text; a long one goes on in rows below. Nothing is added for an empty one. */
export function addText(
  sheet: Sheet,
  column: number,
  words: string,
  look: CellLook,
  link?: SheetLink,
  beside: readonly SheetCell[] = [],
): void {
  if (words === "" && beside.length === 0) return;
  const [first = "", ...others] = pieces(words);
  const cell = (text: string): SheetCell => ({
    column,
    value: { text },
    look,
    ...(link !== undefined && { link }),
  });
  addRow(sheet, { cells: [...beside, ...(first === "" ? [] : [cell(first)])] });
  for (const text of others) addRow(sheet, { cells: [{ ...cell(text), look: { ...look, style: "Continued" } }] });
}

/** The most characters that a cell can hold. */
const longestText = 32_767;

/**
 * Words as the value of one cell, which cannot go on in another.
 *
 * @param place whose cell it is
 * @throws BroadsheetError `limit-exceeded` for words that no cell can hold
 */
export function cellValue(words: string, place: "a table" | "the data of a figure"): CellValue {
  if (words.length > longestText)
    throw new BroadsheetError("limit-exceeded", {
      code: "cell-too-long",
      message: `a cell of ${place} has more characters than a cell of a workbook can hold`,
      seen: `${words.length} characters: ${words.slice(0, 60)}…`,
      allowed: `at most ${longestText} characters`,
    });
  return words === "" ? { empty: true } : { text: words };
}

export function addRow(sheet: Sheet, row: SheetRow): void {
  sheet.rows.push(row);
}

/** The look of a text. */
export function lookOf({ rightToLeft }: WorkbookContext, style: StyleName, more: Partial<CellLook> = {}): CellLook {
  return { style, ...(rightToLeft && { rightToLeft }), ...more };
}

function pieces(words: string): string[] {
  const parts: string[] = [];
  let rest = words;
  for (let end = pieceEnd(rest); end < rest.length; end = pieceEnd(rest)) {
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...parts, rest];
}

/** Where the text of the first cell ends: not in the middle of a character. */
function pieceEnd(words: string): number {
  const lines = words.slice(0, mostCharacters).split("\n", mostLines);
  const end = lines.length < mostLines ? mostCharacters : lines.join("\n").length + 1;
  return /[\ud800-\udbff]/.test(words[end - 1] ?? "") ? end - 1 : end;
}
