import type { OutlineStep, TextOutliner } from "../../../ports.ts";
import { alphaOf } from "./alpha-of.ts";
import { Coverage } from "./coverage.ts";
import { FlatPath, type Matrix, scaleOf } from "./flat-path.ts";
import { strokePieces, type StrokeStyle } from "./stroke-pieces.ts";

interface State {
  matrix: Matrix;
  fillStyle: unknown;
  strokeStyle: unknown;
  globalAlpha: number;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  miterLimit: number;
  lineDash: readonly number[];
  lineDashOffset: number;
  font: string;
  textAlign: string;
}

const initial: State = {
  matrix: [1, 0, 0, 1, 0, 0],
  fillStyle: "#000",
  strokeStyle: "#000",
  globalAlpha: 1,
  lineWidth: 1,
  lineCap: "butt",
  lineJoin: "miter",
  miterLimit: 10,
  lineDash: [],
  lineDashOffset: 0,
  font: "10px sans-serif",
  textAlign: "start",
};

/**
 * The part of CanvasRenderingContext2D (WHATWG HTML, 4.12.5.1) with which Vega's marks and its word cloud paint and
 * read pixels, recording coverage instead of colours: a pixel is opaque or empty. Gradients and images count as opaque;
 * blend modes do not change shapes and are ignored.
 */
export class CoverageContext {
  readonly #outliner: TextOutliner;
  readonly #path = new FlatPath();
  #coverage = new Coverage(0, 0);
  #state: State = { ...initial };
  #saved: State[] = [];

  constructor(outliner: TextOutliner) {
    this.#outliner = outliner;
  }

  /** Clears the bitmap and resets the state. @param width pixels */
  resize(width: number, height: number): void {
    this.#coverage = new Coverage(width, height);
    this.#state = { ...initial };
    this.#saved = [];
    this.#path.begin();
  }

  set fillStyle(style: unknown) {
    this.#state.fillStyle = style;
  }
  set strokeStyle(style: unknown) {
    this.#state.strokeStyle = style;
  }
  set globalAlpha(alpha: number) {
    if (alpha >= 0 && alpha <= 1) this.#state.globalAlpha = Number(alpha);
  }
  set lineWidth(width: number) {
    if (width > 0 && Number.isFinite(Number(width))) this.#state.lineWidth = Number(width);
  }
  set lineCap(cap: string) {
    this.#state.lineCap = cap;
  }
  set lineJoin(join: string) {
    this.#state.lineJoin = join;
  }
  set miterLimit(limit: number) {
    if (limit > 0) this.#state.miterLimit = Number(limit);
  }
  set lineDashOffset(offset: number) {
    if (Number.isFinite(Number(offset))) this.#state.lineDashOffset = Number(offset);
  }
  set font(font: string) {
    this.#state.font = font;
  }
  set textAlign(align: string) {
    this.#state.textAlign = align;
  }
  setLineDash(lengths: readonly number[]): void {
    if (lengths.every((length) => length >= 0 && Number.isFinite(Number(length))))
      this.#state.lineDash = lengths.map(Number);
  }

  save(): void {
    this.#saved.push({ ...this.#state });
  }
  restore(): void {
    this.#state = this.#saved.pop() ?? this.#state;
  }
  translate(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.#state.matrix;
    this.#state.matrix = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
  }
  rotate(radians: number): void {
    const [a, b, c, d, e, f] = this.#state.matrix;
    const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
    this.#state.matrix = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
  }
  scale(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.#state.matrix;
    this.#state.matrix = [a * x, b * x, c * y, d * y, e, f];
  }

  beginPath(): void {
    this.#path.begin();
  }
  closePath(): void {
    this.#path.close();
  }
  moveTo(x: number, y: number): void {
    this.#path.moveTo(this.#state.matrix, x, y);
  }
  lineTo(x: number, y: number): void {
    this.#path.lineTo(this.#state.matrix, x, y);
  }
  quadraticCurveTo(x1: number, y1: number, x: number, y: number): void {
    this.#path.quadraticTo(this.#state.matrix, x1, y1, x, y);
  }
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.#path.curveTo(this.#state.matrix, x1, y1, x2, y2, x, y);
  }
  arc(x: number, y: number, radius: number, start: number, end: number, counterclockwise = false): void {
    this.#path.arc(this.#state.matrix, x, y, radius, start, end, counterclockwise);
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.#path.rectangle(this.#state.matrix, x, y, width, height);
  }

  fill(): void {
    this.#fill(this.#path);
  }
  stroke(): void {
    this.#stroke(this.#path);
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    const path = new FlatPath();
    path.rectangle(this.#state.matrix, x, y, width, height);
    this.#fill(path);
  }
  drawImage(_image: unknown, x: number, y: number, width: number, height: number): void {
    const path = new FlatPath();
    path.rectangle(this.#state.matrix, x, y, width, height);
    this.#coverage.cover(
      path.subpaths.map(({ points }) => points),
      this.#state.globalAlpha,
    );
  }
  /** Rounded to whole pixels, as only those are cleared. */
  clearRect(x: number, y: number, width: number, height: number): void {
    const { pixels, width: columns, height: rows } = this.#coverage;
    const [left, right] = [Math.max(0, Math.floor(x)), Math.min(columns, Math.ceil(x + width))];
    for (let row = Math.max(0, Math.floor(y)); row < Math.min(rows, Math.ceil(y + height)); row++) {
      if (right > left) pixels.fill(0, row * columns + left, row * columns + right);
    }
  }

  fillText(text: string, x: number, y: number): void {
    this.#fill(this.#textPath(text, x, y));
  }
  strokeText(text: string, x: number, y: number): void {
    this.#stroke(this.#textPath(text, x, y));
  }
  /** @returns points */
  measureText(text: string): { readonly width: number } {
    return { width: this.#outliner.outline(text, this.#state.font).width };
  }

  /** A paint that is opaque whatever its stops. */
  createLinearGradient(): object {
    return { addColorStop: () => undefined };
  }
  createRadialGradient(): object {
    return this.createLinearGradient();
  }
  createPattern(): object {
    return {};
  }

  /** Opaque red, which the word cloud paints and looks for, wherever anything is visible. */
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray } {
    const { pixels, width: columns, height: rows } = this.#coverage;
    const data = new Uint8ClampedArray(width * height * 4);
    for (let row = 0; row < Math.min(height, rows - y); row++) {
      for (let column = 0; column < Math.min(width, columns - x); column++) {
        if (pixels[(y + row) * columns + x + column] === 0) continue;
        const at = (row * width + column) * 4;
        data[at] = 255;
        data[at + 3] = 255;
      }
    }
    return { data };
  }

  #fill(path: FlatPath): void {
    const { fillStyle, globalAlpha } = this.#state;
    const alpha = globalAlpha * alphaOf(fillStyle);
    if (alpha > 0)
      this.#coverage.cover(
        path.subpaths.map(({ points }) => points),
        alpha,
      );
  }

  #stroke(path: FlatPath): void {
    const { matrix, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, miterLimit, lineDash, lineDashOffset } =
      this.#state;
    const alpha = globalAlpha * alphaOf(strokeStyle);
    if (!(alpha > 0)) return;
    const scale = scaleOf(matrix);
    const style: StrokeStyle = {
      width: lineWidth * scale,
      cap: lineCap,
      join: lineJoin,
      miterLimit,
      dash: lineDash.map((length) => length * scale),
      dashOffset: lineDashOffset * scale,
    };
    this.#coverage.cover(strokePieces(path.subpaths, style), alpha);
  }

  #textPath(text: string, x: number, y: number): FlatPath {
    const { matrix, font, textAlign } = this.#state;
    const { steps, width } = this.#outliner.outline(text, font);
    const left = x - width * (textAlign === "center" ? 0.5 : textAlign === "right" || textAlign === "end" ? 1 : 0);
    const [a, b, c, d, e, f] = matrix;
    const placed: Matrix = [a, b, c, d, a * left + c * y + e, b * left + d * y + f];
    const path = new FlatPath();
    for (const step of steps) addStep(path, placed, step);
    return path;
  }
}

function addStep(path: FlatPath, matrix: Matrix, { command, args }: OutlineStep): void {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = args;
  if (command === "moveTo") path.moveTo(matrix, x1, y1);
  else if (command === "lineTo") path.lineTo(matrix, x1, y1);
  else if (command === "quadraticCurveTo") path.quadraticTo(matrix, x1, y1, x2, y2);
  else if (command === "bezierCurveTo") path.curveTo(matrix, x1, y1, x2, y2, x3, y3);
  else path.close();
}
