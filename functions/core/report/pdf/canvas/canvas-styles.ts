import type { CanvasGradient } from "../../../drawing.ts";
import { parseCanvasColor } from "./canvas-color.ts";
import { PdfGradient } from "./canvas-gradient.ts";
import type { CanvasMatrix } from "./canvas-matrix.ts";

/** What `save` stores besides the clip: the drawing state of an HTML canvas, with its initial values. */
export interface CanvasState {
  /** Maps the canvas's user space to the page's. */
  matrix: CanvasMatrix;
  fillStyle: string | PdfGradient;
  strokeStyle: string | PdfGradient;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  miterLimit: number;
  dash: readonly number[];
  lineDashOffset: number;
  globalAlpha: number;
  globalCompositeOperation: string;
  font: string;
  textAlign: string;
  textBaseline: string;
  /** Points in user space. */
  letterSpacing: number;
}

const initialState: Omit<CanvasState, "matrix"> = {
  fillStyle: "#000000",
  strokeStyle: "#000000",
  globalAlpha: 1,
  globalCompositeOperation: "source-over",
  lineWidth: 1,
  lineCap: "butt",
  lineJoin: "miter",
  miterLimit: 10,
  dash: [],
  lineDashOffset: 0,
  font: "10px sans-serif",
  textAlign: "start",
  textBaseline: "alphabetic",
  letterSpacing: 0,
};

/**
 * The style properties of a canvas. As on an HTML canvas, an invalid value leaves the property unchanged. A saved state
 * is immutable: the next change makes a copy.
 */
export class CanvasStyles {
  #state: CanvasState;
  #kept = false;

  constructor(matrix: CanvasMatrix) {
    this.#state = { ...initialState, matrix };
  }

  /** The present state, valid until the next change. */
  protected get state(): Readonly<CanvasState> {
    return this.#state;
  }

  /** Saves the present state. */
  protected keepState(): Readonly<CanvasState> {
    this.#kept = true;
    return this.#state;
  }

  /** Restores a saved state. */
  protected restoreState(state: Readonly<CanvasState>): void {
    this.#state = state;
    this.#kept = true;
  }

  protected move(matrix: CanvasMatrix): void {
    this.#own().matrix = matrix;
  }

  #own(): CanvasState {
    if (this.#kept) {
      this.#state = { ...this.#state };
      this.#kept = false;
    }
    return this.#state;
  }

  get fillStyle(): string | CanvasGradient {
    return this.#state.fillStyle;
  }
  set fillStyle(value: string | CanvasGradient) {
    if (value !== this.#state.fillStyle && isPaint(value)) this.#own().fillStyle = value;
  }
  get strokeStyle(): string | CanvasGradient {
    return this.#state.strokeStyle;
  }
  set strokeStyle(value: string | CanvasGradient) {
    if (value !== this.#state.strokeStyle && isPaint(value)) this.#own().strokeStyle = value;
  }
  get lineWidth(): number {
    return this.#state.lineWidth;
  }
  set lineWidth(value: number) {
    if (value !== this.#state.lineWidth && value > 0 && value < Infinity) this.#own().lineWidth = value;
  }
  get lineCap(): string {
    return this.#state.lineCap;
  }
  set lineCap(value: string) {
    if (value !== this.#state.lineCap && ["butt", "round", "square"].includes(value)) this.#own().lineCap = value;
  }
  get lineJoin(): string {
    return this.#state.lineJoin;
  }
  set lineJoin(value: string) {
    if (value !== this.#state.lineJoin && ["miter", "round", "bevel"].includes(value)) this.#own().lineJoin = value;
  }
  get miterLimit(): number {
    return this.#state.miterLimit;
  }
  set miterLimit(value: number) {
    // PDF does not allow limits below 1, which mean the same as 1.
    if (value !== this.#state.miterLimit && value > 0 && value < Infinity) this.#own().miterLimit = Math.max(1, value);
  }
  get lineDashOffset(): number {
    return this.#state.lineDashOffset;
  }
  set lineDashOffset(value: number) {
    if (value !== this.#state.lineDashOffset && Number.isFinite(value)) this.#own().lineDashOffset = value;
  }
  setLineDash(segments: readonly number[]): void {
    if (segments.length === 0 && this.#state.dash.length === 0) return;
    if (!segments.every((length) => length >= 0 && length < Infinity)) return;
    const solid = segments.every((length) => length === 0);
    this.#own().dash = solid ? [] : segments.length % 2 === 1 ? [...segments, ...segments] : [...segments];
  }
  get globalAlpha(): number {
    return this.#state.globalAlpha;
  }
  set globalAlpha(value: number) {
    if (value !== this.#state.globalAlpha && value >= 0 && value <= 1) this.#own().globalAlpha = value;
  }
  get globalCompositeOperation(): string {
    return this.#state.globalCompositeOperation;
  }
  set globalCompositeOperation(value: string) {
    if (value !== this.#state.globalCompositeOperation) this.#own().globalCompositeOperation = value;
  }
  get font(): string {
    return this.#state.font;
  }
  set font(value: string) {
    if (value !== this.#state.font) this.#own().font = value;
  }
  get textAlign(): string {
    return this.#state.textAlign;
  }
  set textAlign(value: string) {
    if (value !== this.#state.textAlign) this.#own().textAlign = value;
  }
  get textBaseline(): string {
    return this.#state.textBaseline;
  }
  set textBaseline(value: string) {
    if (value !== this.#state.textBaseline) this.#own().textBaseline = value;
  }
  get letterSpacing(): string {
    return `${this.#state.letterSpacing}px`;
  }
  set letterSpacing(value: string) {
    const spacing = Number.parseFloat(value);
    if (spacing !== this.#state.letterSpacing && Number.isFinite(spacing)) this.#own().letterSpacing = spacing;
  }
}

function isPaint(value: unknown): value is string | PdfGradient {
  return typeof value === "string" ? parseCanvasColor(value) !== undefined : value instanceof PdfGradient;
}
