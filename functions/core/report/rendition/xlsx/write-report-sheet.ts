import type {
  Block,
  Callout,
  Captioned,
  DefinitionList,
  Footnote,
  Heading,
  Inline,
  KeyFigures,
  List,
  Picture,
  PullQuote,
  TableOfContents,
} from "../../document/document.ts";
import { blocksOf } from "../../document/blocks-of.ts";
import { printedLabel } from "../../layout/printed-label.ts";
import { addDrawing } from "./add-drawing.ts";
import { addCaption, addSources } from "./write-caption-rows.ts";
import { contentsRows } from "./contents-rows.ts";
import type { Sheet, SheetCell, SheetLink } from "./workbook-sheet.ts";
import { sheetNumber } from "../ooxml/number-format.ts";
import { onlyAddress, printedWords, settled, sheetWords } from "./sheet-words.ts";
import type { StyleName } from "./sheet-styles.ts";
import { addSheet, addText, lookOf, type WorkbookContext } from "./workbook-context.ts";
import { writeFigureSheet } from "./write-figure-sheet.ts";
import { writeTableSheet } from "./write-table-sheet.ts";

/** Columns of the report's sheet: marks of lists, and words. */
const [marks, column] = [0, 1];
/** Their widths, characters. */
const widths = [5, 100];
/** Words that only pages can fill in. */
const onPages = /\{(?:page|pages|chapter)\}/;
/** Deepest indentation. */
const deepest = 6;

interface Setting {
  readonly context: WorkbookContext;
  readonly sheet: Sheet;
  /** Style of paragraphs. */
  readonly style: StyleName;
  readonly indent: number;
  /** A list's mark, for the next row. */
  readonly waiting: { mark?: SheetCell | undefined };
}

/** The first sheet: the report's text in its order, with a way to the sheet of each figure and table. */
export function writeReportSheet(context: WorkbookContext): void {
  const { document, locale } = context;
  const sheet = addSheet(context, locale.words.contents, false);
  sheet.widths.push(...widths);
  const setting: Setting = { context, sheet, style: "Report text", indent: 0, waiting: {} };
  for (const words of [document.header.left, document.header.right]) addRunning(setting, words);
  addRunning(setting, document.watermark ?? "");
  if (![...blocksOf(document)].some(({ type }) => type === "heading"))
    addText(sheet, column, settled(document.title), lookOf(context, "Report heading 1"));
  writeBlocks(setting, document.blocks);
  writeNotes(setting, document.footnotes);
  for (const words of [document.footer, document.folio ?? ""]) addRunning(setting, words);
}

function addRunning({ context, sheet }: Setting, words: string): void {
  if (!onPages.test(words)) addText(sheet, column, settled(words), lookOf(context, "Running"));
}

function writeBlocks(setting: Setting, blocks: readonly Block[]): void {
  for (const block of blocks) writeBlock(setting, block);
}

/** There is no default: a new kind of block does not compile until it is written here. */
function writeBlock(setting: Setting, block: Block): void {
  const { context } = setting;
  switch (block.type) {
    case "heading":
      return writeHeading(setting, block);
    case "paragraph": {
      const roles = { kicker: "Kicker", standfirst: "Standfirst", dateline: "Dateline" } as const;
      return addWords(setting, block.role === undefined ? setting.style : roles[block.role], block.children);
    }
    case "list":
      return writeList(setting, block);
    case "quote":
      return writeBlocks({ ...setting, style: "Quotation" }, block.children);
    case "pull-quote":
      return writePullQuote(setting, block);
    case "definitions":
      return writeDefinitions(setting, block);
    case "code":
      return addLine(setting, "Report code", codeLines(block.text));
    case "formula":
      return addLine(setting, "Formula", settled(block.tex));
    case "table":
      return leadTo(setting, block, writeTableSheet(context, block), context.locale.words.table);
    case "figure":
      return leadTo(setting, block, writeFigureSheet(context, block), context.locale.words.figure);
    case "picture":
      return writePicture(setting, block);
    case "key-figures":
      return writeKeyFigures(setting, block);
    case "columns":
      return writeBlocks(setting, block.columns.flat());
    case "text-columns":
    case "landscape":
      return writeBlocks(setting, block.children);
    case "callout":
      return writeCallout(setting, block);
    case "toc":
      return writeContents(setting, block);
    case "page-break":
    case "rule":
      return undefined;
    default:
      return block satisfies never;
  }
}

function writeHeading(setting: Setting, { id, level, number, children }: Heading): void {
  const { context, sheet } = setting;
  context.places.set(id, { sheet: sheet.name, row: sheet.rows.length });
  const style = level < 4 ? (`Report heading ${level as 1 | 2 | 3}` as const) : "Report heading";
  addLine(setting, style, settled(`${number ?? ""} ${sheetWords(context, children)}`));
}

function writeList(setting: Setting, { ordered, start, items }: List): void {
  const { context } = setting;
  flushMark(setting);
  for (const [index, blocks] of items.entries()) {
    const mark: SheetCell = ordered
      ? { column: marks, value: { text: String(start + index) }, look: lookOf(context, "Marker", { align: "right" }) }
      : { column: marks, value: { text: "•" }, look: lookOf(context, "Bullet", { align: "right" }) };
    writeMarked({ ...setting, indent: Math.min(deepest, setting.indent + 1) }, mark, blocks);
  }
}

/** Blocks whose first row has a mark before it; without words, the mark stands alone. */
function writeMarked(setting: Setting, mark: SheetCell, blocks: readonly Block[]): void {
  const inside = { ...setting, waiting: { mark } };
  writeBlocks(inside, blocks);
  flushMark(inside);
}

function flushMark({ sheet, waiting }: Setting): void {
  if (waiting.mark !== undefined) sheet.rows.push({ cells: [waiting.mark] });
  waiting.mark = undefined;
}

function writePullQuote(setting: Setting, { children, by }: PullQuote): void {
  writeBlocks({ ...setting, style: "Quotation" }, children);
  addWords(setting, "Speaker", by);
}

function writeDefinitions(setting: Setting, { items }: DefinitionList): void {
  for (const { terms, meanings } of items) {
    for (const words of terms) addWords(setting, "Term", words);
    for (const words of meanings) addWords({ ...setting, indent: setting.indent + 1 }, "Meaning", words);
  }
}

function writeCallout(setting: Setting, { title, children }: Callout): void {
  addWords(setting, "Box title", title);
  writeBlocks(setting, children);
}

function writePicture(setting: Setting, picture: Picture): void {
  const { context, sheet } = setting;
  const { words } = context.locale;
  flushMark(setting);
  if (picture.alt !== undefined) addCaption(context, sheet, column, picture, words.figure);
  context.places.set(picture.id, { sheet: sheet.name, row: sheet.rows.length });
  addDrawing(context, sheet, column, picture.id);
  addText(sheet, column, sheetWords(context, picture.caption), lookOf(context, "Caption deck"));
  addSources(context, sheet, column, picture);
}

function writeKeyFigures(setting: Setting, { items }: KeyFigures): void {
  const { context, sheet } = setting;
  flushMark(setting);
  for (const { value, label, trend, status, change, target, note } of items) {
    const number = sheetNumber(printedWords(context, value), context.locale);
    if (number === undefined || !context.styles.takes(number.format)) addWords(setting, "Key value", value);
    else
      sheet.rows.push({
        cells: [
          {
            column,
            value: { number: number.value },
            look: lookOf(context, "Key value", { format: number.format, align: "left" }),
          },
        ],
      });
    addWords(setting, "Key label", label);
    addLine(setting, "Key trend", settled(trend?.alt ?? ""));
    addWords(setting, "Key standing", status?.children ?? []);
    addWords(setting, "Key standing", change?.children ?? []);
    addWords(setting, "Key standing", target?.children ?? []);
    addWords(setting, "Key note", note);
  }
}

/** The table of contents, or a list of figures or tables: a way to each entry. */
function writeContents(setting: Setting, block: TableOfContents): void {
  const { context, sheet } = setting;
  flushMark(setting);
  for (const { words, style, level, block: id } of contentsRows(context, block))
    addText(
      sheet,
      column,
      words,
      lookOf(context, style, { indent: level }),
      id === undefined ? undefined : { block: id },
    );
}

/** The line that leads to the sheet of a figure or table. */
function leadTo(setting: Setting, block: Captioned, target: Sheet, word: string): void {
  const { context } = setting;
  const label = printedLabel(context, block, word) || word;
  addLine(setting, "Lead", settled(`${label} ${sheetWords(context, block.title)}`), { sheet: target.name, row: 0 });
}

/** All footnotes in the order of their numbers. */
function writeNotes(setting: Setting, footnotes: readonly Footnote[]): void {
  if (footnotes.length === 0) return;
  const { context } = setting;
  addLine(setting, "Box title", context.locale.words.notes);
  const inOrder = footnotes
    .map(({ children }, index) => ({ children, number: context.noteNumber(index) }))
    .toSorted((a, b) => a.number - b.number);
  for (const { children, number } of inOrder) {
    const mark: SheetCell = {
      column: marks,
      value: { text: String(number) },
      look: lookOf(context, "Marker", { align: "right" }),
    };
    writeMarked(setting, mark, children);
  }
}

/** Code with its lines and indentation. */
function codeLines(text: string): string {
  return settled(text) === "" ? "" : text.replaceAll(/[\u200e\u200f]/g, "").trimEnd();
}

function addWords(setting: Setting, style: StyleName, inlines: readonly Inline[]): void {
  const url = onlyAddress(inlines);
  addLine(setting, style, sheetWords(setting.context, inlines), url === undefined ? undefined : { url });
}

/** A row of words, behind the mark of a list if one waits. */
function addLine(setting: Setting, style: StyleName, words: string, link?: SheetLink): void {
  const { context, sheet, indent, waiting } = setting;
  if (words === "") return;
  const { mark } = waiting;
  waiting.mark = undefined;
  addText(sheet, column, words, lookOf(context, style, { indent }), link, mark === undefined ? [] : [mark]);
}
