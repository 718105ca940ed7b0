import type { Captioned, Inline } from "../../document/document.ts";
import { printedLabel } from "../../layout/printed-label.ts";
import { lengthOf } from "../length-of.ts";
import type { Sheet, SheetLink } from "./workbook-sheet.ts";
import type { StyleName } from "./sheet-styles.ts";
import { onlyAddress, settled, sheetWords } from "./sheet-words.ts";
import { lookOf, addText, type WorkbookContext } from "./workbook-context.ts";

/** Columns over which a text reaches, and how many characters they hold. */
export interface Across {
  readonly columns: number;
  readonly characters: number;
}

/** Height of a line of the usual size, points. */
const lineHeight = 15;

/** The rows above a figure or table: its number, the title that makes the claim, and the deck. */
export function addCaption(
  context: WorkbookContext,
  sheet: Sheet,
  column: number,
  block: Captioned,
  word: string,
  across?: Across,
): void {
  const label = printedLabel(context, block, word);
  addLine(context, sheet, column, "Caption number", settled(label), undefined, across);
  addInlines(context, sheet, column, "Caption title", block.title, "", across);
  addInlines(context, sheet, column, "Caption deck", block.deck, "", across);
}

/** The rows below a figure or table: source and note. */
export function addSources(
  context: WorkbookContext,
  sheet: Sheet,
  column: number,
  { source, note }: Captioned,
  across?: Across,
): void {
  const { words } = context.locale;
  addInlines(context, sheet, column, "Report source", source, `${words.source}${words.colon}`, across);
  addInlines(context, sheet, column, "Report source", note, `${words.note}${words.colon}`, across);
}

/** A row of inline content behind a word of ours; nothing without content. */
export function addInlines(
  context: WorkbookContext,
  sheet: Sheet,
  column: number,
  style: StyleName,
  inlines: readonly Inline[],
  lead = "",
  across?: Across,
): void {
  if (inlines.length === 0) return;
  const url = onlyAddress(inlines);
  const words = settled(`${lead}${sheetWords(context, inlines)}`);
  addLine(context, sheet, column, style, words, url === undefined ? undefined : { url }, across);
}

/**
 * A row of words over several columns. Spreadsheets fit a row's height to its words, but not if they reach over
 * columns: then it is estimated.
 */
function addLine(
  context: WorkbookContext,
  sheet: Sheet,
  column: number,
  style: StyleName,
  words: string,
  link: SheetLink | undefined,
  across: Across | undefined,
): void {
  const first = sheet.rows.length;
  addText(sheet, column, words, lookOf(context, style), link);
  if (across === undefined || across.columns < 2) return;
  for (let row = first; row < sheet.rows.length; row++) {
    const { cells } = sheet.rows[row]!;
    const [cell] = cells;
    const length = cell !== undefined && "text" in cell.value ? lengthOf(cell.value.text) : 0;
    const lines = Math.max(1, Math.ceil((length * 1.15) / across.characters));
    const size = style === "Caption title" ? 1.25 : 1;
    sheet.rows[row] = { cells, height: Math.min(409, Math.round(lines * lineHeight * size)) };
    sheet.merges.push({ top: row, left: column, bottom: row, right: column + across.columns - 1 });
  }
}
