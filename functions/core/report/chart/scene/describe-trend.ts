import type { ChartWords } from "../../locale/chart-words.ts";

/** A value of a chart with its place. */
export interface Point {
  readonly at: string;
  readonly value: number;
  readonly series: string;
}

/** Replaces a template's names in braces with values. */
export type Fill = (template: string, values: Readonly<Record<string, string>>) => string;

export interface Printing {
  readonly words: ChartWords;
  readonly fill: Fill;
  /** Prints a number with its unit, or alone if a later number carries the unit. */
  print(value: number, alone?: boolean): string;
}

/** Most series described one by one. */
const mostTold = 4;
/** A trend's highs and lows are described if they exceed both ends by this share of its range. */
const notable = 0.1;

/** Describes an ordered series: "rises from 25.1 to 30.1%, with a low of 20 (2019)". */
export function describeTrend(points: readonly Point[], { words, fill, print }: Printing): string {
  const [first, last] = [points[0]!, points.at(-1)!];
  if (points.length === 1) return fill(words.single, { value: print(first.value), at: first.at });
  const [high, low] = [most(points), least(points)];
  if (high.value === low.value) return fill(words.steady, { to: print(last.value) });
  if (first.value === last.value)
    return fill(words.returns, { to: print(last.value), low: print(low.value, true), high: print(high.value) });
  const rises = last.value > first.value;
  const clause = fill(rises ? words.rises : words.falls, { from: print(first.value, true), to: print(last.value) });
  const room = (high.value - low.value) * notable;
  if (high.value > Math.max(first.value, last.value) + room)
    return fill(words.high, { clause, value: print(high.value), at: high.at });
  if (low.value < Math.min(first.value, last.value) - room)
    return fill(words.low, { clause, value: print(low.value), at: low.at });
  return clause;
}

/** Describes several ordered series: each one, or only the highest and lowest of many; a stack by its total. */
export function describeSeries(points: readonly Point[], stacked: boolean, printing: Printing): string {
  const { words, fill, print } = printing;
  const series = Map.groupBy(points, (point) => point.series);
  const ends = [...series].map(([name, own]) => ({ at: name, value: own.at(-1)!.value, series: name }));
  if (stacked) {
    const totals = totalsOf(points);
    const whole = fill(words.total, { clause: describeTrend(totals, printing) });
    const closing = ends.filter(({ series: name }) => series.get(name)!.at(-1)!.at === totals.at(-1)!.at);
    const largest = most(closing.length > 0 ? closing : ends);
    return whole + words.comma + fill(words.largestPart, { name: largest.series, value: print(largest.value) });
  }
  if (series.size > mostTold) {
    const [top, bottom] = [most(ends), least(ends)];
    return fill(words.manySeries, {
      count: String(series.size),
      top: top.at,
      high: print(top.value),
      bottom: bottom.at,
      low: print(bottom.value),
    });
  }
  return joined(
    [...series].map(([name, own]) => fill(words.series, { name, clause: describeTrend(own, printing) })),
    words,
  );
}

/** Describes unordered values: the highest and the lowest. */
export function describeExtremes(points: readonly Point[], stacked: boolean, printing: Printing): string {
  const { words, fill, print } = printing;
  const compared = stacked ? totalsOf(points) : points;
  const [top, bottom] = [most(compared), least(compared)];
  if (compared.length === 1)
    return top.at === "" ? print(top.value) : fill(words.single, { value: print(top.value), at: top.at });
  if (top.value === bottom.value) return fill(words.flat, { value: print(top.value) });
  const clause = fill(words.extremes, {
    top: top.at,
    high: print(top.value),
    bottom: bottom.at,
    low: print(bottom.value),
  });
  return stacked ? fill(words.total, { clause }) : clause;
}

function totalsOf(points: readonly Point[]): Point[] {
  return [...Map.groupBy(points, ({ at }) => at)].map(([at, own]) => ({
    at,
    series: "",
    value: own.reduce((sum, { value }) => sum + value, 0),
  }));
}

function joined(clauses: readonly string[], { comma, and }: ChartWords): string {
  return clauses.length < 2 ? clauses.join("") : `${clauses.slice(0, -1).join(comma)}${and}${clauses.at(-1)}`;
}

function most(points: readonly Point[]): Point {
  return points.reduce((best, point) => (point.value > best.value ? point : best));
}

function least(points: readonly Point[]): Point {
  return points.reduce((best, point) => (point.value < best.value ? point : best));
}
