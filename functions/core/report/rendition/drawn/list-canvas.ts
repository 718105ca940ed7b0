import type { CanvasContext, RasterImage } from "../../../drawing.ts";
import { hexOf } from "../../../css-color.ts";
import type { ShapedText } from "../../fonts/shape-text.ts";
import type { Typesetter } from "../../fonts/typesetter.ts";
import { visualRuns } from "../../fonts/visual-runs.ts";
import { parseCanvasColor } from "../../pdf/canvas/canvas-color.ts";
import { PdfGradient } from "../../pdf/canvas/canvas-gradient.ts";
import { type CanvasMatrix, multiplyMatrices, roundCoordinate, roundFactor } from "../../pdf/canvas/canvas-matrix.ts";
import type { CanvasPath } from "../../pdf/canvas/canvas-path.ts";
import { CanvasPen, type Part } from "../../pdf/canvas/canvas-pen.ts";
import { blendModes } from "../svg/svg-canvas.ts";
import { pathData } from "../svg/svg-path.ts";
import type { Ink, Paint, Pen } from "./drawn.ts";
import type { DrawnUses } from "./drawn-uses.ts";

const identity: CanvasMatrix = [1, 0, 0, 1, 0, 0];

/** A paint, with its opacity and its blend mode. */
interface Look {
  readonly ink: Ink;
  readonly alpha?: number | undefined;
  readonly blend?: string | undefined;
}

/**
 * A Canvas 2D context that lists what is painted, for the canvas of a browser. It stands beside the PDF's canvas and
 * shares its states, paths and gradients, so that both read one scene alike.
 */
export class ListCanvas extends CanvasPen implements CanvasContext {
  readonly #typesetter: Typesetter;
  readonly #uses: DrawnUses;
  /** What is painted, and in each open clip. */
  readonly #open: Paint[][] = [[]];

  /** @param uses gets the glyphs and images that are painted */
  constructor(typesetter: Typesetter, uses: DrawnUses) {
    super(identity, typesetter);
    this.#typesetter = typesetter;
    this.#uses = uses;
  }

  /** Closes what is open and returns everything painted. */
  end(): readonly Paint[] {
    while (this.clips > 0) this.unclip();
    return this.#open[0]!;
  }

  protected get clips(): number {
    return this.#open.length - 1;
  }
  protected unclip(): void {
    this.#open.pop();
  }

  clip(rule: "nonzero" | "evenodd" = "nonzero"): void {
    const paints: Paint[] = [];
    this.#paint({
      kind: "clip",
      // A clip to an empty path hides everything.
      path: pathData(this.path.toString()) || "M0 0Z",
      evenOdd: rule === "evenodd" ? true : undefined,
      paints,
    });
    this.#open.push(paints);
  }

  drawImage(image: RasterImage, x: number, y: number, width: number, height: number): void {
    const { matrix, globalAlpha } = this.state;
    if (!Number.isFinite(x + y + width + height) || globalAlpha === 0) return;
    this.#paint({
      kind: "image",
      image: this.#uses.image(image),
      matrix: rounded(multiplyMatrices(matrix, [width, 0, 0, height, x, y])),
      alpha: alphaOf(globalAlpha),
      blend: this.#blend(),
    });
  }

  #paint(paint: Paint): void {
    this.#open.at(-1)!.push(paint);
  }

  protected fillPath(shape: CanvasPath, rule: "nonzero" | "evenodd"): void {
    const look = this.#look("fill");
    const path = pathData(shape.toString());
    if (look === undefined || path === "") return;
    this.#paint({ kind: "fill", ...look, path, evenOdd: rule === "evenodd" ? true : undefined });
  }

  protected strokePath(shape: CanvasPath): void {
    const look = this.#look("stroke");
    const path = pathData(shape.toString());
    if (look !== undefined && path !== "") this.#paint({ kind: "stroke", ...look, path, pen: this.#pen() });
  }

  protected paintText(part: Part, text: string, x: number, y: number): void {
    const { matrix, letterSpacing } = this.state;
    const style = this.textStyle();
    if (!(style.size > 0) || text.trim() === "" || !Number.isFinite(x + y)) return;
    const runs = visualRuns(this.#typesetter, text, style);
    let left = x - this.anchorShift() * runs.reduce((width, run) => width + run.width, 0);
    const baseline = y + this.baselineShift(style);
    for (const run of runs) {
      const { face: key, text: shown, rightToLeft } = run;
      const spaced = letterSpacing !== 0;
      const shaped = this.#typesetter.shape(shown, key, { features: style.features, spaced, rightToLeft });
      const glyphs = placedGlyphs(shaped, style.size, () => letterSpacing);
      const face = this.#uses.face(this.#typesetter.face(key), idsOf(shaped));
      const place = multiplyMatrices(matrix, [1, 0, 0, 1, left, baseline]);
      const look = this.#look(part);
      const pen = part === "stroke" ? { pen: this.#pen() } : {};
      if (look !== undefined)
        this.#paint({ kind: "glyphs", ...look, face, size: style.size, matrix: rounded(place), glyphs, ...pen });
      left += run.width;
    }
  }

  #look(part: Part): Look | undefined {
    const { matrix, globalAlpha, fillStyle, strokeStyle } = this.state;
    const style = part === "fill" ? fillStyle : strokeStyle;
    if (style instanceof PdfGradient) {
      const stops = style.stops().map(({ offset, color, alpha }) => ({ offset, color: hexOf(color), alpha }));
      const [, , inner = 0, , , outer = 0] = style.coordinates.length === 6 ? style.coordinates : [];
      const drawable = stops.length > 0 && inner >= 0 && outer >= 0 && globalAlpha > 0;
      if (!drawable || ![...style.coordinates, ...matrix].every(Number.isFinite)) return undefined;
      const ends = style.coordinates.map(roundFactor);
      return { ink: { ends, matrix: rounded(matrix), stops }, alpha: alphaOf(globalAlpha), blend: this.#blend() };
    }
    const color = parseCanvasColor(style);
    const alpha = (color?.alpha ?? 0) * globalAlpha;
    if (color === undefined || !(alpha > 0)) return undefined;
    return { ink: hexOf(color.components.split(" ").map(Number)), alpha: alphaOf(alpha), blend: this.#blend() };
  }

  #blend(): string | undefined {
    const mode = this.state.globalCompositeOperation;
    return blendModes.has(mode) ? mode : undefined;
  }

  #pen(): Pen {
    const { matrix, lineWidth, lineCap, lineJoin, miterLimit, dash, lineDashOffset } = this.state;
    const scale = Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
    const lengths = dash.map((length) => roundCoordinate(length * scale));
    const dashed = lengths.some((length) => length > 0);
    return {
      width: roundFactor(lineWidth * scale),
      cap: lineCap === "butt" ? undefined : lineCap,
      join: lineJoin === "miter" ? undefined : lineJoin,
      miter: miterLimit === 10 ? undefined : roundFactor(miterLimit),
      ...(dashed && { dashes: lengths, dashStart: roundCoordinate(lineDashOffset * scale) }),
    };
  }
}

/** The ids of the glyphs of a shaped text. */
export function idsOf({ glyphs }: ShapedText): readonly number[] {
  return glyphs.map(({ id }) => id);
}

/**
 * Of each glyph its id and its origin from the start of the baseline, points, y downwards.
 *
 * @param extra points after a glyph
 */
export function placedGlyphs(
  { glyphs, advances, offsets }: ShapedText,
  size: number,
  extra: (glyph: ShapedText["glyphs"][number]) => number,
): number[] {
  const unit = size / 1000;
  const placed: number[] = [];
  let x = 0;
  for (const [index, glyph] of glyphs.entries()) {
    const [dx, dy] = [offsets?.[index * 2] ?? 0, offsets?.[index * 2 + 1] ?? 0];
    placed.push(glyph.id, thousandths(x + dx * unit), thousandths(-dy * unit));
    x += advances[index]! * unit + extra(glyph);
  }
  return placed;
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}

function rounded([a, b, c, d, e, f]: CanvasMatrix): CanvasMatrix {
  return [roundFactor(a), roundFactor(b), roundFactor(c), roundFactor(d), roundFactor(e), roundFactor(f)];
}

function alphaOf(alpha: number): number | undefined {
  const thousandth = Math.round(alpha * 1000) / 1000;
  return thousandth === 1 ? undefined : thousandth;
}
