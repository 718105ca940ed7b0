import { numberFormat } from "../../locale/number-format.ts";
import { formatTime } from "../../locale/format-time.ts";
import type { Locale } from "../../locale/locale.ts";
import { withPercent } from "../../locale/with-percent.ts";
import type { Spec } from "../spec.ts";
import { readShape, type ChartShape } from "./chart-shape.ts";
import {
  describeExtremes,
  describeSeries,
  describeTrend,
  type Fill,
  type Point,
  type Printing,
} from "./describe-trend.ts";
import type { DrawnData } from "./drawn-data.ts";
import { compareCells, isDate, isYear } from "./time-order.ts";

type Field = DrawnData["fields"][number];
type Cell = DrawnData["rows"][number][number];

const fill: Fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");

/**
 * Composes an alternative text from the chart itself: its kind, its measure and dimension, and the trend. It is a
 * stopgap for a text by a person who knows what the chart says.
 *
 * @param locale language of the text
 */
export function describeChart(spec: Spec, drawn: DrawnData, locale: Locale): string {
  const { chart: words } = locale;
  const shape = readShape(spec, drawn);
  const { kind, value, place, series, facets } = shape;
  const measure = value === undefined ? undefined : readUnit(value);
  const printing: Printing = { words, fill, print: printer(locale, measure) };
  const column = (field: Field | undefined): number => drawn.fields.findIndex((other) => other === field);
  const label = labeller(locale, drawn, place);
  const [valueAt, placeAt, seriesAt] = [column(value), column(place), column(series)];
  const order = isOrdered(drawn, placeAt);
  const rows = order ? drawn.rows.toSorted((a, b) => compareCells(a[placeAt] ?? null, b[placeAt] ?? null)) : drawn.rows;
  const points = rows.flatMap((row): Point[] => {
    const cell = row[valueAt];
    return typeof cell === "number"
      ? [
          {
            at: placeAt < 0 ? "" : label(row[placeAt] ?? null),
            value: cell,
            series: seriesAt < 0 ? "" : String(row[seriesAt] ?? ""),
          },
        ]
      : [];
  });
  const panels = new Set(drawn.rows.map((row) => JSON.stringify(facets.map((facet) => row[column(facet)] ?? null))))
    .size;
  const span = order && points.length > 1 && kind !== "scatter" && points[0]!.at !== points.at(-1)!.at;

  const [one, many] = words.kinds[kind];
  const titled = (title: string): string =>
    words.commonNouns?.test(title) === true ? title.charAt(0).toLowerCase() + title.slice(1) : title;
  const by =
    place?.title !== undefined && place.title !== value?.title
      ? fill(kind === "scatter" ? words.against : words.by, { by: titled(place.title) })
      : "";
  const heading =
    (panels > 1 ? fill(many, { count: String(panels) }) : one) +
    (measure === undefined ? "" : fill(words.of, { measure: titled(measure.title) }) + (span ? "" : by)) +
    (span ? fill(words.span, { from: points[0]!.at, to: points.at(-1)!.at }) : "");
  return fill(words.sentence, { heading, body: bodyOf(shape, drawn, points, order, panels, printing, locale) });
}

function bodyOf(
  { kind, place, series, value }: ChartShape,
  drawn: DrawnData,
  points: readonly Point[],
  order: boolean,
  panels: number,
  printing: Printing,
  locale: Locale,
): string {
  const { words, print } = printing;
  if (drawn.rows.length === 0) return words.noData;
  if (points.length === 0 && value !== undefined) return words.noData;
  if (points.length === 0)
    return drawn.rows.length === 1
      ? words.countOne
      : fill(words.count, { count: printer(locale, undefined)(drawn.rows.length) });
  if (points.length === 1) return describeExtremes(points, false, printing);
  const values = points.map((point) => point.value);
  const [low, high] = [least(values), most(values)];
  const range =
    low === high
      ? fill(words.flat, { value: print(high) })
      : fill(words.range, { from: print(low, true), to: print(high) });
  if (kind === "scatter" && place !== undefined && value !== undefined)
    return describeScatter(place, value, drawn, points, printing, locale);
  const told = new Set(points.map(({ at, series: name }) => JSON.stringify([at, name])));
  // Panels and cells of a grid are too many to describe one by one; so are several values in one place.
  if (panels > 1 || kind === "heatmap" || told.size < points.length || place === undefined) return range;
  if (kind === "map") return describeRegions(drawn, points, printing, locale);
  const layers = kind === "stackedBar" || kind === "stackedArea";
  const several = new Set(points.map(({ series: name }) => name)).size > 1 && series !== undefined;
  if (order && several) return describeSeries(points, layers, printing);
  if (order) return describeTrend(points, printing);
  const named =
    several && !layers && kind !== "pie"
      ? points.map((point) => ({
          ...point,
          at: [point.at, point.series].filter((name) => name !== "").join(words.comma),
        }))
      : points;
  return describeExtremes(named, layers, printing);
}

/** How many points there are, and how far they reach along both axes. */
function describeScatter(
  place: NonNullable<ChartShape["place"]>,
  value: NonNullable<ChartShape["value"]>,
  { fields, rows }: DrawnData,
  points: readonly Point[],
  { words, print }: Printing,
  locale: Locale,
): string {
  const at = fields.indexOf(place);
  const others = rows.map((row) => row[at]).filter((cell) => typeof cell === "number");
  const along = printer(locale, readUnit(place));
  const reach = ({ title, name }: { title?: string | undefined; name: string }, from: string, to: string): string =>
    fill(words.namedRange, { name: readTitle(title ?? name), from, to });
  const count = fill(words.count, { count: printer(locale, undefined)(points.length) });
  const across = others.length === 0 ? [] : [reach(place, along(least(others), true), along(most(others)))];
  const values = points.map((point) => point.value);
  return [count, ...across, reach(value, print(least(values), true), print(most(values)))].join(words.comma);
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}

/** The regions of a map with the highest and lowest value, and the number without one. */
function describeRegions({ rows }: DrawnData, points: readonly Point[], printing: Printing, locale: Locale): string {
  const { words } = printing;
  const number = printer(locale, undefined);
  const extremes = describeExtremes(points, false, printing);
  return rows.length === points.length
    ? extremes
    : extremes +
        words.comma +
        fill(words.withoutValue, { count: number(rows.length - points.length), total: number(rows.length) });
}

interface Measure {
  readonly title: string;
  /** Factor from value to printed number. */
  readonly factor: 1 | 100;
  readonly percent: boolean;
}

/** Splits "Share of GDP, %" into the measure and its unit, which follows the numbers. */
function readUnit({ name, title = name, percent }: Field): Measure {
  return { title: readTitle(title), factor: percent ? 100 : 1, percent: percent || readTitle(title) !== title };
}

/** The title without its unit. Vega-Lite calls the number of rows `__count`. */
function readTitle(title: string): string {
  return title.replace(/^__/, "").replace(/\s*(?:[,，、]\s*%|[(（]\s*%\s*[)）])\s*$/u, "");
}

/** Prints four significant digits, with the measure's unit. */
function printer(locale: Locale, measure: Measure | undefined): Printing["print"] {
  const { format } = numberFormat(locale);
  return (value, alone = false) => {
    const shown = value * (measure?.factor ?? 1);
    const text = format(shown !== 0 && Math.abs(shown) < 1e-4 ? ".3~e" : ",.4~r")(shown);
    // "25.1 to 30.1%", but "%25,1" and "%30,1".
    return measure?.percent === true && (!alone || locale.percentPlace === "before") ? withPercent(text, locale) : text;
  };
}

/** Whether the dimension is ordered: times and numbers. */
function isOrdered({ rows }: DrawnData, column: number): boolean {
  const cells = column < 0 ? [] : rows.map((row) => row[column] ?? null).filter((cell) => cell !== null);
  return (
    cells.length > 0 && (cells.every(isDate) || cells.every((cell) => typeof cell === "number") || cells.every(isYear))
  );
}

/** Prints values of the dimension: dates as precisely as given, years without separators. */
function labeller(locale: Locale, { rows, fields }: DrawnData, place: Field | undefined): (cell: Cell) => string {
  const column = fields.findIndex((field) => field === place);
  const cells = rows.map((row) => row[column] ?? null);
  const dates = cells.filter(isDate);
  const pattern = dates.every((date) => date.endsWith("-01-01"))
    ? "%Y"
    : dates.every((date) => date.endsWith("-01"))
      ? locale.monthOfYear
      : locale.longDate;
  const date = formatTime(locale, pattern);
  const years = cells.every(isYear);
  const number = printer(locale, undefined);
  return (cell) =>
    isDate(cell) ? date(new Date(cell)) : typeof cell === "number" && !years ? number(cell) : String(cell ?? "–");
}
