import type { Chart } from "../../chart/chart.ts";
import { blocksOf } from "../../document/blocks-of.ts";
import type {
  Block,
  Captioned,
  DataTable,
  Document,
  Figure,
  Inline,
  KeyFigures,
  TableOfContents,
} from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import type { Layout } from "../../layout/page.ts";
import type { Locale } from "../../locale/locale.ts";
import { type PageFacts, pageFacts } from "../page-facts.ts";
import type { RenditionForm } from "../../../rendition-form.ts";
import type { TextBlock } from "./text-block.ts";
import type { OfficeChart } from "../ooxml/office-chart.ts";
import { chartStatements } from "./chart-statements.ts";
import { recordTexts } from "./record-texts.ts";
import { wordsOf, type WordFacts } from "./words-of.ts";

/** What a rendition adds so that text keeps its direction. */
const directionMarks = /[\u200e\u200f]/g;

/** Control characters, and those that are none (XML 1.0, 2.2). */
const unwritable = /[\ufffe\uffff]|(?![\t\n\r])\p{Cc}/gu;

/** The parts of a laid-out report that its renditions repeat. */
export interface StatedParts {
  readonly document: Document;
  readonly locale: Pick<Locale, "words">;
  readonly charts: ReadonlyMap<string, Chart>;
  readonly layout: Pick<Layout, "pages" | "numbering">;
  /** @default "html" */
  readonly form?: RenditionForm;
  /** Figure id → its chart, where an office program draws it. @default none */
  readonly native?: ReadonlyMap<string, OfficeChart>;
  /** Figure id → its charts as the rendition draws them, in their order. @default the report's own */
  readonly drawn?: ReadonlyMap<string, readonly Chart[]>;
}

interface Stating extends StatedParts, PageFacts {
  readonly words: (inlines: readonly Inline[]) => string;
  /** Whether figures and tables are on sheets of their own, and everything is said in cells. */
  readonly sheets: boolean;
  /** Whether it is a text document: with running lines and pages as fields, and notes at the foot of pages. */
  readonly text: boolean;
  /** Whether it is slides: with running lines on each, and text that has no names of its kinds. */
  readonly slides: boolean;
}

/** What is said on slides in text of one kind. */
const saidInText = new Set([
  "heading",
  "caption",
  "source",
  "speaker",
  "term",
  "meaning",
  "code",
  "formula",
  "box title",
  "entry",
  "value",
  "key label",
  "standing",
  "key note",
]);

/**
 * Every statement that a rendition of a report must make, in order: the words of each block with its numbers, notes
 * and addresses; for charts the alternative text, the texts drawn and the data that may be attached. In a workbook, a
 * line leads to the sheet of each figure and table, and a chart that is a picture says its alternative text, as in a
 * text document, which leaves the data out and counts pages itself. Slides leave the data out too.
 * Files of figures say what figures say.
 */
export function statementsOf(parts: StatedParts): TextBlock[] {
  if (parts.form === "zip") return figureStatements(parts);
  const { document, layout, locale } = parts;
  const facts = pageFacts(document, layout);
  const sheets = parts.form === "xlsx";
  const text = parts.form === "docx";
  const slides = parts.form === "pptx";
  const plain = sheets || text || slides;
  const wordFacts: WordFacts = { ...facts, note: locale.words.note, charts: parts.charts, plain };
  const stating: Stating = {
    ...parts,
    ...facts,
    sheets,
    text,
    slides,
    words: (inlines) => wordsOf(wordFacts, inlines),
  };
  const titled = [...blocksOf(document)].some(({ type }) => type === "heading");
  const { left, right } = document.header;
  const folio = document.folio ?? (text ? locale.words.pageOf : "");
  const foot = running(stating, [document.footer, folio]);
  return [
    line("title", document.title),
    ...running(stating, [left, right]),
    line("running", document.watermark ?? ""),
    ...(slides ? foot : []),
    ...(titled ? [] : [line("heading", document.title)]),
    ...document.blocks.flatMap((block) => stated(stating, block)),
    ...notes(stating),
    ...(slides ? [] : foot),
  ]
    .filter(({ text, kind }) => text !== "" || kind === "row")
    .map((each) => (slides && saidInText.has(each.kind) ? { ...each, kind: "text" } : each));
}

/** Running lines. Where pages are counted anew, those that number pages have fields in the places of the numbers. */
function running({ text }: Stating, lines: readonly string[]): TextBlock[] {
  return lines
    .filter((words) => text || !/\{(?:page|pages|chapter)\}/.test(words))
    .map((words) => line("running", words));
}

/** What files of figures say: of each, its name, its alternative text, the texts drawn and the addresses. */
function figureStatements({ document, charts }: StatedParts): TextBlock[] {
  return [...blocksOf(document)]
    .flatMap((block) => (block.type === "figure" || block.type === "picture" ? [block.id] : []))
    .flatMap((id) => {
      const { alt } = charts.get(id)!;
      const { texts, links } = recordTexts(charts.get(id)!);
      return [
        line("file", id),
        line("alt", alt),
        line("drawn", texts.map(settled).join(" | ")),
        ...links.map((url) => line("link", url)),
      ];
    })
    .filter(({ text }) => text !== "");
}

function notes(stating: Stating): TextBlock[] {
  const { footnotes } = stating.document;
  if (footnotes.length === 0) return [];
  const numbered = footnotes.map(({ children }, index) => ({ children, number: stating.noteNumber(index) }));
  return [
    ...(stating.text ? [] : [line("box title", stating.locale.words.notes)]),
    ...numbered
      .toSorted((a, b) => a.number - b.number)
      .flatMap(({ children, number }) => [
        line("marker", String(number)),
        ...children.flatMap((block) => stated(stating, block)),
      ]),
  ];
}

/** There is no default: a new kind of block does not compile until its statements are listed here. */
function stated(stating: Stating, block: Block): TextBlock[] {
  const { words } = stating;
  const inside = (blocks: readonly Block[]): TextBlock[] => blocks.flatMap((child) => stated(stating, child));
  switch (block.type) {
    case "heading":
      return [line("heading", `${block.number ?? ""} ${words(block.children)}`)];
    case "paragraph":
      return [line("text", words(block.children))];
    case "list":
      return block.items.flatMap((item, index) => [
        ...(block.ordered ? [line("marker", String(block.start + index))] : []),
        ...inside(item),
      ]);
    case "quote":
      return inside(block.children);
    case "pull-quote":
      return [...inside(block.children), line("speaker", words(block.by))];
    case "definitions":
      return block.items.flatMap(({ terms, meanings }) => [
        ...terms.map((term) => line("term", words(term))),
        ...meanings.map((meaning) => line("meaning", words(meaning))),
      ]);
    case "code":
      return [line("code", block.text)];
    case "formula":
      return [line("formula", words([block]))];
    case "table":
      return [...lead(stating, block, stating.locale.words.table), ...tableLines(stating, block)];
    case "figure":
      return [...lead(stating, block, stating.locale.words.figure), ...figureLines(stating, block)];
    case "picture":
      return [
        ...(block.alt === undefined
          ? []
          : caption(stating, block, stating.locale.words.figure, stating.locale.words.numberGap)),
        ...drawingLines(stating, stating.charts.get(block.id)!),
        line("caption", words(block.caption)),
        ...sources(stating, block),
      ];
    case "key-figures":
      return keyFigureLines(stating, block);
    case "columns":
      return block.columns.flatMap(inside);
    case "text-columns":
    case "landscape":
      return inside(block.children);
    case "callout":
      return [line("box title", words(block.title)), ...inside(block.children)];
    case "toc":
      return contents(stating, block);
    case "page-break":
    case "rule":
      return [];
  }
}

function keyFigureLines({ words, slides }: Stating, { items }: KeyFigures): TextBlock[] {
  return items.flatMap(({ value, label, trend, status, change, target, note }) => [
    line("value", words(value)),
    line("key label", words(label)),
    line(slides ? "text" : "alt", trend?.alt ?? ""),
    line("standing", words(status?.children ?? [])),
    line("standing", words(change?.children ?? [])),
    line("standing", words(target?.children ?? [])),
    line("key note", words(note)),
  ]);
}

function caption({ words, text, slides }: Stating, block: Captioned, word: string, gap: string): TextBlock[] {
  const counted = block.number === 0 ? "" : `${word}${gap}${block.label ?? String(block.number)}`;
  return [
    ...(text || slides
      ? [line("caption", `${counted} ${words(block.title)}`)]
      : [line("caption", counted), line("caption", words(block.title))]),
    line("caption", words(block.deck)),
  ];
}

function sources({ words, locale }: Stating, { source, note }: Captioned): TextBlock[] {
  const { colon } = locale.words;
  return [
    ...(source.length === 0 ? [] : [line("source", `${locale.words.source}${colon}${words(source)}`)]),
    ...(note.length === 0 ? [] : [line("source", `${locale.words.note}${colon}${words(note)}`)]),
  ];
}

function figureLines(stating: Stating, figure: Figure): TextBlock[] {
  const chart = stating.charts.get(figure.id)!;
  const { words } = stating.locale;
  const drawn = stating.drawn?.get(figure.id) ?? [chart];
  const counted = figure.number === 0 ? "" : `${words.figure}${words.numberGap}${figure.label ?? figure.number}`;
  const { data } = chart;
  const of = counted || plainText(figure.title) || chart.name;
  return [
    ...caption(stating, figure, words.figure, words.numberGap),
    ...drawn.flatMap((drawing) => drawingLines(stating, drawing)),
    ...chartStatements(stating.native?.get(figure.id)).map(({ kind, text }) => line(kind, text)),
    ...sources(stating, figure),
    ...(stating.text || stating.slides || data === undefined || data.rows.length === 0
      ? []
      : [
          line("data", `${words.data}${words.colon}${of}`),
          ...[data.columns, ...data.rows].map((row) => rowLine(row.map((cell) => (cell === null ? "" : String(cell))))),
        ]),
  ];
}

/** The line that leads to the sheet of a figure or table. */
function lead({ words, sheets, locale }: Stating, { number, label, title }: Captioned, word: string): TextBlock[] {
  if (!sheets) return [];
  const counted = number === 0 ? word : `${word}${locale.words.numberGap}${label ?? number}`;
  return [line("lead", `${counted} ${words(title)}`)];
}

function drawingLines({ sheets, text, slides }: Stating, drawing: Chart): TextBlock[] {
  if (sheets || text || slides) return [line("alt", drawing.alt)];
  const { texts, links } = recordTexts(drawing);
  return [
    line("alt", drawing.alt),
    line("drawn", texts.map(settled).join(" | ")),
    ...links.map((url) => line("link", url)),
  ];
}

function tableLines(stating: Stating, table: DataTable): TextBlock[] {
  const { words, locale } = stating;
  const head = (table.head ?? [table.columns.map(({ label: children }) => ({ children }))])
    .filter((cells) => cells.some(({ children }) => plainText(children) !== ""))
    .map((cells) =>
      cellsLine(
        stating,
        table,
        cells.map((cell) => ({ ...cell, header: true })),
      ),
    );
  return [
    ...caption(stating, table, locale.words.table, locale.words.numberGap),
    ...head,
    ...table.rows.map(({ cells }) => cellsLine(stating, table, cells)),
    ...(table.notes ?? []).map((note, index) => {
      const back = `(${locale.words.backToText}${locale.words.colon}${letters(index)})`;
      const mark = stating.sheets || stating.text || stating.slides ? `[${letters(index)}]` : letters(index) + back;
      return line("source", `${mark} ${words(note)}`);
    }),
    ...sources(stating, table),
  ];
}

function cellsLine(stating: Stating, table: DataTable, cells: DataTable["rows"][number]["cells"]): TextBlock {
  const { words, locale, charts, sheets, text, slides } = stating;
  return rowLine(
    cells.map(({ children, header, spoken, note, graphic }) => {
      const marked = note !== undefined && table.notes?.[note] !== undefined;
      const line = graphic?.kind === "sparkline" ? graphic.alt : "";
      if (sheets || text || slides) return `${words(children)} ${marked ? `[${letters(note)}]` : ""} ${line}`;
      const mark = marked ? `${letters(note)}(${locale.words.note} ${letters(note)})` : "";
      const [only] = children;
      const alone = header === true && children.length === 1 && only?.type === "formula";
      const heard = spoken ?? (alone ? charts.get(only.id)?.alt : undefined) ?? "";
      return `${words(children)}${heard}${mark}${line}`;
    }),
  );
}

/** The mark of a table's note: a to z, then aa. */
function letters(index: number): string {
  const last = "abcdefghijklmnopqrstuvwxyz"[index % 26]!;
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}

function contents(stating: Stating, { of = "headings", depth }: TableOfContents): TextBlock[] {
  const { document, locale, words } = stating;
  const all = [...blocksOf(document)];
  if (of === "headings") {
    // Headings in footnotes are not listed.
    const listed = all.filter(
      (block) => block.type === "heading" && block.level > 1 && block.level <= Math.max(2, depth),
    );
    return entries(
      locale.words.contents,
      listed.map((block) =>
        block.type === "heading"
          ? `${block.number ?? ""} ${bare(stating, block.children)} ${pageIn(stating, block.id)}`
          : "",
      ),
    );
  }
  const word = of === "figures" ? locale.words.figure : locale.words.table;
  const listed = all
    .filter((block) =>
      of === "figures" ? block.type === "figure" || block.type === "picture" : block.type === "table",
    )
    .filter((block): block is DataTable | Figure => "number" in block && Number(block.number) > 0)
    .toSorted((a, b) => a.number - b.number);
  return entries(
    of === "figures" ? locale.words.figures : locale.words.tables,
    listed.map(
      ({ id, label, number, title }) =>
        `${word}${locale.words.numberGap}${label ?? number} ${bare({ words }, title)} ${pageIn(stating, id)}`,
    ),
  );
}

/** The page of an entry, where the rendition has pages. */
function pageIn({ text, pageOf }: Stating, id: string): string {
  return text ? pageOf(id) : "";
}

function entries(name: string, lines: readonly string[]): TextBlock[] {
  return lines.length === 0 ? [] : [line("box title", name), ...lines.map((words) => line("entry", words))];
}

/** Words without notes, pages and addresses. */
function bare({ words }: Pick<Stating, "words">, inlines: readonly Inline[]): string {
  return words(
    inlines.flatMap(function strip(inline): Inline[] {
      if (inline.type === "footnote" || inline.type === "page-reference") return [];
      if (inline.type === "link" || inline.type === "reference") return inline.children.flatMap(strip);
      return "children" in inline ? [{ ...inline, children: inline.children.flatMap(strip) }] : [inline];
    }),
  );
}

function rowLine(cells: readonly string[]): TextBlock {
  return { kind: "row", text: cells.map(settled).join(" | ") };
}

function line(kind: string, text: string): TextBlock {
  return { kind, text: settled(text) };
}

/** A text as every rendition has it: without surplus white space, and what no XML can hold and no page shows. */
function settled(text: string): string {
  return text.toWellFormed().replaceAll(unwritable, "").replaceAll(directionMarks, "").replaceAll(/\s+/g, " ").trim();
}
