import type { TableRowKind } from "../../../document/document.ts";
import type { Rectangle } from "../slide-frame.ts";
import type { SlideLine } from "../text/slide-line.ts";
import type { SlideFamily } from "../text/slide-looks.ts";
import type { SlideRun } from "../text/slide-words.ts";

/** What a shape is, which is its name in the file: by it a slide is read back. `again`: a slide before has said it. */
export type ShapeName =
  | "Heading"
  | "Heading again"
  | "Section"
  | "Section again"
  | "Caption"
  | "Caption again"
  | "Name"
  | "Name again"
  | "Kicker"
  | "Subtitle"
  | "Deck"
  | "Text"
  | "Text continued"
  | "Key figure"
  | "Picture text"
  | "Source";

export interface TextShape {
  readonly kind: "text";
  readonly name: ShapeName;
  /** The layout's own place for it, with its look. */
  readonly holder?: "title" | "ctrTitle" | "subTitle" | "body";
  readonly box: Rectangle;
  readonly lines: readonly SlideLine[];
  readonly family: SlideFamily;
  /** Points. */
  readonly size: number;
  readonly anchor?: "t" | "ctr" | "b";
  /** Whether on a ground of the theme's tint. */
  readonly tinted?: true;
}

/** A chart or picture. */
export interface DrawingShape {
  readonly kind: "drawing";
  readonly id: string;
  readonly box: Rectangle;
}

export interface SlideCell {
  readonly runs: readonly SlideRun[];
  /** From 0. */
  readonly column: number;
  readonly colSpan: number;
  /** Rows on this slide. */
  readonly rowSpan: number;
  /** Of a cell that reaches over several rows of its table: what its words need, points. */
  readonly height?: number;
  readonly align: "l" | "r" | "ctr";
  /** Depth of groups by which it is set in. */
  readonly level: number;
  readonly bold: boolean;
  readonly muted: boolean;
  /** `#rrggbb`, of a heat map. */
  readonly ground?: string;
  /** Whether a slide before began it. */
  readonly carried?: true;
}

export interface SlideRow {
  readonly kind: TableRowKind | "heading";
  readonly cells: readonly SlideCell[];
  /** Points. */
  readonly height: number;
}

export interface TableShape {
  readonly kind: "table";
  /** In words, for screen readers. */
  readonly alt: string;
  /** Whether a slide before began it. */
  readonly again: boolean;
  /** Rows of headings, with which `rows` begins. */
  readonly headings: number;
  readonly rows: readonly SlideRow[];
  /** Widths of columns, points. */
  readonly columns: readonly number[];
  readonly named: boolean;
  readonly striped: boolean;
  /** Points. */
  readonly size: number;
  readonly box: Rectangle;
}

export type SlideShape = TextShape | DrawingShape | TableShape;

export interface PlannedSlide {
  readonly layout: "title" | "text" | "content" | "divider";
  /** In reading order. */
  readonly shapes: readonly SlideShape[];
  /** Text of the report before what the slide shows, and after it: its notes. */
  readonly before: readonly SlideLine[];
  after: readonly SlideLine[];
  /** Ids of the blocks that it shows. */
  readonly ids: readonly string[];
  /** Name of the chapter that begins with it. */
  readonly chapter?: string;
}
