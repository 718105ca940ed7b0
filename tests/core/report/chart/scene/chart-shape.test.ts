import { expect, test } from "vitest";
import { type ChartShape, markTypes, readShape } from "../../../../../functions/core/report/chart/scene/chart-shape.ts";
import type { DrawnData } from "../../../../../functions/core/report/chart/scene/drawn-data.ts";

type Field = DrawnData["fields"][number];

const field = (name: string, uses: Field["uses"], more: Partial<Field> = {}): Field => ({
  name,
  date: false,
  measure: false,
  uses,
  stacked: false,
  percent: false,
  ...more,
});
const measure = { measure: true };
/** Names of the fields in each role. */
function shapeOf(marks: readonly string[], ...fields: Field[]): Record<keyof ChartShape, unknown> {
  const { kind, value, place, series, facets } = readShape(
    { marks: marks.map((type) => ({ type })) },
    { columns: fields.map(({ name }) => name), fields, rows: [] },
  );
  return { kind, value: value?.name, place: place?.name, series: series?.name, facets: facets.map(({ name }) => name) };
}
const shape = (kind: string, value?: string, place?: string, series?: string, facets: string[] = []) => ({
  kind,
  value,
  place,
  series,
  facets,
});

const [year, region, income] = [
  field("year", ["x"], { date: true }),
  field("region", ["color"]),
  field("income", ["y"], measure),
];

test("the measure is the value, wherever it is drawn; if both axes are measures, that of y", () => {
  expect(shapeOf(["line"], year, income)).toEqual(shape("line", "income", "year"));
  expect(shapeOf(["rect"], field("name", ["y"]), field("income", ["x"], measure))).toEqual(
    shape("bar", "income", "name"),
  );
  expect(shapeOf(["line"], field("age", ["x"], measure), income)).toEqual(shape("line", "income", "age"));
});

test("without a measure the dimension remains: that of x before that of y", () => {
  expect(shapeOf(["symbol"], field("a", ["y"]), field("b", ["x"]))).toEqual(shape("points", undefined, "b"));
  expect(shapeOf(["symbol"], field("a", ["y"]))).toEqual(shape("points", undefined, "a"));
  expect(shapeOf(["text"])).toEqual(shape("chart"));
});

test.each([
  [["line", "area", "symbol"], "line"],
  [["trail"], "line"],
  [["area", "rect"], "area"],
  [["rect", "symbol"], "bar"],
  [["symbol", "text"], "points"],
  [["rule"], "chart"],
])("%j is drawn as %s", (marks, kind) => {
  expect(shapeOf(marks as string[], year, income).kind).toBe(kind);
});

test("two measures of points are a scatter plot; of anything else they are not", () => {
  const age = field("age", ["x"], measure);
  expect(shapeOf(["symbol"], age, income).kind).toBe("scatter");
  expect(shapeOf(["symbol"], year, income).kind).toBe("points");
  expect(shapeOf(["rect"], age, income).kind).toBe("bar");
});

test("a series is a field of colour or of lines that is neither value, place, measure nor panel", () => {
  expect(shapeOf(["line"], year, income, region)).toEqual(shape("line", "income", "year", "region"));
  expect(shapeOf(["line"], year, income, field("code", ["series"]))).toEqual(shape("line", "income", "year", "code"));
  expect(shapeOf(["line"], year, income, field("size", ["color"], measure)).series).toBeUndefined();
  expect(shapeOf(["line"], year, income, field("part", ["color", "facet"]))).toEqual(
    shape("line", "income", "year", undefined, ["part"]),
  );
  expect(shapeOf(["rect"], field("name", ["x", "color"]), income).series).toBeUndefined();
  expect(shapeOf(["line"], year, income, field("note", ["size"])).series).toBeUndefined();
});

test("bars and areas are stacked if their value is and a series divides it; lines never are", () => {
  const stacked = field("income", ["y"], { measure: true, stacked: true });
  expect(shapeOf(["rect"], year, stacked, region).kind).toBe("stackedBar");
  expect(shapeOf(["area"], year, stacked, region).kind).toBe("stackedArea");
  expect(shapeOf(["line"], year, stacked, region).kind).toBe("line");
  expect(shapeOf(["rect"], year, stacked).kind).toBe("bar");
  expect(shapeOf(["area"], year, stacked).kind).toBe("area");
  expect(shapeOf(["rect"], year, income, region).kind).toBe("bar");
});

test("bars without a value on an axis, in the colours of a measure, are a heatmap with the dimension of x", () => {
  const [day, hour, rain] = [field("day", ["x"]), field("hour", ["y"]), field("rain", ["color"], measure)];
  expect(shapeOf(["rect"], hour, day, rain)).toEqual(shape("heatmap", "rain", "day"));
  expect(shapeOf(["rect"], hour, day, region)).toEqual(shape("bar", undefined, "day", "region"));
  expect(shapeOf(["symbol"], hour, day, rain)).toEqual(shape("points", "rain", "day"));
});

test("a map shows the measure of its colours, else that of its sizes, by region", () => {
  const [place, rate, people] = [
    field("region", ["region"]),
    field("rate", ["color"], measure),
    field("people", ["size"], measure),
  ];
  expect(shapeOf(["shape", "symbol"], place, people, rate)).toEqual(shape("map", "rate", "region"));
  expect(shapeOf(["shape"], place, people)).toEqual(shape("map", "people", "region"));
  expect(shapeOf(["shape"], place, field("people", ["size"]))).toEqual(shape("map", undefined, "region"));
});

test("arcs with angles are a pie, whose places are its colours; arcs without are not", () => {
  const share = field("share", ["angle"], measure);
  expect(shapeOf(["arc"], share, field("depth", ["color"], measure), region)).toEqual(shape("pie", "share", "region"));
  expect(shapeOf(["arc"], region).kind).toBe("chart");
  expect(shapeOf(["rule"], share).kind).toBe("chart");
});

test("marks count in groups, at any depth; the groups themselves do not", () => {
  expect(
    markTypes({
      marks: [
        { type: "rule" },
        { type: "group", marks: [{ type: "line" }, { type: "group", marks: [{ type: "symbol" }, { type: "rule" }] }] },
      ],
    }),
  ).toEqual(new Set(["rule", "line", "symbol"]));
  expect(markTypes({})).toEqual(new Set());
});
