/** A colour gradient under construction, after CanvasGradient. */
export interface CanvasGradient {
  /** @param offset 0 to 1 */
  addColorStop(offset: number, color: string): void;
}

/** A raster image of a known size, not yet decoded. */
export interface RasterImage {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** `rgba`: 4 bytes per pixel, rows from the top. */
  readonly format: "png" | "jpeg" | "rgba";
  readonly bytes: Uint8Array;
  /** ICC profile that defines its colours; absent: sRGB, or its grey. */
  readonly profile?: { readonly bytes: Uint8Array; readonly components: 1 | 3 | 4 };
  /** Whether the inks of a JPEG are inverted: 0 is full. */
  readonly inverted?: true;
}

/**
 * The part of CanvasRenderingContext2D (WHATWG HTML, 4.12.5.1) that Vega's canvas renderer calls, implemented over the
 * PDF by the PDF stage. Declared structurally so that drawing code knows nothing of PDFKit. Semantics are the canvas's:
 * a path's points are transformed by the matrix in force when they are added; `save` and `restore` keep matrix, clip
 * and styles, not the path.
 */
export interface CanvasContext {
  fillStyle: string | CanvasGradient;
  strokeStyle: string | CanvasGradient;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  miterLimit: number;
  lineDashOffset: number;
  globalAlpha: number;
  /** A blend mode of CSS Compositing, or `source-over`. */
  globalCompositeOperation: string;
  /** CSS font shorthand, sizes in `px`, which are points here. */
  font: string;
  textAlign: string;
  textBaseline: string;
  /** CSS length, e.g. `0.5px`. */
  letterSpacing: string;
  setLineDash(segments: readonly number[]): void;

  save(): void;
  restore(): void;
  translate(x: number, y: number): void;
  rotate(radians: number): void;
  scale(x: number, y: number): void;
  transform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  /** Replaces the matrix by one relative to the chart's top left corner. */
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;

  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
  quadraticCurveTo(x1: number, y1: number, x: number, y: number): void;
  arc(x: number, y: number, radius: number, startAngle: number, endAngle: number, counterclockwise?: boolean): void;
  ellipse(
    x: number,
    y: number,
    radiusX: number,
    radiusY: number,
    rotation: number,
    startAngle: number,
    endAngle: number,
    counterclockwise?: boolean,
  ): void;
  rect(x: number, y: number, width: number, height: number): void;
  roundRect(x: number, y: number, width: number, height: number, radii?: number | readonly number[]): void;
  fill(rule?: "nonzero" | "evenodd"): void;
  stroke(): void;
  clip(rule?: "nonzero" | "evenodd"): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  strokeRect(x: number, y: number, width: number, height: number): void;

  fillText(text: string, x: number, y: number): void;
  strokeText(text: string, x: number, y: number): void;
  measureText(text: string): { readonly width: number };

  /** Whether enlarged pixels are blended; a PDF leaves that to its reader. */
  imageSmoothingEnabled: boolean;
  drawImage(image: RasterImage, x: number, y: number, width: number, height: number): void;

  createLinearGradient(x1: number, y1: number, x2: number, y2: number): CanvasGradient;
  createRadialGradient(x1: number, y1: number, r1: number, x2: number, y2: number, r2: number): CanvasGradient;

  /** Makes an area of the chart clickable, in the chart's own coordinates. */
  link?(x: number, y: number, width: number, height: number, url: string): void;
}

/** Anything that can draw itself: a chart, an image, a barcode, a formula. */
export interface Drawing {
  /** Points, outer size, at scale 1. */
  readonly width: number;
  readonly height: number;
  /** Smallest useful width in points: scanners cannot read a narrower barcode. */
  readonly leastWidth?: number;
  /** For a formula: how far it extends below the baseline, points. */
  readonly depth?: number;
  /** For a formula: its MathML. */
  readonly mathml?: string;
  /** Alternative text; empty: decoration. */
  readonly alt: string;
  /** BCP 47, if the alternative text is not in the report's language. */
  readonly lang?: string;
  /** Draws into a context whose origin is the drawing's top left corner, y downwards, in points. */
  draw(context: CanvasContext): void;
}
