import type { Chart } from "../../../../functions/core/report/chart/chart.ts";
import type { Block, Document, Figure, Footnote, Inline } from "../../../../functions/core/report/document/document.ts";
import type { Warning } from "../../../../functions/core/errors.ts";
import type { LayoutSettings } from "../../../../functions/core/report/layout/layout-context.ts";
import { layoutPages } from "../../../../functions/core/report/layout/layout-pages.ts";
import type { KeptTexts } from "../../../../functions/core/report/layout/text/kept-texts.ts";
import { loadLanguage } from "../../../../functions/core/report/layout/text/load-language.ts";
import type {
  Box,
  Layout,
  MeasuredLayout,
  Page,
  StructureElement,
  TextBox,
} from "../../../../functions/core/report/layout/page.ts";
import type { TextMeasurer } from "../../../../functions/core/ports.ts";
import { defaultTheme } from "../../../../functions/core/report/template/theme/default-theme.ts";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";
import type { Locale } from "../../../../functions/core/report/locale/locale.ts";
import type { PageSettings } from "../../../../functions/core/report/template/template.ts";
import type { Theme } from "../../../../functions/core/report/template/theme.ts";
import { pageGrid } from "../../../../functions/core/report/template/page-grid.ts";
import { fakeMeasurer } from "./fake-measurer.ts";

await loadLanguage({ ...defaultTheme, align: "justify" }, localeFor("en"));

/** A text area of 400 × 560 points: 80 characters of body text to a line, 40 lines of 14 points to a page. */
export const testPage = {
  width: 500,
  height: 680,
  margins: { top: 60, right: 50, bottom: 60, left: 50 },
  footnotes: "page",
} as const;

export interface Options {
  readonly language?: string;
  readonly align?: "justify" | "left";
  readonly footnotes?: readonly Footnote[];
  readonly charts?: Readonly<
    Record<string, readonly [width: number, height: number, leastWidth?: number, lang?: string]>
  >;
  readonly notes?: "page" | "end";
  readonly maximum?: number;
  readonly theme?: Partial<Theme>;
  readonly cover?: boolean;
  readonly document?: Partial<Document>;
  readonly page?: Partial<PageSettings>;
  /** Replaces the locale of the language. */
  readonly locale?: Locale;
  /** Measures text instead of the fake measurer. */
  readonly measurer?: TextMeasurer;
  /** Lines kept from other layouts. */
  readonly texts?: KeptTexts;
}

/** Lays blocks out with the fake measurer and collects the warnings. */
export function layOut(
  blocks: readonly Block[],
  options: Options = {},
): MeasuredLayout & { readonly warnings: readonly Warning[] } {
  const {
    language = "en",
    align = "left",
    footnotes = [],
    charts = {},
    notes = "page",
    maximum = 100,
    theme = {},
    cover = false,
  } = options;
  const page = { ...testPage, footnotes: notes, cover, ...options.page };
  const warnings: Warning[] = [];
  const settings: LayoutSettings = {
    page,
    grid: pageGrid(page),
    theme: { ...defaultTheme, align, ...theme },
    locale: options.locale ?? localeFor(language),
    measurer: options.measurer ?? fakeMeasurer,
    warn: (warning) => warnings.push(warning),
    limits: { pages: maximum },
    texts: options.texts,
  };
  const document: Document = {
    title: "Test",
    language,
    header: { left: "Left", right: "Right" },
    footer: "Foot",
    blocks,
    footnotes,
    ...options.document,
  };
  const compiled = new Map(
    Object.entries(charts).map(([id, [width, height, leastWidth, lang]]) => [
      id,
      { ...chart(width, height), ...(leastWidth !== undefined && { leastWidth }), ...(lang !== undefined && { lang }) },
    ]),
  );
  return { ...layoutPages(document, compiled, settings), warnings };
}

function chart(width: number, height: number): Chart {
  return { name: "chart", width, height, alt: "It rises.", draw: () => undefined };
}

export function text(words: string): Inline[] {
  return [{ type: "text", text: words }];
}

export function paragraph(...parts: readonly (string | Inline)[]): Block {
  return {
    type: "paragraph",
    children: parts.map((part): Inline => (typeof part === "string" ? { type: "text", text: part } : part)),
  };
}

export function heading(level: 1 | 2 | 3, id: string, words = id): Block {
  return { type: "heading", level, id, children: text(words) };
}

/** Makes a paragraph with an exact number of lines, each of 16 words of four letters. */
export function linesOf(count: number, word = "word"): Block {
  return paragraph(Array.from({ length: count * 16 }, () => word).join(" "));
}

export function figure(id: string, number: number): Figure {
  return {
    type: "figure",
    id,
    number,
    title: text(`Title of ${id}`),
    deck: text("Deck"),
    source: text("Office"),
    note: [],
    attach: false,
    where: { file: "report.md", line: 3 },
    chart: { name: id, dialect: "vega-lite", spec: {}, data: {} },
  };
}

export function footnote(words: string): Footnote {
  return { label: words, children: [paragraph(words)] };
}

export function boxesOf<K extends Box["kind"]>(page: Page | undefined, kind: K): Extract<Box, { kind: K }>[] {
  return (page?.boxes ?? []).filter((box): box is Extract<Box, { kind: K }> => box.kind === kind);
}

/** Returns the text of a page line by line, without header and footer. */
export function linesOn(page: Page | undefined): string[] {
  const lines: { y: number; text: string }[] = [];
  for (const box of boxesOf(page, "text")) {
    if (box.means === "header" || box.means === "footer") continue;
    const words = wordsOf(box);
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last.y - box.y) < 0.01) last.text += words;
    else lines.push({ y: box.y, text: words });
  }
  return lines.map((line) => line.text.trimEnd());
}

export function wordsOf(box: TextBox): string {
  return box.runs.map((run) => run.text).join("");
}

export function elements(layout: Layout, role: string): StructureElement[] {
  return layout.structure.filter((element) => element.role === role);
}
