import type { CanvasContext, RasterImage } from "../../../drawing.ts";
import type { Warn } from "../../../errors.ts";
import { embedImage } from "./canvas-image.ts";
import type { CanvasMatrix } from "./canvas-matrix.ts";
import { multiplyMatrices } from "./canvas-matrix.ts";
import type { CanvasPath } from "./canvas-path.ts";
import { CanvasPen, type Part } from "./canvas-pen.ts";
import type { CanvasResources } from "./canvas-resources.ts";
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

class PdfCanvasContext extends CanvasPen implements PdfCanvas {
  readonly #options: CanvasOptions;
  readonly #writer: CanvasWriter;
  #clips = 0;

  constructor(options: CanvasOptions) {
    super(options.matrix, options.typesetter);
    this.#options = options;
    this.#writer = new CanvasWriter(options.resources, options.warn);
  }

  end(): string {
    return this.#writer.end();
  }

  protected get clips(): number {
    return this.#clips;
  }
  protected unclip(): void {
    this.#writer.unclip();
    this.#clips--;
  }

  protected fillPath(path: CanvasPath, rule: "nonzero" | "evenodd"): void {
    this.#writer.fill(path.text(this.state.matrix), rule, this.state);
  }
  protected strokePath(path: CanvasPath): void {
    this.#writer.stroke(path.text(this.state.matrix), this.state);
  }
  clip(rule: "nonzero" | "evenodd" = "nonzero"): void {
    this.#writer.clip(this.path.toString(), rule);
    this.#clips++;
  }
  drawImage(image: RasterImage, x: number, y: number, width: number, height: number): void {
    if (!Number.isFinite(x + y + width + height)) return;
    const { resources, warn } = this.#options;
    const name = embedImage(resources, image, warn);
    if (name !== undefined)
      this.#writer.image(name, multiplyMatrices(this.state.matrix, [width, 0, 0, -height, x, y + height]), this.state);
  }

  link(x: number, y: number, width: number, height: number, url: string): void {
    const { matrix, link } = this.#options;
    const [, , , , left, top] = multiplyMatrices(matrix, [1, 0, 0, 1, x, y]);
    const [, , , , right, bottom] = multiplyMatrices(matrix, [1, 0, 0, 1, x + width, y + height]);
    link?.([left, bottom, right, top], url);
  }

  protected paintText(part: Part, text: string, x: number, y: number): void {
    const { typesetter, fonts } = this.#options;
    const { matrix, letterSpacing } = this.state;
    const style = this.textStyle();
    const runs = style.size > 0 && text.trim() !== "" ? visualRuns(typesetter, text, style) : [];
    let left = x - this.anchorShift() * runs.reduce((width, run) => width + run.width, 0);
    const baseline = y + this.baselineShift(style);
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
}
