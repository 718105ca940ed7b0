import type { Chart } from "./chart/chart.ts";
import type { Figure } from "./document/document.ts";
import type { Warn } from "../errors.ts";
import type { ChartBox, MeasuredLayout } from "./layout/page.ts";

/** How often a chart is drawn anew to reach a height: its axes need other room at another height, seldom. */
const mostRounds = 3;
/** By how much less a chart may be drawn than there is room, points. */
const tolerance = 3;
/** By how much more, points: what is below it begins farther away. */
const overhang = 0.5;

/**
 * Compiles the charts anew that layout has made taller or lower to fill their pages. One that does not reach its height
 * stays as it is: with room under it, or scaled down, with the warning `scaled-figure`.
 *
 * @param charts figure id → chart; those compiled anew are replaced
 * @param compile compiles the chart of a figure, with its plots taller by a factor
 * @returns the layout, with the charts that had to be scaled down
 */
export async function stretchCharts(
  layout: MeasuredLayout,
  figures: readonly Figure[],
  charts: Map<string, Chart>,
  compile: (figure: Figure, stretch: number) => Promise<Chart>,
  warn: Warn,
): Promise<MeasuredLayout> {
  const places = new Map<string, ChartBox>();
  for (const { boxes } of layout.pages)
    for (const box of boxes) if (box.kind === "chart" && box.scale === 1) places.set(box.figure, box);
  const scales = new Map<string, number>();
  for (const figure of figures) {
    const chart = charts.get(figure.id);
    const height = places.get(figure.id)?.height;
    if (chart?.plots === undefined || height === undefined || Math.abs(height - chart.height) < overhang) continue;
    const reached = await reach(chart, height, (stretch) => compile(figure, stretch));
    if (reached !== undefined) charts.set(figure.id, reached);
    else if (chart.height > height) scales.set(figure.id, height / chart.height);
  }
  for (const { id, label, number, where } of figures)
    if (scales.has(id))
      warn({
        code: "scaled-figure",
        message: `Figure ${label ?? number} was drawn at ${Math.round(scales.get(id)! * 100)}% of its size to fit its page`,
        where: { ...where, name: charts.get(id)!.name },
        hint: "Make the chart a little lower.",
      });
  return scales.size === 0 ? layout : withScales(layout, scales);
}

/** A chart of about a height; undefined if none was reached. */
async function reach(
  chart: Chart,
  height: number,
  compile: (stretch: number) => Promise<Chart>,
): Promise<Chart | undefined> {
  let stretch = 1;
  let reached = chart.height;
  for (let round = 0; round < mostRounds; round++) {
    stretch += (height - tolerance / 2 - reached) / chart.plots!;
    const taller = await compile(stretch);
    reached = taller.height;
    if (reached <= height + overhang && reached >= height - tolerance) return taller;
  }
  return undefined;
}

function withScales(layout: MeasuredLayout, scales: ReadonlyMap<string, number>): MeasuredLayout {
  const pages = layout.pages.map((page) => ({
    ...page,
    boxes: page.boxes.map((box) => {
      const scale = box.kind === "chart" ? scales.get(box.figure) : undefined;
      return scale === undefined ? box : { ...box, scale };
    }),
  }));
  return { ...layout, pages };
}
