import type { DataTable, TableCell, TableRow, TableRowKind } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { heatColor } from "../../layout/table/heat-color.ts";
import { toneColor } from "../../layout/tone-color.ts";
import { noteMark } from "../../layout/table/table-notes.ts";
import { printedLabel } from "../../layout/printed-label.ts";
import { lengthOf } from "../length-of.ts";
import { placeCells } from "../place-cells.ts";
import { findTotals, type SummedRow } from "./find-totals.ts";
import { sheetNumber, type SheetNumber } from "../ooxml/number-format.ts";
import type { Sheet, SheetCell } from "./workbook-sheet.ts";
import type { CellLook, StyleName } from "./sheet-styles.ts";
import { onlyAddress, printedWords, settled, sheetWords } from "./sheet-words.ts";
import { addSheet, cellValue, lookOf, type WorkbookContext } from "./workbook-context.ts";
import { type Across, addCaption, addInlines, addSources } from "./write-caption-rows.ts";

/** Bounds of a column's width, characters. */
const [leastWidth, mostWidth, mostTextWidth] = [9, 24, 48];
/** Columns over which captions reach at least, and their usual width. */
const [captionColumns, usualWidth] = [6, 10];
/** Beyond this many characters, a table is printed across the paper. */
const portrait = 95;
/** Deepest indentation. */
const deepest = 6;
/** Headings below more than this stay where they are, points: on a small screen, no row would be in view. */
const mostFrozen = 240;
const rowStyles: Readonly<Record<TableRowKind, StyleName>> = {
  body: "Cell",
  group: "Group row",
  subtotal: "Subtotal row",
  total: "Total row",
  muted: "Muted row",
  highlight: "Highlighted row",
};

interface ReadCell {
  readonly cell: TableCell;
  readonly column: number;
  readonly words: string;
  readonly number: SheetNumber | undefined;
}

/**
 * A table's sheet: caption, headings that stay in view, rows with numbers as numbers and sums as formulas, notes and
 * source.
 */
export function writeTableSheet(context: WorkbookContext, table: DataTable): Sheet {
  const { words } = context.locale;
  const sheet = addSheet(context, printedLabel(context, table, words.table) || words.table, true);
  context.places.set(table.id, { sheet: sheet.name, row: 0 });
  const head = (table.head ?? [table.columns.map(({ label: children }) => ({ children }))]).filter((cells) =>
    cells.some(({ children }) => plainText(children) !== ""),
  );
  const body = readRows(context, table);
  sheet.widths.push(...widthsOf(context, table, head, body));
  const across: Across = {
    columns: sheet.widths.length,
    characters: sheet.widths.reduce((sum, width) => sum + width, 0),
  };
  addCaption(context, sheet, 0, table, words.table, across);
  const top = sheet.rows.length;
  for (const [index, columns] of placeCells(head).entries())
    addCells(
      sheet,
      head[index]!.map((cell, at) => headingCell(context, table, cell, columns[at]!)),
      head[index]!,
    );
  const first = sheet.rows.length;
  if (first > top) sheet.titles = [top, first - 1];
  if (heightOf(sheet) <= mostFrozen)
    sheet.frozen = { rows: first, columns: body.some(([cell]) => cell?.cell.header === true) ? 1 : 0 };
  const totals = findTotals(
    table.rows.map((row, index) => summed(row, body[index]!)),
    first + 1,
  );
  for (const [index, row] of table.rows.entries())
    addCells(
      sheet,
      body[index]!.map((read) => bodyCell(context, table, row, read, totals.get(index)?.get(read.column))),
      row.cells,
    );
  for (const [index, note] of (table.notes ?? []).entries())
    addInlines(context, sheet, 0, "Report source", note, `[${noteMark(index)}] `, across);
  addSources(context, sheet, 0, table, across);
  sheet.landscape = across.characters > portrait;
  return sheet;
}

/** The height of the rows so far, points. */
function heightOf({ rows }: Sheet): number {
  return rows.reduce((sum, { height = 15 }) => sum + height, 0);
}

/** The cells of all rows with their words, and the numbers in them. */
function readRows(context: WorkbookContext, table: DataTable): ReadCell[][] {
  const places = placeCells(table.rows.map(({ cells }) => cells));
  return table.rows.map(({ cells }, row) =>
    cells.map((cell, at) => {
      const column = places[row]![at]!;
      const words = sheetWords(context, cell.children);
      const { align } = table.columns[column] ?? { align: "left" };
      // What heads a row is its name, though it may be a year.
      const counts = cell.header !== true && (align === "decimal" || align === "right") && isPlain(cell);
      return { cell, column, words, number: counts ? readNumber(context, table, cell) : undefined };
    }),
  );
}

/** The number in a cell, with a format that also shows the mark of its note; undefined if it is to stay a text. */
function readNumber(context: WorkbookContext, table: DataTable, cell: TableCell): SheetNumber | undefined {
  const number = sheetNumber(printedWords(context, cell.children), context.locale);
  if (number === undefined) return undefined;
  const marks = withMarks(table, cell, "");
  const format = marks === "" ? number.format : withUnit(number.format, ` ${marks}`);
  return context.styles.takes(format) ? { ...number, format } : undefined;
}

/** Whether a cell is words and nothing else: no address or number of a note is among them. */
function isPlain({ children }: TableCell): boolean {
  return children.every(({ type }) => type !== "footnote" && type !== "link" && type !== "page-reference");
}

function summed({ kind }: TableRow, cells: readonly ReadCell[]): SummedRow {
  return {
    kind,
    numbers: new Map(cells.flatMap(({ column, number }) => (number === undefined ? [] : [[column, number.value]]))),
    unread: new Set(
      cells.flatMap(({ column, number, words }) => (number === undefined && /\d/.test(words) ? [column] : [])),
    ),
  };
}

/** Adds a row, and joins the cells that reach over others. */
function addCells(sheet: Sheet, cells: readonly SheetCell[], spans: readonly TableCell[]): void {
  const row = sheet.rows.length;
  sheet.rows.push({ cells });
  for (const [index, { colSpan = 1, rowSpan = 1 }] of spans.entries()) {
    if (colSpan === 1 && rowSpan === 1) continue;
    const left = cells[index]!.column;
    sheet.merges.push({ top: row, left, bottom: row + rowSpan - 1, right: left + colSpan - 1 });
  }
}

function headingCell(context: WorkbookContext, table: DataTable, cell: TableCell, column: number): SheetCell {
  const words = withMarks(table, cell, sheetWords(context, cell.children));
  const align = (cell.colSpan ?? 1) > 1 ? "center" : alignOf(table, column);
  return { column, value: cellValue(words, "a table"), look: lookOf(context, "Column heading", { align }) };
}

function bodyCell(
  context: WorkbookContext,
  table: DataTable,
  row: TableRow,
  { cell, column, words, number }: ReadCell,
  formula: string | undefined,
): SheetCell {
  const { heat, tone, change, header } = cell;
  const { theme } = context;
  const toned = tone ?? change?.tone;
  const painted = heat === undefined ? undefined : heatColor(heat, theme);
  const color = painted?.text ?? (toned && toneColor(toned, row.kind, theme));
  const style = header === true && row.kind === "body" ? "Row heading" : rowStyles[row.kind];
  const look: Partial<CellLook> = {
    align: (cell.colSpan ?? 1) > 1 ? "left" : alignOf(table, column),
    ...(color !== undefined && { color }),
    ...(painted !== undefined && { fill: painted.ground }),
    ...(column === 0 && (row.level ?? 0) > 0 && { indent: Math.min(deepest, row.level!) }),
  };
  if (number !== undefined) {
    const value = { number: number.value, ...(formula !== undefined && { formula }) };
    return { column, value, look: lookOf(context, style, { ...look, format: number.format }) };
  }
  const url = onlyAddress(cell.children);
  return {
    column,
    value: cellValue(withMarks(table, cell, words), "a table"),
    look: lookOf(context, style, look),
    ...(url !== undefined && { link: { url } }),
  };
}

/** The words of a cell with the mark of its note, and what a line in it shows. */
function withMarks({ notes }: DataTable, { note, graphic }: TableCell, words: string): string {
  const mark = note === undefined || notes?.[note] === undefined ? "" : `[${noteMark(note)}]`;
  const shown = graphic?.kind === "sparkline" ? graphic.alt : "";
  return settled([words, mark, shown].join(" "));
}

/** A format whose every section ends in a text. */
function withUnit(format: string, unit: string): string {
  const quoted = `"${unit.replaceAll('"', '"\\""')}"`;
  // Sections are separated by semicolons outside quotation marks.
  return format.replaceAll(/((?:"[^"]*"|\\.|[^;"])+)/g, `$1${quoted.replaceAll("$", "$$$$")}`);
}

function alignOf({ columns }: DataTable, column: number): "left" | "right" | "center" {
  const align = columns[column]?.align ?? "left";
  return align === "decimal" ? "right" : align;
}

function widthsOf(
  context: WorkbookContext,
  { columns }: DataTable,
  head: readonly (readonly TableCell[])[],
  body: readonly (readonly ReadCell[])[],
): number[] {
  const widths = columns.map(() => leastWidth);
  const widen = (column: number, words: string, most: number): void => {
    if (column < widths.length) widths[column] = Math.max(widths[column]!, Math.min(most, lengthOf(words) + 2));
  };
  for (const [index, places] of placeCells(head).entries())
    for (const [at, { children, colSpan = 1 }] of head[index]!.entries())
      if (colSpan === 1) widen(places[at]!, sheetWords(context, children), mostWidth);
  for (const row of body)
    for (const { column, cell, words } of row) if ((cell.colSpan ?? 1) === 1) widen(column, words, mostTextWidth);
  while (widths.length < captionColumns) widths.push(usualWidth);
  return widths;
}
