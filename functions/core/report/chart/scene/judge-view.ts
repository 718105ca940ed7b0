import type { ChartRequest } from "../../document/document.ts";
import { BroadsheetError } from "../../../errors.ts";
import { chartFailed } from "../chart-failed.ts";
import type { ChartSettings } from "../chart-settings.ts";
import type { PrintView } from "../dataflow/print-view.ts";
import { type Spec, specs } from "../spec.ts";
import { markTypes } from "./chart-shape.ts";
import { outerHeight, outerWidth, type SizedView } from "./fit-width.ts";
import type { Mend } from "./mend-guides.ts";
import type { ReleasedView } from "./release-view.ts";
import { visitMarks, type SceneMark } from "./scene.ts";

/** A view that has run. */
export interface View extends SizedView, ReleasedView, PrintView {
  autosize(): { readonly type: string };
  width(): number;
  scale(name: string): { domain(): readonly unknown[] };
  background(): unknown;
  scenegraph(): { readonly root: SceneMark };
}

/** ISO 32000-1, C.2. */
export const largestSide = 14_400;

/** Throws for a size that no page can have at any scale. */
export function checkSize(view: View, { name }: ChartRequest, { where }: ChartSettings): void {
  const [wide = 0, high = 0] = view.badSizes ?? [];
  for (const [side, size] of [
    ["width", wide],
    ["height", high],
  ] as const) {
    if (typeof size === "number" && size >= 0) continue;
    throw chartFailed(name, where, {
      code: "bad-size",
      message: `the ${side} is ${String(size)}`,
      seen: size,
      allowed: "points, not below 0",
      hint: `look at the signals that the ${side} is computed from`,
    });
  }
  const [width, height] = [outerWidth(view), outerHeight(view)];
  if (width <= largestSide * 100 && height <= largestSide * 100) return;
  throw chartFailed(name, where, {
    code: "bad-size",
    message: `the chart would be ${width} × ${height} points`,
    seen: [width, height],
    allowed: `numbers, at most ${largestSide * 100}`,
    hint: "width and height must be numbers; a step per category or a facet per value may be too many",
  });
}

/** Warns of a chart that was made smaller. @param reached its width, points */
export function warnOfScale(reached: number, scale: number, { name }: ChartRequest, settings: ChartSettings): void {
  const { warn, where, width } = settings;
  warn({
    code: "scaled-figure",
    message: `Chart "${name}" is ${Math.round(reached)} points wide and was made ${Math.round((1 - scale) * 100)}% smaller to fit`,
    where: { ...where, name },
    seen: Math.round(reached),
    allowed: Math.round(width),
    hint: "use fewer columns or categories side by side",
  });
}

/** Warns of charts that can be drawn but show their data badly. */
export function warnOfCrowding(
  view: View,
  spec: Spec,
  { name }: ChartRequest,
  { where, warn, width, theme }: ChartSettings,
): void {
  const tell = (message: string, hint: string): void =>
    warn({ code: "chart-warning", message: `Chart "${name}" ${message}`, where: { ...where, name }, hint });
  if (view.autosize().type === "fit-x" && view.width() < width / 5) {
    tell(
      `leaves ${Math.round(view.width())} of ${Math.round(width)} points for the plot: its labels take the rest`,
      "shorten the labels or give the chart more columns",
    );
  }
  const most = Math.max(theme.palette.length, theme.widePalette?.length ?? 0);
  for (const { count } of colourScales(view, spec)) {
    if (count <= most) continue;
    warn({
      code: "repeated-colours",
      message: `Chart "${name}" repeats ${most} colours for ${count} categories`,
      where: { ...where, name },
      seen: count,
      allowed: `at most ${most}`,
      hint: betterChart(spec),
    });
  }
}

/** The scales that give each category a colour of the theme, with their number of categories. */
function colourScales(view: View, spec: Spec): readonly { readonly name: string; readonly count: number }[] {
  return specs(spec["scales"]).flatMap(({ name, type, range }) =>
    type === "ordinal" && range === "category"
      ? [{ name: String(name), count: view.scale(String(name)).domain().length }]
      : [],
  );
}

/** The colours for scales with more categories than the theme's palette holds. */
export function moreColours(
  view: View,
  spec: Spec,
  { palette, widePalette = [] }: ChartSettings["theme"],
): Mend["colours"] {
  if (widePalette.length <= palette.length) return undefined;
  const crowded = colourScales(view, spec).filter(({ count }) => count > palette.length);
  return crowded.length === 0 ? undefined : { scales: crowded.map(({ name }) => name), range: widePalette };
}

/** The chart that shows many categories better than colours do. */
function betterChart(spec: Spec): string {
  const marks = markTypes(spec);
  if (marks.has("line") || marks.has("trail"))
    return "draw small multiples (facet), or colour the lines that the title is about and leave the others grey";
  if (marks.has("arc")) return "draw sorted bars, one for each category, with its name beside it";
  if (marks.has("rect") || marks.has("area"))
    return "draw sorted bars or small multiples (facet), or group the smallest categories in the query";
  return "write each category's name beside its mark, draw small multiples (facet), or colour only what the title is about";
}

/** @throws BroadsheetError `limit-exceeded` */
export function checkMarks(root: SceneMark, { name }: ChartRequest, { where, limits }: ChartSettings): void {
  let count = 0;
  visitMarks(root, ({ items }) => (count += items.length));
  if (count <= limits.marks) return;
  throw new BroadsheetError("limit-exceeded", {
    code: "too-many-marks",
    message: `Chart "${name}" has ${count} marks, more than the ${limits.marks} allowed`,
    where: { ...where, name },
    seen: count,
    allowed: limits.marks,
    hint: "aggregate or bin the data in the query",
  });
}
