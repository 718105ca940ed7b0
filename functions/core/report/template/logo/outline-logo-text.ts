import type { OutlineStep } from "../../../ports.ts";
import type { OutlineSegment } from "../../picture/svg/svg-path.ts";
import { multiply, type Matrix } from "../../picture/svg/svg-transform.ts";
import type { LogoInk, LogoShape, LogoText, LogoWords } from "../theme.ts";
import { moveLine } from "./logo-line.ts";
import { moveSegment } from "./move-segment.ts";

/** The shapes of words about the start of their baseline, y downwards, and their width, in the units of the text. */
export type OutlineWords = (words: LogoWords) => { readonly steps: readonly OutlineStep[]; readonly width: number };

/**
 * The letters of a text as shapes of the logo. The words up to the next place of their own are one chunk, to which an
 * anchor applies (SVG 2, 11.7).
 */
export function outlineLogoText({ pieces, matrix }: LogoText, outline: OutlineWords): LogoShape[] {
  const outlined = pieces.map((piece) => ({ piece, ...outline(piece) }));
  const shapes: LogoShape[] = [];
  let [x, y] = [0, 0];
  for (const [index, { piece, steps, width }] of outlined.entries()) {
    if (index === 0 || isPlaced(piece)) {
      const next = outlined.findIndex((other, at) => at > index && isPlaced(other.piece));
      const chunk = outlined.slice(index, next < 0 ? outlined.length : next);
      const whole = chunk.reduce((sum, part) => sum + part.piece.dx + part.width, 0);
      const share = piece.anchor === "middle" ? 0.5 : piece.anchor === "end" ? 1 : 0;
      [x, y] = [(piece.x ?? x) - whole * share, piece.y ?? y];
    }
    x += piece.dx;
    y += piece.dy;
    const place = multiply(matrix, [1, 0, 0, 1, x, y]);
    const segments = segmentsOf(steps).map((segment) => moveSegment(segment, place));
    shapes.push(...paint(segments, piece, matrix));
    x += width;
  }
  return shapes;
}

function isPlaced({ x, y }: LogoWords): boolean {
  return x !== undefined || y !== undefined;
}

/** Fill and stroke apart, as each has its own opacity. */
function paint(segments: readonly OutlineSegment[], { fill, stroke }: LogoWords, matrix: Matrix): LogoShape[] {
  if (segments.length === 0) return [];
  const shapes: LogoShape[] = fill === undefined ? [] : [{ segments, fill: fill.color, ...opacityOf(fill) }];
  if (stroke === undefined) return shapes;
  const { opacity, ...line } = stroke;
  const moved = moveLine(line, matrix);
  return moved === undefined ? shapes : [...shapes, { segments, stroke: moved, ...opacityOf({ opacity }) }];
}

/** The steps of a font's outline with cubic curves only. */
function segmentsOf(steps: readonly OutlineStep[]): OutlineSegment[] {
  let [x, y] = [0, 0];
  return steps.map(({ command, args }): OutlineSegment => {
    const [fromX, fromY] = [x, y];
    if (command === "closePath") return ["Z"];
    [x, y] = args.slice(-2) as [number, number];
    if (command === "moveTo") return ["M", x, y];
    if (command === "lineTo") return ["L", x, y];
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = args;
    if (command === "bezierCurveTo") return ["C", x1, y1, x2, y2, x, y];
    // A quadratic curve as a cubic one.
    return ["C", near(fromX, x1), near(fromY, y1), near(x, x1), near(y, y1), x, y];
  });
}

function opacityOf({ opacity }: Pick<LogoInk, "opacity">): Pick<LogoShape, "opacity"> {
  return opacity === 1 ? {} : { opacity };
}

/** A cubic curve's control point: two thirds of the way from an end to that of the quadratic one. */
function near(end: number, control: number): number {
  return end + ((control - end) * 2) / 3;
}
