import type { TextBlock } from "../../core/report/rendition/compare/text-block.ts";
import {
  child,
  elements,
  notOurs,
  type OfficePackage,
  type PartElement,
  readPackage,
  textOf,
  within,
} from "../xlsx/read-package.ts";
import { chartBlocks } from "../chart/chart-blocks.ts";
import type { ShownMarks } from "../xlsx/show-number.ts";
import { readLists, type ReadLists } from "./read-lists.ts";
import { type Reading, wordsIn } from "./words-in.ts";

/** Name of a paragraph's style → what the paragraph says. */
const kinds: Readonly<Record<string, string>> = {
  Normal: "text",
  "List Paragraph": "text",
  Quote: "text",
  "Intense Quote": "text",
  "footnote text": "text",
  "Report kicker": "text",
  "Report standfirst": "text",
  "Report dateline": "text",
  caption: "caption",
  "Report deck": "caption",
  "Report picture text": "caption",
  "Report source": "source",
  "TOC Heading": "box title",
  "Report box title": "box title",
  "table of figures": "entry",
  "Report speaker": "speaker",
  "Report term": "term",
  "Report meaning": "meaning",
  "Report code": "code",
  "Report formula": "formula",
  "Report figure": "drawing",
  "Report key value": "value",
  "Report key label": "key label",
  "Report key trend": "alt",
  "Report key standing": "standing",
  "Report key note": "key note",
  "Report note number": "note number",
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].flatMap((level) => [
      [`heading ${level}`, "heading"],
      [`toc ${level}`, "entry"],
    ]),
  ),
};

/** Styles of paragraphs that say nothing. */
const silent = new Set(["Report gap", "Report rule"]);

interface Around extends Reading {
  readonly lists: ReadLists;
  readonly parts: OfficePackage;
  readonly marks: ShownMarks;
}

/**
 * The lines of a text document in reading order, for `compareRendition`: running lines, paragraphs with the numbers of
 * their lists, rows of tables, alternative texts of pictures, and footnotes by their numbers.
 *
 * @param marks those of the numbers of the report's language
 * @throws BroadsheetError `invalid-request` if the document is not as Broadsheet writes it
 */
export function docxBlocks(file: Uint8Array, marks: ShownMarks): TextBlock[] {
  const parts = readPackage(file);
  const title = within(parts.part("docProps/core.xml"), "title").map(textOf).join("");
  const main = parts.part("word/document.xml");
  const body = child(main, "body");
  if (body === undefined) throw notOurs("word/document.xml has no body");
  const reading = open(parts, "word/document.xml", marks);
  const blocks: TextBlock[] = [];
  for (const block of elements(body)) visit(block, reading, blocks);
  const late = takeLateNotes(blocks);
  const notes = [...readFootnotes(parts, reading), ...late].toSorted((a, b) => a.number - b.number);
  const footer = runningLines(parts, body, "footer", marks);
  return [
    { kind: "title", text: title },
    ...runningLines(parts, body, "header", marks),
    ...blocks,
    ...notes.flatMap(({ number, lines }) => [{ kind: "marker", text: String(number) }, ...lines]),
    ...footer,
  ]
    .map(({ kind, text }) => ({ kind, text: kind === "row" ? text : settle(text) }))
    .filter(({ kind, text }) => kind === "row" || text !== "");
}

interface ReadNote {
  readonly number: number;
  readonly lines: readonly TextBlock[];
}

function open(parts: OfficePackage, path: string, marks: ShownMarks): Around {
  const styles = new Map(
    elements(parts.part("word/styles.xml"), "style").map((style) => [
      style.attributes["w:styleId"] ?? "",
      child(style, "name")?.attributes["w:val"] ?? "",
    ]),
  );
  return {
    styles,
    related: parts.related(path),
    lists: readLists(parts.part("word/numbering.xml")),
    noted: [],
    counts: new Map(),
    parts,
    marks,
  };
}

function visit(block: PartElement, reading: Around, blocks: TextBlock[]): void {
  if (block.name === "p") return visitParagraph(block, reading, blocks);
  if (block.name !== "tbl") return;
  const style = valueOf(child(block, "tblPr"), "tblStyle");
  for (const row of elements(block, "tr")) {
    const cells = elements(row, "tc").filter((cell) => {
      const merge = child(child(cell, "tcPr") ?? cell, "vMerge");
      return merge === undefined || merge.attributes["w:val"] === "restart";
    });
    if (reading.styles.get(style) === "Report key figures")
      for (const inside of cells.flatMap((cell) => elements(cell))) visit(inside, reading, blocks);
    else
      blocks.push({
        kind: "row",
        text: cells
          .map((cell) =>
            settle(
              elements(cell, "p")
                .map((words) => wordsIn(words, reading))
                .join(" "),
            ),
          )
          .join(" | "),
      });
  }
}

function visitParagraph(paragraph: PartElement, reading: Around, blocks: TextBlock[]): void {
  const properties = child(paragraph, "pPr");
  const style = reading.styles.get(valueOf(properties, "pStyle")) ?? "";
  const numbered = child(properties ?? paragraph, "numPr");
  if (numbered !== undefined) {
    const number = reading.lists.next(valueOf(numbered, "numId"), Number(valueOf(numbered, "ilvl")));
    if (number !== undefined) blocks.push({ kind: "marker", text: String(number) });
  }
  const typed = elements(paragraph, "r").find((run) => styleOfRun(run, reading) === "Report list number");
  if (typed !== undefined) blocks.push({ kind: "marker", text: textOf(typed) });
  for (const drawing of within(paragraph, "inline")) blocks.push(...drawingOf(drawing, reading));
  const words = wordsIn(paragraph, reading);
  // What is in none of our styles is shown all the same.
  if (words.trim() !== "" || !silent.has(style)) {
    const kind = kinds[style] ?? `style ${style}`;
    blocks.push({ kind, text: words });
  }
}

/** The alternative text of a picture or a chart that is there, and what a chart says. */
function drawingOf(drawing: PartElement, { related, parts, marks }: Around): TextBlock[] {
  const alt = child(drawing, "docPr")?.attributes["descr"] ?? "";
  const chart = related.get(within(drawing, "chart")[0]?.attributes["r:id"] ?? "");
  if (chart?.type === "chart") return [{ kind: "alt", text: alt }, ...chartBlocks(parts, chart.target, marks)];
  const embedded = within(drawing, "blip")[0]?.attributes["r:embed"] ?? "";
  return [{ kind: "alt", text: related.get(embedded)?.type === "image" ? alt : `missing: ${alt}` }];
}

/** The lines of the running header or footer, which the first section has. */
function runningLines(
  parts: OfficePackage,
  body: PartElement,
  name: "header" | "footer",
  marks: ShownMarks,
): TextBlock[] {
  const [reference] = within(body, `${name}Reference`);
  const path = parts.related("word/document.xml").get(reference?.attributes["r:id"] ?? "")?.target;
  if (path === undefined) throw notOurs(`it has no ${name}`);
  const reading = open(parts, path, marks);
  return elements(parts.part(path), "p").flatMap((paragraph) =>
    wordsIn(paragraph, reading)
      .split("\t")
      .map((text) => ({ kind: "running", text })),
  );
}

/** The footnotes that the text has marked, by the numbers that their marks show. */
function readFootnotes(parts: OfficePackage, { noted, styles, lists, marks }: Around): ReadNote[] {
  const root = parts.part("word/footnotes.xml");
  const own = elements(root, "footnote").filter(({ attributes }) => attributes["w:type"] === undefined);
  const reading: Around = { ...open(parts, "word/footnotes.xml", marks), styles, lists };
  return own.map((note) => {
    const id = note.attributes["w:id"] ?? "";
    const marked = noted.find((each) => each.id === id);
    if (marked === undefined) throw notOurs(`nothing marks the footnote ${id}`);
    const lines: TextBlock[] = [];
    for (const [index, block] of elements(note).entries())
      visit(index === 0 ? dropMark(block, marked.shown, reading) : block, reading, lines);
    return { number: Number(marked.shown), lines };
  });
}

/** A note's first paragraph without its mark, which must be the number that the text shows. */
function dropMark(block: PartElement, shown: string, reading: Reading): PartElement {
  const mark = elements(block, "r").find((run) => styleOfRun(run, reading) === "footnote reference");
  if (mark === undefined) return block;
  const counted = child(mark, "footnoteRef") !== undefined;
  return counted || ownMark(mark) === shown
    ? { ...block, children: block.children.filter((each) => each !== mark) }
    : block;
}

/** The mark of its own that a note begins with, as Word shows it. Others put it there themselves, and read none. */
function ownMark(mark: PartElement): string | undefined {
  const alternatives = child(mark, "AlternateContent");
  const shown = alternatives && child(alternatives, "Choice");
  return shown && textOf(shown) === textOf(mark) ? textOf(shown) : undefined;
}

/** Takes the notes out that are at the end of the text: each begins with its number. */
function takeLateNotes(blocks: TextBlock[]): ReadNote[] {
  const first = blocks.findIndex(({ kind }) => kind === "note number");
  if (first < 0) return [];
  const notes: { number: number; lines: TextBlock[] }[] = [];
  for (const block of blocks.splice(first))
    if (block.kind === "note number") notes.push({ number: Number(block.text), lines: [] });
    else notes.at(-1)!.lines.push(block);
  return notes;
}

function styleOfRun(run: PartElement, { styles }: Reading): string | undefined {
  return styles.get(valueOf(child(run, "rPr"), "rStyle"));
}

function valueOf(parent: PartElement | undefined, name: string): string {
  return (parent && child(parent, name)?.attributes["w:val"]) ?? "";
}

/** Without surplus white space, and the marks that only direct text. */
function settle(text: string): string {
  return text
    .replaceAll(/[\u200e\u200f]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
