import type { CanvasContext, CanvasGradient, RasterImage } from "../../../drawing.ts";
import type { Warn } from "../../../errors.ts";
import type { TextStyle } from "../../../ports.ts";
import { parseCanvasFont } from "../../fonts/canvas-font.ts";
import { PdfGradient } from "./canvas-gradient.ts";
import { embedImage } from "./canvas-image.ts";
import type { CanvasMatrix } from "./canvas-matrix.ts";
import { multiplyMatrices } from "./canvas-matrix.ts";
import { CanvasPath } from "./canvas-path.ts";
import type { CanvasResources } from "./canvas-resources.ts";
import type { CanvasState } from "./canvas-styles.ts";
import { CanvasStyles } from "./canvas-styles.ts";
import { textOperators, type CanvasFace } from "./canvas-text.ts";
import { CanvasWriter } from "./canvas-writer.ts";
import type { Typesetter } from "../../fonts/typesetter.ts";
import { visualRuns } from "../../fonts/visual-runs.ts";

export interface CanvasOptions {
  /**
   * Maps the chart's space (points, y downwards, origin at its top left corner) to the page's default user space (y
   * upwards): `[scale, 0, 0, -scale, x, height of the page - y]`.
   */
  readonly matrix: CanvasMatrix;
  /** Splits and shapes text; must be the typesetter that measured it. */
  readonly typesetter: Pick<Typesetter, "runs" | "measure" | "metrics" | "shape" | "language">;
  /** Returns the embedded face for a key in `FaceRun.face`. */
  readonly fonts: { face(key: string): CanvasFace };
  readonly resources: CanvasResources;
  /** Receives clickable areas: left, bottom, right and top in the page's default user space. @default no links */
  link?(rectangle: readonly [number, number, number, number], url: string): void;
  readonly warn: Warn;
}

/** A canvas that draws PDF content. */
export interface PdfCanvas extends CanvasContext {
  /**
   * The content operators for everything drawn; they restore the graphics state. They must be used in the page's
   * default user space. Empty if nothing was painted.
   */
  end(): string;
}

/**
 * A Canvas 2D context that writes PDF operators: paths as vectors, text as text in the embedded fonts. It supports
 * everything that Vega's canvas renderer calls, but not canvas patterns, shadows, `Path2D` or hit tests.
 *
 * Strokes and dashes are scaled by the square root of the matrix's determinant: exact unless the matrix stretches or
 * skews.
 */
export function createCanvasContext(options: CanvasOptions): PdfCanvas {
  return new PdfCanvasContext(options);
}

class PdfCanvasContext extends CanvasStyles implements PdfCanvas {
  readonly #options: CanvasOptions;
  readonly #writer: CanvasWriter;
  readonly #path = new CanvasPath();
  readonly #saved: { readonly state: CanvasState; readonly clips: number }[] = [];
  #clips = 0;

  constructor(options: CanvasOptions) {
    super(options.matrix);
    this.#options = options;
    this.#writer = new CanvasWriter(options.resources, options.warn);
  }

  end(): string {
    return this.#writer.end();
  }

  save(): void {
    this.#saved.push({ state: this.keepState(), clips: this.#clips });
  }
  restore(): void {
    const last = this.#saved.pop();
    if (last === undefined) return;
    for (; this.#clips > last.clips; this.#clips--) this.#writer.unclip();
    this.restoreState(last.state);
  }
  translate(x: number, y: number): void {
    this.transform(1, 0, 0, 1, x, y);
  }
  rotate(radians: number): void {
    const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
    this.transform(cos, sin, -sin, cos, 0, 0);
  }
  scale(x: number, y: number): void {
    this.transform(x, 0, 0, y, 0, 0);
  }
  transform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.move(multiplyMatrices(this.state.matrix, [a, b, c, d, e, f]));
  }
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.move(multiplyMatrices(this.#options.matrix, [a, b, c, d, e, f]));
  }

  beginPath(): void {
    this.#path.begin();
  }
  closePath(): void {
    this.#path.close();
  }
  moveTo(x: number, y: number): void {
    this.#path.moveTo(this.state.matrix, x, y);
  }
  lineTo(x: number, y: number): void {
    this.#path.lineTo(this.state.matrix, x, y);
  }
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.#path.curveTo(this.state.matrix, x1, y1, x2, y2, x, y);
  }
  quadraticCurveTo(x1: number, y1: number, x: number, y: number): void {
    this.#path.quadraticTo(this.state.matrix, x1, y1, x, y);
  }
  arc(x: number, y: number, radius: number, startAngle: number, endAngle: number, counterclockwise = false): void {
    this.#path.arc(this.state.matrix, x, y, radius, radius, startAngle, endAngle, counterclockwise);
  }
  ellipse(
    x: number,
    y: number,
    radiusX: number,
    radiusY: number,
    rotation: number,
    startAngle: number,
    endAngle: number,
    counterclockwise = false,
  ): void {
    const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
    const turned = multiplyMatrices(this.state.matrix, [cos, sin, -sin, cos, x, y]);
    this.#path.arc(turned, 0, 0, radiusX, radiusY, startAngle, endAngle, counterclockwise);
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.#path.rectangle(this.state.matrix, x, y, width, height);
  }
  roundRect(x: number, y: number, width: number, height: number, radii: number | readonly number[] = 0): void {
    this.#path.roundRectangle(this.state.matrix, x, y, width, height, radii);
  }

  fill(rule: "nonzero" | "evenodd" = "nonzero"): void {
    this.#writer.fill(this.#path.text(this.state.matrix), rule, this.state);
  }
  stroke(): void {
    this.#writer.stroke(this.#path.text(this.state.matrix), this.state);
  }
  clip(rule: "nonzero" | "evenodd" = "nonzero"): void {
    this.#writer.clip(this.#path.toString(), rule);
    this.#clips++;
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    const path = new CanvasPath();
    path.rectangle(this.state.matrix, x, y, width, height);
    this.#writer.fill(path.text(this.state.matrix), "nonzero", this.state);
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    const path = new CanvasPath();
    path.rectangle(this.state.matrix, x, y, width, height);
    this.#writer.stroke(path.text(this.state.matrix), this.state);
  }

  fillText(text: string, x: number, y: number): void {
    this.#text("fill", text, x, y);
  }
  strokeText(text: string, x: number, y: number): void {
    this.#text("stroke", text, x, y);
  }
  measureText(text: string): { readonly width: number } {
    return { width: this.#options.typesetter.measure(text, this.#textStyle()) };
  }

  imageSmoothingEnabled = true;
  drawImage(image: RasterImage, x: number, y: number, width: number, height: number): void {
    if (!Number.isFinite(x + y + width + height)) return;
    const { resources, warn } = this.#options;
    const name = embedImage(resources, image, warn);
    if (name !== undefined)
      this.#writer.image(name, multiplyMatrices(this.state.matrix, [width, 0, 0, -height, x, y + height]), this.state);
  }

  createLinearGradient(x1: number, y1: number, x2: number, y2: number): CanvasGradient {
    return new PdfGradient([x1, y1, x2, y2]);
  }
  createRadialGradient(x1: number, y1: number, r1: number, x2: number, y2: number, r2: number): CanvasGradient {
    return new PdfGradient([x1, y1, r1, x2, y2, r2]);
  }

  link(x: number, y: number, width: number, height: number, url: string): void {
    const { matrix, link } = this.#options;
    const [, , , , left, top] = multiplyMatrices(matrix, [1, 0, 0, 1, x, y]);
    const [, , , , right, bottom] = multiplyMatrices(matrix, [1, 0, 0, 1, x + width, y + height]);
    link?.([left, bottom, right, top], url);
  }

  #textStyle(): TextStyle {
    const { font, letterSpacing } = this.state;
    const style = parseCanvasFont(font);
    return letterSpacing === 0 ? style : { ...style, letterSpacing };
  }

  #text(part: "fill" | "stroke", text: string, x: number, y: number): void {
    const { typesetter, fonts } = this.#options;
    const { matrix, letterSpacing } = this.state;
    const style = this.#textStyle();
    const runs = style.size > 0 && text.trim() !== "" ? visualRuns(typesetter, text, style) : [];
    let left = x - shiftOf(this.state.textAlign) * runs.reduce((width, run) => width + run.width, 0);
    const baseline = y + this.#baselineShift(style);
    for (const run of runs) {
      const shaped = typesetter.shape(run.text, run.face, {
        features: style.features,
        spaced: letterSpacing !== 0,
        rightToLeft: run.rightToLeft,
      });
      const face = fonts.face(run.face);
      const rightToLeft = run.rightToLeft === true;
      const operators = textOperators(
        { text: run.text, shaped, rightToLeft, afterLeft: false },
        face,
        matrix,
        left,
        baseline,
        style.size,
        letterSpacing,
      );
      this.#writer.text(part, face, style.size, operators, this.state);
      left += run.width;
    }
  }

  /** Distance from the stated baseline down to the alphabetic one. */
  #baselineShift(style: TextStyle): number {
    const { textBaseline } = this.state;
    if (textBaseline === "alphabetic") return 0;
    const { ascent, descent, capHeight } = this.#options.typesetter.metrics(style);
    if (textBaseline === "top") return ascent;
    if (textBaseline === "hanging") return capHeight;
    if (textBaseline === "middle") return (ascent - descent) / 2;
    return -descent;
  }
}

/** Share of a text's width to the left of its anchor. */
function shiftOf(textAlign: string): number {
  if (textAlign === "center") return 0.5;
  return textAlign === "right" || textAlign === "end" ? 1 : 0;
}
