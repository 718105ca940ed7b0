import type { Chart } from "../../chart/chart.ts";
import type { ChartMarks, NumberAxis } from "../../chart/chart-marks.ts";
import { readCssColor } from "../../../css-color.ts";
import { blocksOf } from "../../document/blocks-of.ts";
import type { Document } from "../../document/document.ts";
import type { Locale } from "../../locale/locale.ts";
import type { Theme } from "../../template/theme.ts";
import type { OfficeAxis } from "./office-axis.ts";
import { dayAxis } from "./day-axis.ts";
import { axisFormat } from "./value-format.ts";

/** A chart that an office program draws from its numbers. */
export interface OfficeChart {
  readonly marks: ChartMarks;
  /** Absent for a ring. */
  readonly values?: OfficeAxis;
  /** Absent for categories. */
  readonly places?: OfficeAxis;
}

/** How light a colour is, from 0 to 1. */
function lightness(color: string): number {
  const [red = 0, green = 0, blue = 0] = readCssColor(color)?.components ?? [];
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/**
 * The chart that an office program draws instead of a picture, if it is proven that it says the same.
 *
 * @returns in words why there is none
 */
export function officeChart(
  chart: Chart,
  locale: Locale,
  { paper }: Pick<Theme, "paper">,
): OfficeChart | { readonly unproven: string } {
  // Office draws charts on the white of its pages.
  if (lightness(paper) < 0.55) return { unproven: "the theme is dark" };
  const marks = chart.marks?.() ?? { unproven: "its data are not attached" };
  if ("unproven" in marks) return marks;
  if (tearsLines(marks)) return { unproven: "it has gaps, and lines over places at which they have no points" };
  const values = marks.values === undefined ? undefined : numberAxis(marks.values, locale);
  const { places } = marks;
  const across =
    places.kind === "names" ? undefined : places.kind === "days" ? dayAxis(places, locale) : numberAxis(places, locale);
  for (const axis of [values, across]) if (axis !== undefined && "unproven" in axis) return axis;
  return {
    marks,
    ...(values !== undefined && { values: values as OfficeAxis }),
    ...(across !== undefined && { places: across as OfficeAxis }),
  };
}

/**
 * Whether lines would be torn, or gaps closed: an office program does one or the other for all cells of a chart that
 * hold nothing, be they gaps or places of other lines.
 */
function tearsLines({ kind, places, series }: ChartMarks): boolean {
  if (kind !== "line" || places.kind === "numbers") return false;
  if (!series.some(({ points }) => points.some(({ value }) => value === null))) return false;
  const all = [...new Set(series.flatMap(({ points }) => points.map(({ place }) => place)))];
  return series.some(({ points }) => {
    const own = new Set(points.map(({ place }) => place));
    const [least, most] = [Math.min(...own), Math.max(...own)];
    return all.some((place) => place > least && place < most && !own.has(place));
  });
}

/** An axis that begins at a tick, so that its ticks are those of the report. */
function numberAxis({ domain, ticks }: NumberAxis, locale: Locale): OfficeAxis | { readonly unproven: string } {
  const [min, max] = domain;
  const [first, second] = ticks;
  if (first === undefined) return { min, max };
  if (second === undefined) return { unproven: "its axis has a single label" };
  const step = rounded(second.value - first.value);
  for (const [index, { value }] of ticks.entries())
    if (Math.abs(value - first.value - index * step) > step / 1_000)
      return { unproven: "its axis has labels at unequal distances" };
  const missing = Math.max(0, Math.ceil((first.value - min) / step - 1e-6));
  const format = axisFormat(ticks, locale, missing > 0);
  if (format === undefined) return { unproven: "no format of numbers prints the labels of its axis" };
  const last = first.value + (ticks.length - 1) * step;
  const beyond = max >= last + step * (1 - 1e-6) ? last + step * 0.999 : max;
  return { min: rounded(first.value - missing * step), max: rounded(Math.max(last, beyond)), labels: { step, format } };
}

/** Without the last digits of a double. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** The charts of a report's figures that office programs draw themselves, by the figure's id. */
export function officeCharts(
  document: Document,
  charts: ReadonlyMap<string, Chart>,
  locale: Locale,
  theme: Pick<Theme, "paper">,
): ReadonlyMap<string, OfficeChart> {
  const found = new Map<string, OfficeChart>();
  for (const block of blocksOf(document)) {
    if (block.type !== "figure") continue;
    const chart = officeChart(charts.get(block.id)!, locale, theme);
    if (!("unproven" in chart)) found.set(block.id, chart);
  }
  return found;
}
