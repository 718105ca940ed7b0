/* What `POST /previews` lists of a page, for a canvas. Points from the page's top left corner, y downwards. */

type Matrix = readonly [number, number, number, number, number, number];

/** A colour, or a gradient between two ends (4 numbers) or two circles (6). */
export type Ink =
  | string
  | {
      readonly ends: readonly number[];
      readonly matrix: Matrix;
      readonly stops: readonly { readonly offset: number; readonly color: string; readonly alpha: number }[];
    };

export interface Pen {
  readonly width: number;
  readonly cap?: "butt" | "round" | "square";
  readonly join?: "miter" | "round" | "bevel";
  readonly miter?: number;
  readonly dashes?: readonly number[];
  readonly dashStart?: number;
}

interface Look {
  readonly alpha?: number;
  /** A blend mode of a canvas. */
  readonly blend?: string;
}

export interface FilledPath extends Look {
  readonly kind: "fill";
  readonly ink: Ink;
  readonly path: string;
  readonly evenOdd?: true;
}

export interface StrokedPath extends Look {
  readonly kind: "stroke";
  readonly ink: Ink;
  readonly path: string;
  readonly pen: Pen;
  readonly matrix?: Matrix;
}

export interface PaintedGlyphs extends Look {
  readonly kind: "glyphs";
  readonly ink: Ink;
  readonly face: string;
  readonly size: number;
  readonly matrix: Matrix;
  /** Of each glyph its id, and its origin. */
  readonly glyphs: readonly number[];
  readonly pen?: Pen;
}

export interface PaintedImage extends Look {
  readonly kind: "image";
  readonly image: string;
  /** Maps the unit square to the page. */
  readonly matrix: Matrix;
}

export interface ClippedPaints {
  readonly kind: "clip";
  readonly path: string;
  readonly evenOdd?: true;
  readonly paints: readonly Paint[];
}

export type Paint = FilledPath | StrokedPath | PaintedGlyphs | PaintedImage | ClippedPaints;

/** Left, top, right and bottom. */
export type Area = readonly [number, number, number, number];

export type DrawnBox =
  | { readonly paints: readonly Paint[]; readonly area?: Area; readonly figure?: undefined }
  | { readonly figure: string; readonly matrix: Matrix; readonly cut?: Area };

/** What the drawings of an answer name. */
export interface DrawnParts {
  /** Whether nothing is left out that came before. */
  readonly whole: boolean;
  readonly faces: Readonly<Record<string, { readonly em: number; readonly glyphs: Readonly<Record<string, string>> }>>;
  readonly figures: Readonly<Record<string, readonly Paint[]>>;
  /** `data:` URLs. */
  readonly images: Readonly<Record<string, string>>;
}
