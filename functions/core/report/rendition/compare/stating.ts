import type { RenditionForm } from "../../../rendition-form.ts";
import type { Chart } from "../../chart/chart.ts";
import type { Captioned, Document, Inline } from "../../document/document.ts";
import type { Layout } from "../../layout/page.ts";
import type { Locale } from "../../locale/locale.ts";
import type { OfficeChart } from "../ooxml/office-chart.ts";
import type { PageFacts } from "../page-facts.ts";
import type { TextBlock } from "./text-block.ts";

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

/** A report while its statements are listed. */
export interface Stating extends StatedParts, PageFacts {
  readonly words: (inlines: readonly Inline[]) => string;
  /** Whether figures and tables are on sheets of their own, and everything is said in cells. */
  readonly sheets: boolean;
  /** Whether it is a text document: with running lines and pages as fields, and notes at the foot of pages. */
  readonly text: boolean;
  /** Whether it is slides: with running lines on each, and text that has no names of its kinds. */
  readonly slides: boolean;
}

/** What stands above a figure or table: its word and number, title and deck. */
export function caption({ words, text, slides }: Stating, block: Captioned, word: string, gap: string): TextBlock[] {
  const counted = block.number === 0 ? "" : `${word}${gap}${block.label ?? String(block.number)}`;
  return [
    ...(text || slides
      ? [line("caption", `${counted} ${words(block.title)}`)]
      : [line("caption", counted), line("caption", words(block.title))]),
    line("caption", words(block.deck)),
  ];
}

/** What stands below it. */
export function sources({ words, locale }: Stating, { source, note }: Captioned): TextBlock[] {
  const { colon } = locale.words;
  return [
    ...(source.length === 0 ? [] : [line("source", `${locale.words.source}${colon}${words(source)}`)]),
    ...(note.length === 0 ? [] : [line("source", `${locale.words.note}${colon}${words(note)}`)]),
  ];
}

/** The line that leads to the sheet of a figure or table. */
export function lead(
  { words, sheets, locale }: Stating,
  { number, label, title }: Captioned,
  word: string,
): TextBlock[] {
  if (!sheets) return [];
  const counted = number === 0 ? word : `${word}${locale.words.numberGap}${label ?? number}`;
  return [line("lead", `${counted} ${words(title)}`)];
}

/** A row of a table: its cells side by side. */
export function rowLine(cells: readonly string[]): TextBlock {
  return { kind: "row", text: cells.map(settled).join(" | ") };
}

/** A statement of a kind. */
export function line(kind: string, text: string): TextBlock {
  return { kind, text: settled(text) };
}

/** A text as every rendition has it: without surplus white space, and what no XML can hold and no page shows. */
export function settled(text: string): string {
  return text.toWellFormed().replaceAll(unwritable, "").replaceAll(directionMarks, "").replaceAll(/\s+/g, " ").trim();
}
