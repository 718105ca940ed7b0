import type { Numeric } from "../decimal.ts";
import type { Where } from "../errors.ts";
import type { PageNumbering } from "./page-numbering.ts";

/** Text inside a block. */
export type Inline =
  | { readonly type: "text"; readonly text: string; readonly language?: string }
  | { readonly type: "strong" | "emphasis" | "delete" | "superscript" | "subscript" | "smallcaps"; readonly children: readonly Inline[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "link"; readonly url: string; readonly children: readonly Inline[] }
  | { readonly type: "break" }
  /** A reference to `Document.footnotes[index]`; its printed number is `index + 1`. */
  | { readonly type: "footnote"; readonly index: number }
  /** A formula in TeX; `id` names its drawing in `Document.pictures`. */
  | { readonly type: "formula"; readonly id: string; readonly tex: string }
  /** A live cross reference to a block's `id` ("Figure 3"). */
  | { readonly type: "reference"; readonly target: string; readonly children: readonly Inline[] }
  /** The place of a block. @see PageReference */
  | PageReference;

/** The page number of the block with an `id`. */
export interface PageReference {
  readonly type: "page-reference";
  readonly target: string;
  /** The printed words, with `{page}` for the number: "page {page}", or the number alone. */
  readonly words: string;
}

export interface Heading {
  readonly type: "heading";
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  /** Printed before its words: "2.1", "Appendix A". */
  readonly number?: string | undefined;
  /** Unique in the document; the target of links and outline. */
  readonly id: string;
  readonly children: readonly Inline[];
}

export interface Paragraph {
  readonly type: "paragraph";
  /** `kicker` is above the title, `standfirst` is the first paragraph after it. */
  readonly role?: "kicker" | "standfirst";
  readonly children: readonly Inline[];
}

export interface List {
  readonly type: "list";
  readonly ordered: boolean;
  readonly start: number;
  readonly tight: boolean;
  readonly items: readonly (readonly Block[])[];
}

export interface Quote {
  readonly type: "quote";
  readonly children: readonly Block[];
}

/** A quotation set large. */
export interface PullQuote {
  readonly type: "pull-quote";
  readonly children: readonly Block[];
  /** Who said it. */
  readonly by: readonly Inline[];
}

/** Terms, and what they mean. */
export interface DefinitionList {
  readonly type: "definitions";
  readonly items: readonly Definition[];
}

export interface Definition {
  /** Words that mean the same. */
  readonly terms: readonly (readonly Inline[])[];
  readonly meanings: readonly (readonly Inline[])[];
}

export interface CodeBlock {
  readonly type: "code";
  readonly text: string;
}

/** `float`: a figure may move within its section, so that text fills the page; `here`: it stays. */
export const figurePlaces = ["float", "here"] as const;

export type FigurePlace = (typeof figurePlaces)[number];

/** The text around a figure or table: action title, deck, source and note lines. */
export interface Captioned {
  readonly id: string;
  /** Number within its kind, from 1; 0 if it is not counted. */
  readonly number: number;
  /** Printed instead of the number if different: "A1" in an appendix. */
  readonly label?: string | undefined;
  readonly title: readonly Inline[];
  readonly deck: readonly Inline[];
  readonly source: readonly Inline[];
  readonly note: readonly Inline[];
  /** Whether it stays between the blocks around it. @default that of the page */
  readonly place?: FigurePlace;
}

export interface TableColumn {
  readonly label: readonly Inline[];
  /** `decimal` aligns on the decimal mark. */
  readonly align: "left" | "right" | "center" | "decimal";
  /** Fixed share of the width, 0 to 1; absent: computed from content. */
  readonly share?: number | undefined;
}

/** A small graphic in a cell, in shares of its available room. */
export type CellGraphic =
  /** A bar from one share of the width to another: the value's side of zero. The cell's text contains the number. */
  | { readonly kind: "bar"; readonly from: number; readonly to: number }
  /** A line through points evenly spaced, each a share of the height from the foot; null is a gap. */
  | { readonly kind: "sparkline"; readonly points: readonly (number | null)[]; readonly alt: string };

/** A cell's position on a heat map's scale, from 0 to 1. */
export interface CellHeat {
  readonly share: number;
  /** From one colour over the paper to another, with zero in the middle. */
  readonly diverging: boolean;
}

/** The direction in which a number has changed, as an arrow before it, and whether that is good. */
export interface CellChange {
  readonly arrow: "up" | "down";
  readonly tone: "good" | "bad" | "plain";
}

export interface TableCell {
  readonly children: readonly Inline[];
  readonly graphic?: CellGraphic;
  readonly heat?: CellHeat;
  readonly change?: CellChange;
  /** A note of the table that is marked behind the text: its index in `DataTable.notes`. */
  readonly note?: number;
  /** @default 1 */
  readonly colSpan?: number;
  /** @default 1 */
  readonly rowSpan?: number;
  /** Whether it is the row's heading. */
  readonly header?: boolean;
  /** Text for screen readers instead of the printed text, such as for a dash that marks a missing value. */
  readonly spoken?: string;
}

/** `group` rows head the rows that follow; `subtotal` and `total` rows are set apart; `muted` ones step back and `highlight` ones forward. */
export type TableRowKind = "body" | "group" | "subtotal" | "total" | "muted" | "highlight";

export interface TableRow {
  readonly kind: TableRowKind;
  /** Number of enclosing groups, by which its first cell is indented. @default 0 */
  readonly level?: number;
  readonly cells: readonly TableCell[];
}

export interface DataTable extends Captioned {
  readonly type: "table";
  readonly columns: readonly TableColumn[];
  /** Rows of headings if one is not enough: a heading may span several columns. Absent: one row of the columns' labels. */
  readonly head?: readonly (readonly TableCell[])[];
  readonly rows: readonly TableRow[];
  /** Whether it fills the available width. @default as wide as its content */
  readonly full?: boolean;
  /** Notes to its cells, printed below it in this order. */
  readonly notes?: readonly (readonly Inline[])[];
}

export interface Figure extends Captioned {
  readonly type: "figure";
  readonly chart: ChartRequest;
  /** Alternative text from the directive. */
  readonly alt?: string;
  /** Whether the data drawn is attached to the PDF. */
  readonly attach: boolean;
  readonly where: Where;
}

/** Picks the rows whose column has this value, of the column's type; null picks missing values. */
export interface RowCondition {
  readonly column: string;
  readonly value: string | boolean | Numeric | null;
}

/** Shapes of a map: a file of the template, and what of it is drawn. */
export interface GeometrySource {
  /** Path inside the template. */
  readonly file: string;
  readonly body: Uint8Array;
  /** TopoJSON: the object whose shapes are drawn, each for itself. */
  readonly feature?: string | undefined;
  /** TopoJSON: the object whose borders are drawn as one line. */
  readonly mesh?: string | undefined;
  /** Of a mesh: the borders between shapes, or those that only one shape has. @default all */
  readonly filter?: "interior" | "exterior" | undefined;
}

/** A chart to be compiled: strings already in the report's language. */
export interface ChartRequest {
  readonly name: string;
  readonly dialect: "vega-lite" | "vega";
  readonly spec: Readonly<Record<string, unknown>>;
  /** Name of a data source in the spec → name of the query that fills it. */
  readonly data: Readonly<Record<string, string>>;
  /** Name of a data source in the spec → the shapes that fill it. */
  readonly geometry?: Readonly<Record<string, GeometrySource>>;
  /** The data source that draws only some rows of its query, and which. */
  readonly picked?: { readonly source: string; readonly conditions: readonly RowCondition[] };
  /** Values of this chart alone for params or signals of its spec, before the report's parameters. */
  readonly params?: Readonly<Record<string, string | number | boolean | null>>;
  /** The file of the spec, so that faults can be shown in it. */
  readonly source?: { readonly file: string; readonly text: string } | undefined;
}

/** The source of a picture; it is read, checked and drawn before the pages are laid out. */
export type PictureContent =
  /**
   * A PNG, JPEG or SVG file. @property name its path in the template, or its place in the data, for messages @property
   * rasterOnly whether it comes from the data, and so may not be SVG
   */
  { readonly kind: "image"; readonly name: string; readonly bytes: Uint8Array; readonly rasterOnly?: true }
  /**
   * @property symbology a name in `symbologies` @property level of error correction @property text whether its value is
   * printed below bars
   */
  | { readonly kind: "barcode"; readonly name: string; readonly symbology: string; readonly value: string; readonly level?: string; readonly text: boolean }
  /** @property tex TeX without its dollars @property display whether it is set between paragraphs */
  | { readonly kind: "formula"; readonly name: string; readonly tex: string; readonly display: boolean };

/** An image between the paragraphs. It is counted among the figures if it has a title (`number` is 0 otherwise). */
export interface Picture extends Captioned {
  readonly type: "picture";
  readonly content: PictureContent;
  /** Alternative text; absent: decoration, which is not read aloud. */
  readonly alt?: string;
  /** Printed under it. */
  readonly caption: readonly Inline[];
  /** A share of the available width (0 to 1), or points @default its own size, at most the available width */
  readonly width?: { readonly share: number } | { readonly points: number };
  /** Only a part is shown: as wide as high by `ratio`, about the focus in shares of width and height from the top left corner. */
  readonly crop?: { readonly ratio: number; readonly focus: { readonly x: number; readonly y: number } };
  /** @default "left" */
  readonly align?: "left" | "center" | "right";
  readonly where: Where;
}

/** A formula between paragraphs, centred. `id` names its drawing in `Document.pictures`. */
export interface DisplayFormula {
  readonly type: "formula";
  readonly id: string;
  readonly tex: string;
}

export interface KeyFigures {
  readonly type: "key-figures";
  readonly items: readonly {
    readonly label: readonly Inline[];
    readonly value: readonly Inline[];
    readonly note: readonly Inline[];
  }[];
}

export interface Columns {
  readonly type: "columns";
  /** Spans on the 12-column grid; they add up to 12. */
  readonly spans: readonly number[];
  readonly columns: readonly (readonly Block[])[];
}

/** Text that fills columns of equal width, one after the other. */
export interface TextColumns {
  readonly type: "text-columns";
  readonly count: number;
  readonly children: readonly Block[];
}

export interface Callout {
  readonly type: "callout";
  readonly title: readonly Inline[];
  readonly children: readonly Block[];
}

export interface TableOfContents {
  readonly type: "toc";
  /** What is listed. @default "headings" */
  readonly of?: "headings" | "figures" | "tables";
  /** Deepest heading level listed. */
  readonly depth: number;
}

/** Blocks on pages turned to landscape. */
export interface Landscape {
  readonly type: "landscape";
  readonly children: readonly Block[];
}

/** A new page begins here; its number may begin anew. */
export interface PageBreak {
  readonly type: "page-break";
  readonly numbering?: PageNumbering | undefined;
}

export type Block =
  | Heading
  | Paragraph
  | List
  | Quote
  | PullQuote
  | DefinitionList
  | CodeBlock
  | DataTable
  | Figure
  | Picture
  | DisplayFormula
  | KeyFigures
  | Columns
  | TextColumns
  | Callout
  | TableOfContents
  | Landscape
  | PageBreak
  | { readonly type: "rule" };

export interface Footnote {
  readonly label: string;
  readonly children: readonly Block[];
}

/** The report as content, without positions. */
export interface Document {
  readonly title: string;
  readonly language: string;
  /** Running header. It and the footer may hold `{page}`, `{pages}` and `{chapter}`, which layout knows. */
  readonly header: { readonly left: string; readonly right: string };
  /** Running footer, left. */
  readonly footer: string;
  /** Running footer, right; absent: page x of y in the language's words. */
  readonly folio?: string;
  /** Words across every page; absent: none. */
  readonly watermark?: string;
  /** The report's date in the language's long form. */
  readonly date?: string;
  readonly blocks: readonly Block[];
  readonly footnotes: readonly Footnote[];
  /** Pictures outside blocks, such as a cover's, by id. */
  readonly pictures?: ReadonlyMap<string, { readonly content: PictureContent; readonly where: Where }>;
}
