import type { Figure } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { printedLabel } from "../../layout/printed-label.ts";
import { lengthOf } from "../length-of.ts";
import { addDrawing } from "./add-drawing.ts";
import { dateNumber } from "../ooxml/date-number.ts";
import { plainNumber } from "../ooxml/number-format.ts";
import type { CellValue, Sheet } from "./workbook-sheet.ts";
import type { CellLook } from "./sheet-styles.ts";
import { settled } from "./sheet-words.ts";
import { addRow, addSheet, addText, cellValue, lookOf, type WorkbookContext } from "./workbook-context.ts";
import { addCaption, addSources } from "./write-caption-rows.ts";

/** Columns over which captions reach, and their usual width, characters. */
const [captionColumns, usualWidth, mostWidth] = [8, 12, 40];

type Cell = string | number | boolean | null;

/** A figure's sheet: caption, chart, source and note, and the data that it draws, where they may be attached. */
export function writeFigureSheet(context: WorkbookContext, figure: Figure): Sheet {
  const { charts, locale } = context;
  const { words } = locale;
  const chart = charts.get(figure.id);
  if (chart === undefined) throw new TypeError(`the figure "${figure.id}" was never drawn`);
  const label = printedLabel(context, figure, words.figure);
  const sheet = addSheet(context, label || words.figure, false);
  const { data } = chart;
  context.places.set(figure.id, { sheet: sheet.name, row: 0 });
  const shown = data === undefined || data.rows.length === 0 ? undefined : data;
  const columns = Math.max(captionColumns, shown?.columns.length ?? 0);
  for (let column = 0; column < columns; column++) sheet.widths.push(widthOf(shown, column));
  const across = { columns, characters: sheet.widths.reduce((sum, width) => sum + width, 0) };
  addCaption(context, sheet, 0, figure, words.figure, across);
  addDrawing(context, sheet, 0, figure.id);
  addSources(context, sheet, 0, figure, across);
  sheet.landscape = true;
  if (shown === undefined) return sheet;
  addText(
    sheet,
    0,
    settled(`${words.data}${words.colon}${label || plainText(figure.title) || chart.name}`),
    lookOf(context, "Data title"),
  );
  addRow(sheet, {
    cells: shown.columns.map((text, column) => ({
      column,
      value: { text: settled(text) },
      look: lookOf(context, "Data heading", headsNumbers(shown.rows, column) ? { align: "right" } : {}),
    })),
  });
  for (const row of shown.rows)
    addRow(sheet, { cells: row.map((cell, column) => ({ column, ...dataCell(context, cell) })) });
  return sheet;
}

/** Whether a column's values stand at its right side. */
function headsNumbers(rows: readonly (readonly Cell[])[], column: number): boolean {
  return rows.every((row) => typeof row[column] === "number" || (row[column] ?? null) === null);
}

/** A value of the data: numbers and days as such, whatever else as it is written. */
function dataCell(context: WorkbookContext, cell: Cell): { readonly value: CellValue; readonly look: CellLook } {
  const written = cell === null ? "" : settled(String(cell));
  const plain = lookOf(context, "Data cell");
  if (written === "") return { value: { empty: true }, look: plain };
  const number = typeof cell === "number" ? plainNumber(written) : undefined;
  if (number !== undefined && context.styles.takes(number.format))
    return { value: { number: number.value }, look: { ...plain, format: number.format } };
  const day = typeof cell === "string" ? dateNumber(written) : undefined;
  if (day !== undefined) return { value: { number: day }, look: { ...plain, format: "yyyy\\-mm\\-dd", align: "left" } };
  return { value: cellValue(written, "the data of a figure"), look: plain };
}

function widthOf(
  data: { readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] } | undefined,
  column: number,
): number {
  if (data === undefined) return usualWidth;
  const heading = lengthOf(data.columns[column] ?? "");
  const longest = data.rows.reduce((most, row) => Math.max(most, lengthOf(String(row[column] ?? ""))), heading);
  return Math.min(mostWidth, Math.max(usualWidth, longest + 2));
}
