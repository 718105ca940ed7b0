import type { Chart } from "../chart/chart.ts";
import type { Warn } from "../../errors.ts";
import type { TextMeasurer, TextStyle } from "../../ports.ts";
import type { Block, Document, Inline } from "../document/document.ts";
import type { Trace } from "../document/trace.ts";
import type { Locale } from "../locale/locale.ts";
import type { PageGrid } from "../template/page-grid.ts";
import type { PageSettings } from "../template/template.ts";
import type { Theme } from "../template/theme.ts";
import type { StructureElement } from "./page.ts";
import type { Material } from "./slice.ts";
import { createStructure, type Structure } from "./structure.ts";
import { themeStyles, type LineStyle, type RunStyle, type Styles, type Variant } from "./styles.ts";
import type { Span } from "./text/span.ts";
import type { Word } from "./measure-word.ts";
import type { Pieces } from "./text/piece.ts";
import type { KeptTexts } from "./text/kept-texts.ts";

/** What layout needs besides the document. */
export interface LayoutSettings {
  readonly page: PageSettings;
  readonly grid: PageGrid;
  readonly theme: Theme;
  readonly locale: Locale;
  readonly measurer: TextMeasurer;
  readonly warn: Warn;
  readonly limits: {
    /** Most pages a report may have. */
    readonly pages: number;
  };
  /** Lines kept from other reports of the same theme, fonts and language. @default every text is set */
  readonly texts?: KeptTexts | undefined;
  /** Gets the block of each structure element. */
  readonly trace?: Trace | undefined;
}

/**
 * Sets blocks one below another. Container blocks call it through the context, so that their files need not import it.
 */
export type SetBlocks = (context: LayoutContext, blocks: readonly Block[], area: Area) => Material[];

/** State of one call of `layoutPages`, handed to everything that sets blocks. */
export interface LayoutContext extends LayoutSettings {
  readonly document: Document;
  readonly charts: ReadonlyMap<string, Chart>;
  readonly setBlocks: SetBlocks;
  readonly styles: Styles;
  readonly structure: Structure;
  /** Word measurers by style. */
  readonly words: Map<TextStyle, (text: string) => Word>;
  /** Spans of cells that were cut into pieces for measuring, kept until they are set. */
  readonly cut: Map<readonly Span[], Pieces>;
  readonly variants: Map<RunStyle, Map<Variant, RunStyle>>;
  /** Footnotes in the order of their first references. */
  readonly references: Set<number>;
  /** Destination → number of its page, as found by an earlier pass. */
  readonly pageNumbers: ReadonlyMap<string, string>;
  /** Destinations whose page number is printed in running text. */
  readonly pageReferences: Set<string>;
  /** Footnote (index) → its printed number, if an earlier pass had to change it. */
  readonly noteNumbers: ReadonlyMap<number, number>;
  /** Notes of tables that a cell has referred to, by the name of the place. */
  readonly marked: Set<string>;
  /** Levels of the enclosing headings, outermost first. */
  readonly headingLevels: number[];
  /** Structure elements of floats: they are read where the source has them. */
  readonly floating: Set<number>;
  /** Structure element as created → its innermost block; filled only for a trace. */
  readonly origins: Map<number, Block>;
  /** Structure element → the inlines set in it, in order; filled only for a trace of texts. */
  readonly inlines: Map<StructureElement, (readonly Inline[])[]>;
  /** Faults of the text that the pages do not show, for the measure of their quality. */
  readonly tally: { rivers: number };
  /** Height of a page's text area. */
  readonly textHeight: number;
}

/** Where and how the children of a block are set. */
export interface Area {
  /** From the page's left. */
  readonly left: number;
  readonly width: number;
  /** Structure element that holds them. */
  readonly parent: number;
  readonly text: LineStyle;
  readonly align: "justify" | "left" | "center";
  /** Number of enclosing lists. */
  readonly depth: number;
  /** No space between paragraphs: inside the items of a tight list. */
  readonly tight?: boolean;
  /** Whether figures may move to the next page: only in the main text. */
  readonly floats: boolean;
}

/** The findings of an earlier pass. */
export interface KnownNumbers {
  readonly pages?: ReadonlyMap<string, string> | undefined;
  readonly notes?: ReadonlyMap<number, number> | undefined;
}

export function createContext(
  document: Document,
  charts: ReadonlyMap<string, Chart>,
  setBlocks: SetBlocks,
  settings: LayoutSettings,
  known: KnownNumbers = {},
): LayoutContext {
  const { page, theme, locale } = settings;
  return {
    ...settings,
    document,
    charts,
    setBlocks,
    styles: themeStyles(theme),
    structure: createStructure(locale.tag),
    words: new Map(),
    cut: new Map(),
    variants: new Map(),
    references: new Set(),
    pageNumbers: known.pages ?? new Map(),
    noteNumbers: known.notes ?? new Map(),
    pageReferences: new Set(),
    marked: new Set(),
    headingLevels: [],
    floating: new Set(),
    origins: new Map(),
    inlines: new Map(),
    tally: { rivers: 0 },
    textHeight: page.height - page.margins.top - page.margins.bottom,
  };
}
