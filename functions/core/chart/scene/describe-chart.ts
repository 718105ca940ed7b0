import { formatLocale } from "d3-format";
import type { Locale } from "../../locale/locale.ts";
import type { DrawnData } from "./drawn-data.ts";
import { type Spec, specs } from "../spec.ts";

/**
 * An alternative text made from the chart itself: its marks, the titles of its axes, the number of
 * data points and the range of each measure. A stopgap for a text by a person who knows what the
 * chart says.
 */
export function describeChart(spec: Spec, drawn: DrawnData, { number, chart: words }: Locale): string {
  const { format } = formatLocale(number);
  const print = (value: number): string => format(value !== 0 && Math.abs(value) < 1e-4 ? ".3~e" : ",.4~r")(value);
  const kinds = [...new Set(markTypes(spec))].map((type) => words.marks[type]).filter((kind) => kind !== undefined);
  const titles = [...new Set(axisTitles(spec))];
  const ranges = drawn.titles.flatMap((name, column) => {
    if (drawn.measures[column] !== true) return [];
    const values = drawn.rows.map((row) => row[column]).filter((value) => typeof value === "number");
    if (values.length < 2) return [];
    return [words.range(name, print(lowest(values)), print(highest(values)))];
  });
  const parts = [
    words.of(kinds.slice(0, 2).join(words.and) || words.chart, titles.length <= 2 ? titles.toReversed() : []),
    ...(drawn.rows.length > 0 ? [words.points(print(drawn.rows.length))] : []),
    ...ranges.slice(0, 3),
  ];
  return parts.join(words.separator) + words.end;
}

/** Types of the marks that draw data, the plainest last. */
function markTypes(group: Spec): readonly string[] {
  const types = specs(group["marks"]).flatMap((mark) => (mark["type"] === "group" ? markTypes(mark) : [String(mark["type"])]));
  const minor = new Set(["text", "rule"]);
  return [...types.filter((type) => !minor.has(type)), ...types.filter((type) => minor.has(type))];
}

function axisTitles(group: Spec): readonly string[] {
  const own = specs(group["axes"]).flatMap((axis) => (typeof axis["title"] === "string" && axis["title"] !== "" ? [axis["title"]] : []));
  return [...own, ...specs(group["marks"]).flatMap((mark) => (mark["type"] === "group" ? axisTitles(mark) : []))];
}

// Not Math.min(...values): arguments are put on the stack, which 100,000 of them overflow.
function lowest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function highest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}
