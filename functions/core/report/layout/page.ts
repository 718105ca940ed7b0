import type { PageNumberStyle } from "../document/page-numbering.ts";

/** Layout is data: everything here is plain JSON. All lengths in points, y downwards from the page's top. */

/** PDF 1.7 standard structure types (ISO 32000-1, 14.8.4). */
export type StructureRole =
  | "Document"
  | "Sect"
  | "H1"
  | "H2"
  | "H3"
  | "H4"
  | "H5"
  | "H6"
  | "P"
  | "L"
  | "LI"
  | "Lbl"
  | "LBody"
  | "Table"
  | "THead"
  | "TBody"
  | "TR"
  | "TH"
  | "TD"
  | "Figure"
  | "Caption"
  | "Link"
  | "Note"
  | "Reference"
  | "TOC"
  | "TOCI"
  | "BlockQuote"
  | "Code"
  | "Span"
  | "Div"
  | "Formula";

export interface StructureElement {
  /** Index in `Layout.structure`. */
  readonly index: number;
  readonly role: StructureRole;
  /** Index of the parent; absent for the root. Parents come before children. */
  readonly parent?: number;
  readonly alt?: string;
  readonly actualText?: string;
  readonly lang?: string;
  readonly title?: string;
  /** Unique ID (needed for Note, and for TH that are named in `headers`). */
  readonly id?: string;
  readonly scope?: "Column" | "Row" | "Both";
  readonly headers?: readonly string[];
  readonly colSpan?: number;
  readonly rowSpan?: number;
  readonly listNumbering?: "None" | "Disc" | "Decimal";
  /** For a Span: its words are struck through. */
  readonly lineThrough?: true;
}

/** The meaning of a box: a structure element (by index), or decoration. */
export type Meaning = number | "layout" | "header" | "footer" | "watermark";

export interface PlacedRun {
  readonly text: string;
  readonly face: string;
  /** From the page's left. */
  readonly x: number;
  readonly width: number;
  readonly size: number;
  readonly color: string;
  readonly features?: readonly string[] | undefined;
  readonly letterSpacing?: number | undefined;
  /** Extra advance for every space in the run (justified lines). */
  readonly wordSpacing?: number | undefined;
  /** Drawn right to left; the text is in reading order, with brackets as written. */
  readonly rightToLeft?: boolean | undefined;
  /** Raised (positive) or lowered from the baseline. */
  readonly rise?: number | undefined;
  readonly underline?: boolean | undefined;
  readonly strike?: boolean | undefined;
  /** The original characters of squares, drawn because no face has them. */
  readonly original?: string | undefined;
}

export interface TextBox {
  readonly kind: "text";
  readonly means: Meaning;
  /** Baseline. */
  readonly y: number;
  /** In reading order, whatever their positions; drawn as one marked-content sequence. */
  readonly runs: readonly PlacedRun[];
  /** Rotation about a point of the page: cosine and sine of the angle, counterclockwise. */
  readonly turn?: { readonly cos: number; readonly sin: number; readonly x: number; readonly y: number };
  /** Logical text where it differs from the drawn runs (right-to-left, removed line-end hyphens). */
  readonly actualText?: string | undefined;
}

export interface RectangleBox {
  readonly kind: "rectangle";
  readonly means: "layout";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
}

export interface LineBox {
  readonly kind: "line";
  readonly means: Meaning;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly color: string;
  readonly width: number;
}

/** Moves to, draws a line or a Bézier curve to, or closes; points from the box's own corner. */
export type PathSegment =
  | readonly ["M" | "L", number, number]
  | readonly ["C", number, number, number, number, number, number]
  | readonly ["Z"];

/** A drawing of lines and curves: a sparkline, a logo. */
export interface PathBox {
  readonly kind: "path";
  /** A Figure element, whose bounding box this is, or decoration. */
  readonly means: Meaning;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly segments: readonly PathSegment[];
  readonly fill?: string | undefined;
  /** Whether a point is inside by the even-odd rule; absent: nonzero winding (ISO 32000-1, 8.5.3.3). */
  readonly evenOdd?: boolean | undefined;
  readonly stroke?: { readonly color: string; readonly width: number; readonly line?: LineStyle };
  /** Of fill and stroke, 0 to 1. @default 1 */
  readonly opacity?: number;
}

/** How the line of a path is drawn (ISO 32000-1, 8.4.3), where it is not as the others of a page. */
export interface LineStyle {
  readonly cap: "butt" | "round" | "square";
  readonly join: "miter" | "round" | "bevel";
  readonly miter: number;
  /** Lengths of dashes and gaps in turn, points; none: a whole line. */
  readonly dashes: readonly number[];
  /** Where in them the line begins, points. */
  readonly dashStart: number;
  /** `[a, b, c, d]` of the matrix that stretches the pen, of area 1, y downwards; absent: the pen is round. */
  readonly pen?: readonly [a: number, b: number, c: number, d: number];
}

/** A picture made of pixels: a logo. */
export interface ImageBox {
  readonly kind: "image";
  readonly means: "header" | "layout";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A PNG file in base64, with its size in pixels. */
  readonly png: string;
  readonly pixels: { readonly width: number; readonly height: number };
}

/** A chart or a picture. */
export interface ChartBox {
  readonly kind: "chart";
  /** A Figure element, whose bounding box this is, or decoration. */
  readonly means: Meaning;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The figure block's id. */
  readonly figure: string;
  /** 1 unless the chart had to be scaled down. */
  readonly scale: number;
  /** The part of a larger drawing that is shown begins here, points; the rest is cut off. Absent: all is shown. */
  readonly offset?: { readonly x: number; readonly y: number };
}

/** A clickable area; it belongs to a Link element that also holds the text. */
export interface LinkBox {
  readonly kind: "link";
  readonly means: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly target: { readonly url: string } | { readonly destination: string };
  /** Text of the link for screen readers. */
  readonly contents: string;
}

/** A named place, the target of links and the outline. */
export interface DestinationBox {
  readonly kind: "destination";
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

export type Box = TextBox | RectangleBox | LineBox | PathBox | ImageBox | ChartBox | LinkBox | DestinationBox;

export interface Page {
  readonly width: number;
  readonly height: number;
  /** In reading order, as in the structure tree, except for floating figures: the tree has them in the text's order. */
  readonly boxes: readonly Box[];
}

export interface OutlineItem {
  readonly title: string;
  readonly destination: string;
  readonly children: readonly OutlineItem[];
}

/** Pages numbered one after the other. */
export interface NumberedPages {
  /** Index of the first of them. */
  readonly first: number;
  readonly style: PageNumberStyle;
  /** Number of the first of them. */
  readonly start: number;
}

/** How far pages fall short of an editor's standards, see `measureQuality`. */
export interface PageQuality {
  readonly penalties: Readonly<
    Record<
      | "holes"
      | "shortPages"
      | "strandedHeadings"
      | "grownSpaces"
      | "movedFigures"
      | "looseLines"
      | "dividedWords"
      | "rivers",
      number
    >
  >;
  readonly sum: number;
}

export interface Layout {
  readonly pages: readonly Page[];
  /** How pages are numbered, the first ones first; absent: decimal from 1. */
  readonly numbering?: readonly NumberedPages[];
  /** Index 0 is the Document element. */
  readonly structure: readonly StructureElement[];
  readonly outline: readonly OutlineItem[];
}

/** A layout with the measured quality of its pages. */
export interface MeasuredLayout extends Layout {
  readonly quality: PageQuality;
}
