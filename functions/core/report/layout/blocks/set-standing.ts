import type { FigureStanding, Inline } from "../../document/document.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import type { PathBox } from "../page.ts";
import { slice, type Slice } from "../slice.ts";
import { styleVariant, type RunStyle } from "../styles.ts";
import { arrowGap, arrowWidth } from "../table/cell-text.ts";
import { setArrow } from "../table/set-arrow.ts";
import { setGraphic } from "../table/set-graphic.ts";
import { toneColor } from "../tone-color.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import { baselineOf, lineSlices, setText } from "../text/set-text.ts";

/** Height of a trend, and of the space above and under it, points. */
const trendHeight = 15;
const trendGap = 3;

/**
 * How a key figure stands, under its label: its trend, what a rule says of it, its change behind an arrow, and whether
 * it meets its target, behind a circle, or only the target if a rule has spoken. A full mark with "better" or "met",
 * and a hollow one with "worse" or "missed", say in grey what colour says.
 *
 * @param rightToLeft the marks are at the right of their words
 */
export function setStanding(
  context: LayoutContext,
  { status, change, target, trend }: FigureStanding,
  area: Area,
  rightToLeft: boolean,
): Slice[] {
  const { theme, styles, structure } = context;
  const slices: Slice[] = [];
  if (trend !== undefined) {
    const place = { left: area.left, room: area.width, mirrored: rightToLeft };
    const boxes = setGraphic(context, trend, area.parent, place, trendGap, trendHeight);
    slices.push(slice({ height: trendHeight + 2 * trendGap, boxes }));
  }
  const line = (children: readonly Inline[], color: string, mark: ((x: number, y: number) => PathBox) | undefined) => {
    const style = { ...styles.keyNote, run: weighted(context, styles.keyNote.run, color) };
    const indent = mark === undefined ? 0 : arrowWidth + arrowGap;
    const spans = flattenInlines(context, children, style.run, structure.add("P", area.parent));
    const left = area.left + (rightToLeft ? 0 : indent);
    const align = rightToLeft ? "right" : "left";
    const lines = lineSlices(context, setText(context, spans, { left, width: area.width - indent, align }), style);
    const [first, ...rest] = lines;
    if (first === undefined || mark === undefined) return lines;
    const x = rightToLeft ? area.left + area.width - arrowWidth : area.left;
    return [{ ...first, boxes: [mark(x, baselineOf(context, style)), ...first.boxes] }, ...rest];
  };
  if (status !== undefined) slices.push(...line(status.children, toneColor(status.tone, "body", theme), undefined));
  if (change !== undefined) {
    const { change: way } = change;
    const color = toneColor(way?.tone ?? "plain", "body", theme);
    slices.push(...line(change.children, color, way && ((x, y) => setArrow(context, way, "body", x, y))));
  }
  if (target !== undefined) {
    const { met, children } = target;
    const color = toneColor(met === undefined ? "plain" : met ? "good" : "bad", "body", theme);
    slices.push(...line(children, color, met === undefined ? undefined : (x, y) => circle(x, y, met, color)));
  }
  return slices;
}

function weighted({ variants }: LayoutContext, run: RunStyle, color: string): RunStyle {
  return styleVariant(variants, styleVariant(variants, run, "strong"), color as `#${string}`);
}

/** A mark as large as an arrow: full for a target that is met, hollow for one that is not. @param y baseline */
function circle(x: number, y: number, full: boolean, color: string): PathBox {
  const radius = full ? arrowWidth / 2 : arrowWidth / 2 - 0.45;
  const bow = radius * 0.5523;
  const middle = arrowWidth / 2;
  const [left, right, top, foot] = [middle - radius, middle + radius, middle - radius, middle + radius];
  return {
    kind: "path",
    means: "layout",
    x,
    y: y - 0.6 - arrowWidth,
    width: arrowWidth,
    height: arrowWidth,
    segments: [
      ["M", right, middle],
      ["C", right, middle + bow, middle + bow, foot, middle, foot],
      ["C", middle - bow, foot, left, middle + bow, left, middle],
      ["C", left, middle - bow, middle - bow, top, middle, top],
      ["C", middle + bow, top, right, middle - bow, right, middle],
      ["Z"],
    ],
    ...(full ? { fill: color } : { stroke: { color, width: 0.9 } }),
  };
}
