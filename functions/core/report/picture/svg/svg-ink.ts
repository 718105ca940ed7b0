import type { CanvasContext } from "../../../drawing.ts";
import type { SvgGradient } from "./svg-gradient.ts";
import type { OutlineSegment } from "./svg-path.ts";
import type { Matrix } from "./svg-transform.ts";

/** A step of a drawing. */
export type Draw = (context: CanvasContext) => void;

/** What a shape is painted with. */
export type Ink = { readonly color: string; readonly alpha: number } | SvgGradient;

/** Paints with an ink, and with a gradient in the gradient's own space; the points of a path do not move. */
export function inked(context: CanvasContext, ink: Ink, style: "fillStyle" | "strokeStyle", paint: () => void): void {
  context.save();
  if ("make" in ink) {
    context[style] = ink.make(context);
    context.transform(...ink.matrix);
  } else {
    context[style] = ink.color;
    context.globalAlpha = ink.alpha;
  }
  paint();
  context.restore();
}

/** Makes an outline the path of a canvas. */
export function tracePath(context: CanvasContext, outline: readonly OutlineSegment[]): void {
  for (const segment of outline) {
    if (segment[0] === "M") context.moveTo(segment[1], segment[2]);
    else if (segment[0] === "L") context.lineTo(segment[1], segment[2]);
    else if (segment[0] === "C")
      context.bezierCurveTo(segment[1], segment[2], segment[3], segment[4], segment[5], segment[6]);
    else context.closePath();
  }
}

/** Draws something inside an outline that is traced in its own space. */
export function within(matrix: Matrix, trace: Draw, draw: Draw, rule: "nonzero" | "evenodd" = "nonzero"): Draw {
  return (context) => {
    context.save();
    context.save();
    context.transform(...matrix);
    context.beginPath();
    trace(context);
    context.restore();
    context.clip(rule);
    draw(context);
    context.restore();
  };
}
