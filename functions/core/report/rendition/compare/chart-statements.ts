import type { ChartMarks, MarkPoint, NumberAxis } from "../../chart/chart-marks.ts";
import type { OfficeChart } from "../ooxml/office-chart.ts";
import type { TextBlock } from "./text-block.ts";

/**
 * What a chart says that an office program draws: the labels of its axes, and of each series its name and its points
 * with their places, values and labels. In a picture there is nothing to read.
 */
export function chartStatements(chart: OfficeChart | undefined): TextBlock[] {
  if (chart === undefined) return [];
  const { places, values, series } = chart.marks;
  const name = (place: number): string =>
    places.kind === "names" ? (places.names[place] ?? "") : places.kind === "days" ? dayName(place) : String(place);
  const say = ({ place, value, label }: MarkPoint): string =>
    [name(place), value === null ? "" : String(value), (label?.lines ?? []).join(" ")].join(" | ");
  return [
    ...(chart.marks.titles ?? []).map((text): TextBlock => ({ kind: "chart-title", text })),
    ...(places.kind === "numbers" ? ticksOf(places) : []),
    ...(values === undefined ? [] : ticksOf(values)),
    ...series.flatMap((each): TextBlock[] => [
      { kind: "series", text: each.name },
      ...pointsOf(each.points, places).map((point): TextBlock => ({ kind: "point", text: say(point) })),
    ]),
  ];
}

/** Of categories, each has a point, if only an empty one; on an axis of days, those without a value are none. */
function pointsOf(points: readonly MarkPoint[], places: ChartMarks["places"]): readonly MarkPoint[] {
  if (places.kind === "numbers") return points;
  if (!("names" in places)) return points.filter(({ value }) => value !== null);
  return places.names.map((_, place) => points.find((point) => point.place === place) ?? { place, value: null });
}

/** The labels of an axis of numbers. */
function ticksOf({ ticks }: NumberAxis): TextBlock[] {
  return ticks.length === 0 ? [] : [{ kind: "ticks", text: ticks.map(({ label }) => label).join(" | ") }];
}

function dayName(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
