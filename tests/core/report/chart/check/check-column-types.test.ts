import { expect, test } from "vitest";
import { checkColumnTypes } from "../../../../../functions/core/report/chart/check/check-column-types.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import type { Warning } from "../../../../../functions/core/errors.ts";
import type { Row, Table } from "../../../../../functions/core/report/query/table.ts";

const where = { file: "report.md", line: 7 };
type Column = Table["columns"][number];

/** Checks a spec on the query "sales", whose columns are the rows' own; `columns` gives the types that are not text. */
function warningsOf(
  spec: Spec,
  rows: readonly Row[],
  types: Readonly<Record<string, Column["type"]>> = {},
  dialect: "vega-lite" | "vega" = "vega-lite",
): readonly Warning[] {
  const warnings: Warning[] = [];
  const columns = Object.keys(rows[0] ?? {}).map((name) => ({ name, type: types[name] ?? "text" }));
  const tables = new Map([["sales", { name: "sales", rows, columns, hash: "" }]]);
  const found = checkColumnTypes(
    { name: "c", dialect, spec: { data: { name: "data" }, mark: "bar", ...spec }, data: { data: "sales" } },
    tables,
    { where, warn: (warning) => warnings.push(warning) },
  );
  expect(found).toBe(warnings.length > 0);
  return warnings;
}

const y = (definition: Spec): Spec => ({ encoding: { y: { field: "v", type: "quantitative", ...definition } } });
const words = [
  { v: "a", n: 1 },
  { v: "b", n: 2 },
];

test("a text column drawn as numbers is reported with a value and a remedy", () => {
  expect(warningsOf(y({}), words)).toEqual([
    {
      code: "unreadable-column",
      message:
        'Chart "c": encoding.y draws the text column "v" as numbers, but none of its 2 values is a number: the chart leaves them out',
      where: { ...where, name: "c" },
      seen: "a",
      allowed: "a column of numbers",
      hint: 'use "type": "nominal", or convert it to numbers in the query: CAST(v AS DOUBLE)',
    },
  ]);
});

test("so is one drawn as dates, and names that need quotation marks have them", () => {
  const [warning] = warningsOf({ encoding: { x: { field: "the day", type: "temporal" } } }, [{ "the day": "someday" }]);
  expect(warning).toMatchObject({
    message:
      'Chart "c": encoding.x draws the text column "the day" as dates, but none of its values is a date: the chart leaves them out',
    seen: "someday",
    allowed: "dates as YYYY-MM-DD, or a column of type date",
    hint: 'use "type": "nominal", or convert it to dates in the query: CAST("the day" AS DATE)',
  });
});

test("empty values neither count nor save a column", () => {
  const rows = [{ v: "" }, { v: null }, { v: "n/a" }, { v: "" }];
  expect(warningsOf(y({}), rows)).toMatchObject([
    { seen: "n/a", message: expect.stringContaining("none of its values is a number") as string },
  ]);
  expect(warningsOf(y({}), [{ v: "" }, { v: null }])).toEqual([]);
});

test.each<[string, Spec, readonly Row[]]>([
  ["one value is a number", y({}), [{ v: "a" }, { v: " 2.5 " }]],
  ["one value is no text", y({}), [{ v: "a" }, { v: 3 }]],
  ["one value is a date", y({ type: "temporal" }), [{ v: "a" }, { v: "2024-01-31" }]],
  ["it is drawn as text", y({ type: "nominal" }), words],
  ["it is drawn without a type", { encoding: { y: { field: "v" } } }, words],
  ["any value will do", y({ aggregate: "valid" }), words],
  ["the largest of another is taken", y({ aggregate: { argmax: "n" } }), words],
  ["there is no such column", y({ field: "w" }), words],
  ["there is no field", { encoding: { y: { type: "quantitative", aggregate: "count" } } }, words],
  ["the data is the spec's own", { ...y({}), data: { values: words } }, words],
  ["the data is loaded", { ...y({}), data: { url: "x.csv", name: "data" } }, words],
  ["there is no such query", { ...y({}), data: { name: "other" } }, words],
])("there is no warning if %s", (_, spec, rows) => {
  expect(warningsOf(spec, rows)).toEqual([]);
});

test("only text columns are checked, and only Vega-Lite", () => {
  expect(warningsOf(y({}), words, { v: "number" })).toEqual([]);
  // The first column is not the drawn one.
  expect(warningsOf(y({ field: "n" }), [{ v: "a", n: 1 }], { n: "number" })).toEqual([]);
  expect(warningsOf(y({ field: "w" }), [{ v: 1, w: "a" }], { v: "number" })).toHaveLength(1);
  expect(warningsOf(y({}), words, {}, "vega")).toEqual([]);
});

test.each<[string, Spec]>([
  ["an aggregate", { encoding: { y: { field: "v", aggregate: "mean" } } }],
  ["bins", { encoding: { y: { field: "v", bin: true } } }],
])("%s are of numbers, whatever the type", (_, spec) => {
  expect(warningsOf(spec, words)).toMatchObject([{ code: "unreadable-column", allowed: "a column of numbers" }]);
});

test.each<[string, readonly Spec[]]>([
  ["computes it", [{ calculate: "1", as: "v" }]],
  ["names it among others", [{ window: [{ op: "rank", as: "v" }] }]],
  ["names it in a list", [{ stack: "n", groupby: [], as: ["v", "w"] }]],
  ["imputes it", [{ impute: "v", key: "n" }]],
])("a column is not checked if a transform %s", (_, transform) => {
  expect(warningsOf({ ...y({}), transform }, words)).toEqual([]);
  expect(warningsOf({ transform, layer: [{ mark: "bar", ...y({}) }] }, words)).toEqual([]);
  expect(warningsOf({ ...y({}), transform: [{ filter: "datum.n > 1" }] }, words)).toHaveLength(1);
});

test.each<[string, Spec, readonly string[]]>([
  ["a fold", { fold: ["a", "b"] }, ["key", "value"]],
  ["a density", { density: "a" }, ["value", "density"]],
])("%s makes columns of fixed names", (_, transform, made) => {
  const drawn = (field: string): readonly Warning[] =>
    warningsOf({ ...y({ field }), transform: [transform] }, [{ [field]: "x" }]);
  expect(made.flatMap(drawn)).toEqual([]);
  expect(drawn("other")).toHaveLength(1);
});

test.each<[string, Spec, string]>([
  ["a layer", { layer: [{ mark: "bar" }, { mark: "rule", ...y({}) }] }, "/layer/1/encoding/y"],
  ["a part of a row", { hconcat: [{ mark: "bar", ...y({}) }] }, "/hconcat/0/encoding/y"],
  ["a part of a column", { vconcat: [{ mark: "bar", ...y({}) }] }, "/vconcat/0/encoding/y"],
  ["a part", { concat: [{ mark: "bar", ...y({}) }] }, "/concat/0/encoding/y"],
  ["a small multiple", { facet: { field: "n" }, spec: { mark: "bar", ...y({}) } }, "/spec/encoding/y"],
])("a column is found in %s, at its place in the file", (_, spec, pointer) => {
  const whole = { data: { name: "data" }, ...spec };
  const text = JSON.stringify(whole, null, 1);
  const warnings: Warning[] = [];
  const tables = new Map([
    ["data", { name: "data", rows: words, columns: [{ name: "v", type: "text" }] satisfies Column[], hash: "" }],
  ]);
  checkColumnTypes(
    { name: "c", dialect: "vega-lite", spec: whole, data: {}, source: { file: "charts/c.vl.json", text } },
    tables,
    { where, warn: (warning) => warnings.push(warning) },
  );
  expect(warnings).toMatchObject([
    {
      message: expect.stringMatching(/^Chart "c" \(report\.md:7\): encoding\.y /) as string,
      where: { file: "charts/c.vl.json", name: "c" },
    },
  ]);
  const lines = text.split("\n");
  expect(lines[warnings[0]!.where!.line! - 1]).toContain(`"${pointer.split("/").at(-1)}": {`);
});
