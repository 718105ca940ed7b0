import type { TextOutliner } from "../../../ports.ts";
import { CoverageContext } from "./coverage-context.ts";

/** Most pixels: each takes four bytes when read, in up to three canvases at once. */
const pixelLimit = 8_000_000;

/**
 * Replaces a page's canvas where only the pixels touched by a drawing matter, to place labels and words: pixels are
 * black where anything is visible, and empty elsewhere. As with a page's canvas, setting the size clears it.
 */
export class CoverageCanvas {
  #width = 300;
  #height = 150;
  readonly #context: CoverageContext;

  constructor(outliner: TextOutliner) {
    this.#context = new CoverageContext(outliner);
  }

  get width(): number {
    return this.#width;
  }
  set width(width: number) {
    this.#width = sizeOf(width);
    this.#resize();
  }

  get height(): number {
    return this.#height;
  }
  set height(height: number) {
    this.#height = sizeOf(height);
    this.#resize();
  }

  getContext(): CoverageContext {
    return this.#context;
  }

  #resize(): void {
    checkPixels(this.#width, this.#height);
    this.#context.resize(this.#width, this.#height);
  }
}

/** Throws if there are too many pixels for memory. */
export function checkPixels(width: number, height: number): void {
  if (width * height <= pixelLimit) return;
  throw new Error(
    `labels and words cannot be placed in a chart of ${Math.round(width)} × ${Math.round(height)} pixels, more than ${pixelLimit} in all: make it smaller`,
  );
}

/** The canvas's attribute is a whole number. */
function sizeOf(value: number): number {
  return Number.isFinite(value) && value > 0 ? Math.floor(value) : 0;
}
