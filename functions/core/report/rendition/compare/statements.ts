import { blocksOf } from "../../document/blocks-of.ts";
import type { Block } from "../../document/document.ts";
import { pageFacts } from "../page-facts.ts";
import { contentsStatements } from "./contents-statements.ts";
import { drawingLines, figureStatements, keyFigureLines } from "./figure-statements.ts";
import { recordTexts } from "./record-texts.ts";
import { caption, lead, line, settled, sources, type StatedParts, type Stating } from "./stating.ts";
import { tableStatements } from "./table-statements.ts";
import type { TextBlock } from "./text-block.ts";
import { wordsOf, type WordFacts } from "./words-of.ts";

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
  if (parts.form === "zip") return fileStatements(parts);
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
function fileStatements({ document, charts }: StatedParts): TextBlock[] {
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
      return [...lead(stating, block, stating.locale.words.table), ...tableStatements(stating, block)];
    case "figure":
      return [...lead(stating, block, stating.locale.words.figure), ...figureStatements(stating, block)];
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
      return contentsStatements(stating, block);
    case "page-break":
    case "rule":
      return [];
  }
}
