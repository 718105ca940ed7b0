import type { CanvasContext, CanvasGradient, Drawing } from "../../../drawing.ts";
import { parseCanvasFont } from "../../fonts/canvas-font.ts";
import { parseCanvasColor } from "../../pdf/canvas/canvas-color.ts";
import { PdfGradient } from "../../pdf/canvas/canvas-gradient.ts";
import { type CanvasState, CanvasStyles } from "../../pdf/canvas/canvas-styles.ts";

/** What a drawing writes: its visible texts in the order in which they are drawn, and the addresses it links to. */
export interface DrawnWords {
  readonly texts: readonly string[];
  readonly links: readonly string[];
}

/** Draws into a canvas that keeps nothing but words. */
export function recordTexts(drawing: Pick<Drawing, "draw">): DrawnWords {
  const recorder = new Recorder();
  drawing.draw(recorder);
  return { texts: recorder.texts, links: recorder.links };
}

class Recorder extends CanvasStyles implements CanvasContext {
  readonly texts: string[] = [];
  readonly links: string[] = [];
  readonly #saved: CanvasState[] = [];
  imageSmoothingEnabled = true;

  constructor() {
    super([1, 0, 0, 1, 0, 0]);
  }

  save(): void {
    this.#saved.push(this.keepState());
  }
  restore(): void {
    const last = this.#saved.pop();
    if (last !== undefined) this.restoreState(last);
  }
  fillText(text: string, x: number, y: number): void {
    this.#keep(text, x, y, this.state.fillStyle);
  }
  strokeText(text: string, x: number, y: number): void {
    this.#keep(text, x, y, this.state.strokeStyle);
  }
  link(_x: number, _y: number, _width: number, _height: number, url: string): void {
    this.links.push(url);
  }
  measureText(): { readonly width: number } {
    return { width: 0 };
  }
  createLinearGradient(x1: number, y1: number, x2: number, y2: number): CanvasGradient {
    return new PdfGradient([x1, y1, x2, y2]);
  }
  createRadialGradient(x1: number, y1: number, r1: number, x2: number, y2: number, r2: number): CanvasGradient {
    return new PdfGradient([x1, y1, r1, x2, y2, r2]);
  }

  #keep(text: string, x: number, y: number, style: CanvasState["fillStyle"]): void {
    const { globalAlpha, font } = this.state;
    const alpha =
      style instanceof PdfGradient ? Number(style.stops().length > 0) : (parseCanvasColor(style)?.alpha ?? 0);
    const shown = globalAlpha * alpha > 0 && parseCanvasFont(font).size > 0 && Number.isFinite(x + y);
    if (shown && text.trim() !== "") this.texts.push(text);
  }

  // Shapes hold no words.
  translate(): void {}
  rotate(): void {}
  scale(): void {}
  transform(): void {}
  setTransform(): void {}
  beginPath(): void {}
  closePath(): void {}
  moveTo(): void {}
  lineTo(): void {}
  bezierCurveTo(): void {}
  quadraticCurveTo(): void {}
  arc(): void {}
  ellipse(): void {}
  rect(): void {}
  roundRect(): void {}
  fill(): void {}
  stroke(): void {}
  clip(): void {}
  fillRect(): void {}
  strokeRect(): void {}
  drawImage(): void {}
}
