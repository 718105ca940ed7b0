import type { CanvasGradient } from "../../../drawing.ts";
import type { TextMeasurer, TextStyle } from "../../../ports.ts";
import { parseCanvasFont } from "../../fonts/canvas-font.ts";
import { PdfGradient } from "./canvas-gradient.ts";
import { type CanvasMatrix, multiplyMatrices } from "./canvas-matrix.ts";
import { CanvasPath } from "./canvas-path.ts";
import { type CanvasState, CanvasStyles } from "./canvas-styles.ts";

/** What a shape or a text is painted with. */
export type Part = "fill" | "stroke";

/**
 * What every Canvas 2D context of ours does alike, whatever it writes: saved states, transforms, the current path,
 * gradients, and where a text stands. Subclasses write the paths that are filled and stroked, clips, texts and images.
 */
export abstract class CanvasPen extends CanvasStyles {
  protected readonly path = new CanvasPath();
  readonly #measurer: Pick<TextMeasurer, "measure" | "metrics">;
  readonly #base: CanvasMatrix;
  readonly #saved: { readonly state: CanvasState; readonly clips: number }[] = [];

  /**
   * @param base maps the drawing's space to what is written
   * @param measurer must be the one that measured the drawing
   */
  constructor(base: CanvasMatrix, measurer: Pick<TextMeasurer, "measure" | "metrics">) {
    super(base);
    this.#base = base;
    this.#measurer = measurer;
  }

  /** How many clips are in force. */
  protected abstract get clips(): number;
  /** Ends the last clip. */
  protected abstract unclip(): void;
  protected abstract fillPath(path: CanvasPath, rule: "nonzero" | "evenodd"): void;
  protected abstract strokePath(path: CanvasPath): void;
  protected abstract paintText(part: Part, text: string, x: number, y: number): void;

  imageSmoothingEnabled = true;

  fill(rule: "nonzero" | "evenodd" = "nonzero"): void {
    this.fillPath(this.path, rule);
  }
  stroke(): void {
    this.strokePath(this.path);
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.fillPath(this.rectangle(x, y, width, height), "nonzero");
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    this.strokePath(this.rectangle(x, y, width, height));
  }
  fillText(text: string, x: number, y: number): void {
    this.paintText("fill", text, x, y);
  }
  strokeText(text: string, x: number, y: number): void {
    this.paintText("stroke", text, x, y);
  }

  save(): void {
    this.#saved.push({ state: this.keepState(), clips: this.clips });
  }
  restore(): void {
    const last = this.#saved.pop();
    if (last === undefined) return;
    while (this.clips > last.clips) this.unclip();
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
    this.move(multiplyMatrices(this.#base, [a, b, c, d, e, f]));
  }

  beginPath(): void {
    this.path.begin();
  }
  closePath(): void {
    this.path.close();
  }
  moveTo(x: number, y: number): void {
    this.path.moveTo(this.state.matrix, x, y);
  }
  lineTo(x: number, y: number): void {
    this.path.lineTo(this.state.matrix, x, y);
  }
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.path.curveTo(this.state.matrix, x1, y1, x2, y2, x, y);
  }
  quadraticCurveTo(x1: number, y1: number, x: number, y: number): void {
    this.path.quadraticTo(this.state.matrix, x1, y1, x, y);
  }
  arc(x: number, y: number, radius: number, startAngle: number, endAngle: number, counterclockwise = false): void {
    this.path.arc(this.state.matrix, x, y, radius, radius, startAngle, endAngle, counterclockwise);
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
    this.path.arc(turned, 0, 0, radiusX, radiusY, startAngle, endAngle, counterclockwise);
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.path.rectangle(this.state.matrix, x, y, width, height);
  }
  roundRect(x: number, y: number, width: number, height: number, radii: number | readonly number[] = 0): void {
    this.path.roundRectangle(this.state.matrix, x, y, width, height, radii);
  }

  createLinearGradient(x1: number, y1: number, x2: number, y2: number): CanvasGradient {
    return new PdfGradient([x1, y1, x2, y2]);
  }
  createRadialGradient(x1: number, y1: number, r1: number, x2: number, y2: number, r2: number): CanvasGradient {
    return new PdfGradient([x1, y1, r1, x2, y2, r2]);
  }

  measureText(text: string): { readonly width: number } {
    return { width: this.#measurer.measure(text, this.textStyle()) };
  }

  /** A rectangle beside the current path. */
  protected rectangle(x: number, y: number, width: number, height: number): CanvasPath {
    const path = new CanvasPath();
    path.rectangle(this.state.matrix, x, y, width, height);
    return path;
  }

  protected textStyle(): TextStyle {
    const { font, letterSpacing } = this.state;
    const style = parseCanvasFont(font);
    return letterSpacing === 0 ? style : { ...style, letterSpacing };
  }

  /** Share of a text's width to the left of its anchor. */
  protected anchorShift(): number {
    const { textAlign } = this.state;
    if (textAlign === "center") return 0.5;
    return textAlign === "right" || textAlign === "end" ? 1 : 0;
  }

  /** Distance from the stated baseline down to the alphabetic one. */
  protected baselineShift(style: TextStyle): number {
    const { textBaseline } = this.state;
    if (textBaseline === "alphabetic") return 0;
    const { ascent, descent, capHeight } = this.#measurer.metrics(style);
    if (textBaseline === "top") return ascent;
    if (textBaseline === "hanging") return capHeight;
    return textBaseline === "middle" ? (ascent - descent) / 2 : -descent;
  }
}
