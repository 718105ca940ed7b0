import type { CanvasMatrix } from "../../pdf/canvas/canvas-matrix.ts";

/**
 * What a page shows, as a browser's canvas can draw it without reading a PDF: plain JSON. Points from the page's top
 * left corner, y downwards. Text is glyphs at their places, so that nothing depends on the browser's fonts.
 */

/** A colour `#rrggbb`, or a gradient. */
export type Ink = string | GradientInk;

export interface GradientInk {
  /** Its two ends (4 numbers), or its two circles, each with its radius (6). */
  readonly ends: readonly number[];
  /** Maps the space of `ends` to that of what is painted. */
  readonly matrix: CanvasMatrix;
  readonly stops: readonly { readonly offset: number; readonly color: string; readonly alpha: number }[];
}

interface Painted {
  readonly ink: Ink;
  /** 0 to 1. @default 1 */
  readonly alpha?: number | undefined;
  /** A blend mode of a canvas. @default source-over */
  readonly blend?: string | undefined;
}

/** How a line is drawn. Widths and dashes in points. */
export interface Pen {
  readonly width: number;
  /** @default butt */
  readonly cap?: string | undefined;
  /** @default miter */
  readonly join?: string | undefined;
  /** @default 10 */
  readonly miter?: number | undefined;
  readonly dashes?: readonly number[] | undefined;
  readonly dashStart?: number | undefined;
}

export interface FilledPath extends Painted {
  readonly kind: "fill";
  /** SVG path data. */
  readonly path: string;
  readonly evenOdd?: true | undefined;
}

export interface StrokedPath extends Painted {
  readonly kind: "stroke";
  readonly path: string;
  readonly pen: Pen;
  /** Maps path and pen to the page, where the pen is not round. */
  readonly matrix?: CanvasMatrix | undefined;
}

export interface PaintedGlyphs extends Painted {
  readonly kind: "glyphs";
  /** A name in `DrawnFaces`. */
  readonly face: string;
  readonly size: number;
  /** Maps the line's space (its baseline begins at the origin) to the page. */
  readonly matrix: CanvasMatrix;
  /** Of each glyph its id, and its origin. */
  readonly glyphs: readonly number[];
  /** Its outlines are drawn instead of filled. */
  readonly pen?: Pen | undefined;
}

export interface PaintedImage extends Omit<Painted, "ink"> {
  readonly kind: "image";
  /** A key of the images. */
  readonly image: string;
  /** Maps the unit square, y downwards, to the page. */
  readonly matrix: CanvasMatrix;
}

/** Paints that show only inside a path. */
export interface ClippedPaints {
  readonly kind: "clip";
  readonly path: string;
  readonly evenOdd?: true | undefined;
  readonly paints: readonly Paint[];
}

export type Paint = FilledPath | StrokedPath | PaintedGlyphs | PaintedImage | ClippedPaints;

/** A box of the page, in the order of painting. */
export type DrawnBox = PaintedBox | FigureBox;

export interface PaintedBox {
  readonly paints: readonly Paint[];
  /** Left, top, right and bottom of an area outside of which it paints nothing; absent: it may paint anywhere. */
  readonly area?: readonly [number, number, number, number] | undefined;
}

/** A chart or a picture at its place. */
export interface FigureBox {
  /** A key of the figures: equal for equal drawings. */
  readonly figure: string;
  /** Maps the drawing's space to the page. */
  readonly matrix: CanvasMatrix;
  /** Left, top, width and height of the part of the page outside of which it is cut off. */
  readonly cut?: readonly [number, number, number, number] | undefined;
}

/** Outlines of the glyphs of a face: SVG path data in font units, y upwards. */
export interface DrawnFace {
  /** Font units of an em. */
  readonly em: number;
  /** By glyph id. */
  readonly glyphs: Readonly<Record<number, string>>;
}

/** Name of a face → its glyphs. The name of a face is the same only for the same font file. */
export type DrawnFaces = Readonly<Record<string, DrawnFace>>;
