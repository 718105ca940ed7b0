import type { CellChange, TableRowKind } from "../../document/document.ts";
import type { LayoutContext } from "../layout-context.ts";
import type { PathBox } from "../page.ts";
import { arrowWidth } from "./cell-text.ts";
import { toneColor } from "../tone-color.ts";

/** Height of an arrow, and of its foot over the baseline, points. */
const height = 4.4;
const raised = 0.8;

/** Width of the line around a hollow arrow, points. */
const line = 0.7;

/**
 * The arrow before a number that changed: full, or hollow if the change is for the worse, so that a grey print shows
 * which it is.
 *
 * @param x left edge
 * @param y baseline
 */
export function setArrow(
  { theme }: LayoutContext,
  { arrow, tone }: CellChange,
  kind: TableRowKind,
  x: number,
  y: number,
): PathBox {
  const color = toneColor(tone, kind, theme);
  const hollow = tone === "bad";
  const { side, base, point } = hollow ? inset(line / 2) : { side: 0, base: 0, point: 0 };
  const [foot, tip] = arrow === "up" ? [height - base, point] : [base, height - point];
  return {
    kind: "path",
    means: "layout",
    x,
    y: y - raised - height,
    width: arrowWidth,
    height,
    segments: [["M", side, foot], ["L", arrowWidth - side, foot], ["L", arrowWidth / 2, tip], ["Z"]],
    ...(hollow ? { stroke: { color, width: line } } : { fill: color }),
  };
}

/** How far the corners of an arrow move inwards if its sides move by `distance`, points. */
function inset(distance: number): { readonly side: number; readonly base: number; readonly point: number } {
  const half = arrowWidth / 2;
  const slant = Math.hypot(half, height);
  return {
    side: round((distance * (slant + half)) / height),
    base: distance,
    point: round((distance * slant) / half),
  };
}

/** Places are exact to a hundredth of a point. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
