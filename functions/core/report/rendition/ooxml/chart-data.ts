import type { ChartMarks, MarkSeries } from "../../chart/chart-marks.ts";
import { element, join, type Markup, nothing, text } from "../markup.ts";
import { firstDay } from "./day-axis.ts";
import type { OfficeChart } from "./office-chart.ts";

/** A cell of a chart's table. */
export type ChartCell = string | number | null;

/** Where a series has its places and its values, as columns of the table, from 0. */
export interface ChartColumns {
  readonly places: number;
  readonly values: number;
}

/** The cells from which a chart takes its numbers: under a row of names, a row for each place. */
export interface ChartTable {
  readonly names: readonly string[];
  readonly columns: readonly (readonly ChartCell[])[];
  readonly series: readonly ChartColumns[];
}

/**
 * The numbers of a chart as a table: a column of places and one for each series, or a pair of columns for each series
 * whose points stand at numbers of their own.
 *
 * @param padded whether columns are equally long, since LibreOffice draws no others of a table beside a chart
 */
export function chartTable({ marks: { places, series } }: OfficeChart, padded: boolean): ChartTable {
  if (places.kind === "numbers") {
    const length = Math.max(...series.map(({ points }) => points.length));
    const column = ({ points }: MarkSeries, cell: (point: MarkSeries["points"][number]) => ChartCell): ChartCell[] => [
      ...points.map(cell),
      ...Array.from({ length: padded ? length - points.length : 0 }, () => null),
    ];
    return {
      names: series.flatMap(({ name }) => ["", name]),
      columns: series.flatMap((each) => [column(each, ({ place }) => place), column(each, ({ value }) => value)]),
      series: series.map((_, index) => ({ places: 2 * index, values: 2 * index + 1 })),
    };
  }
  const all =
    places.kind === "names"
      ? places.names.map((_, index) => index)
      : [...new Set(series.flatMap(({ points }) => points.map(({ place }) => place)))].toSorted((a, b) => a - b);
  return {
    names: ["", ...series.map(({ name }) => name)],
    columns: [
      all.map((place) => (places.kind === "names" ? places.names[place]! : place + firstDay)),
      ...series.map((each) => valuesAt(each, all)),
    ],
    series: series.map((_, index) => ({ places: 0, values: index + 1 })),
  };
}

/** The index of a point among the cells of its series. */
export function indexOfPoint(
  { places }: ChartMarks,
  columns: readonly ChartCell[],
  place: number,
  index: number,
): number {
  if (places.kind === "numbers") return index;
  return places.kind === "names" ? place : columns.indexOf(place + firstDay);
}

function valuesAt({ points }: MarkSeries, places: readonly number[]): readonly ChartCell[] {
  const values = new Map(points.map(({ place, value }) => [place, value]));
  return places.map((place) => values.get(place) ?? null);
}

/** Numbers that an element of a series refers to, with their last values. @param formula absent: there are no cells */
export function numberData(values: readonly (number | string | null)[], format: string, formula?: string): Markup {
  const content = join([
    element("c:formatCode", {}, text(format)),
    element("c:ptCount", { val: values.length }),
    ...values.map((value, idx) =>
      value === null ? nothing : element("c:pt", { idx }, element("c:v", {}, text(String(value)))),
    ),
  ]);
  if (formula === undefined) return element("c:numLit", {}, content);
  return element("c:numRef", {}, element("c:f", {}, text(formula)), element("c:numCache", {}, content));
}

/** Texts that an element of a series refers to. */
export function textData(values: readonly string[], formula?: string): Markup {
  const content = join([
    element("c:ptCount", { val: values.length }),
    ...values.map((value, idx) => element("c:pt", { idx }, element("c:v", {}, text(value)))),
  ]);
  if (formula === undefined) return element("c:strLit", {}, content);
  return element("c:strRef", {}, element("c:f", {}, text(formula)), element("c:strCache", {}, content));
}
