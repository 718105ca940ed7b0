import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { directiveRules } from "../../../functions/core/report/compose/directive-rules.ts";
import { filterNames } from "../../../functions/core/report/compose/liquid/filters.ts";
import { macroNames } from "../../../functions/core/report/query/macros.ts";
import { completeJson } from "../../../studio/src/write/complete/complete-json.ts";
import { completeReport } from "../../../studio/src/write/complete/complete-report.ts";
import { completeSql } from "../../../studio/src/write/complete/complete-sql.ts";
import { completeYaml } from "../../../studio/src/write/complete/complete-yaml.ts";
import type { Schema } from "../../../studio/src/write/complete/walk-schema.ts";
import type { Suggestions, TemplateNames, TemplateWords } from "../../../studio/src/write/complete/words.ts";

const words: TemplateWords = {
  directives: Object.entries(directiveRules).map(([name, rule]) => ({ name, ...rule })),
  filters: filterNames,
  tags: ["if", "for", "assign"],
  macros: macroNames,
};
const names: TemplateNames = {
  queries: new Map([
    ["by_month", ["region", "month", "sales"]],
    ["headline", ["total", "change"]],
  ]),
  datasets: new Map([["sales", ["shop", "day", "amount"]]]),
  charts: ["trend"],
  images: ["images/store.jpg"],
  parameters: ["region", "since"],
  messages: ["title.short"],
};

/** Splits at the caret `‸`. */
function at(marked: string): [string, number] {
  const caret = marked.indexOf("‸");
  return [marked.replace("‸", ""), caret];
}

const labels = (found: Suggestions | undefined): string[] => (found?.options ?? []).map(({ label }) => label);

test.each([
  ["::ch‸", ["chart"]],
  ["> - :::call‸", ["callout"]],
  ["::chart{‸", ["spec", "data", "where", "title", "alt"]],
  ['::chart{spec="trend" ‸ title="x"}', ["data"]],
  ['::chart{spec="‸"}', ["trend"]],
  ['::chart{spec="trend" data="by‸', ["by_month", "headline"]],
  ['::chart{title="{{ "a" }}" data="by‸', ["by_month"]],
  ['::image{file="‸"}', ["images/store.jpg"]],
  ['::table{data="by_month" columns="region: Region | width: 3, mo‸"}', ["month", "sales"]],
  ['::table{columns="‸" data="by_month"}', ["region"]],
  ['::table{data="by_month"\n  where="reg‸', ["region"]],
  ["{{ ‸ }}", ["by_month", "headline", "parameters"]],
  ["{{ parameters.‸ }}", ["region", "since"]],
  ["{{ headline.‸ }}", ["first", "last", "rows"]],
  ["{{ headline.first.‸ }}", ["total", "change"]],
  ["{{ headline.first.total | cur‸ }}", ["currency", "number"]],
  ["{% for row in by_month.rows %}{{ row.‸ }}", ["month"]],
  ['{% assign last = by_month.rows | where: "region", "N" | first %}{{ last.‸ }}', ["month"]],
  ["{% ‸ %}", ["if", "for"]],
  ['{{ by_month.rows | sum: "‸" }}', ["sales"]],
  ['{{ "‸" | t }}', ["title.short"]],
] as const)("suggests in a report: %s", (marked, expected) => {
  expect(labels(completeReport(...at(marked), words, names))).toEqual(expect.arrayContaining([...expected]));
});

test.each(["A word‸ of text", '::chart{spec="trend"} ‸', "{{ x }} ‸", "at 10:3‸", '::chart{title="A ‸ title"}'])(
  "suggests nothing in text: %s",
  (marked) => {
    expect(labels(completeReport(...at(marked), words, names))).toEqual([]);
  },
);

test("a directive is inserted with what it requires and the caret in place", () => {
  const found = completeReport(...at("::ba‸"), words, names)!;
  expect(found.from).toBe(2);
  expect(found.options.find(({ label }) => label === "barcode")!.insert).toBe('barcode{type="\u2038" value=""}');
});

test("an attribute that is given is not offered again", () => {
  expect(labels(completeReport(...at('::chart{spec="trend" ‸}'), words, names))).not.toContain("spec");
});

test.each([
  ["SELECT $si‸ FROM sales", ["since", "language", "report_date"]],
  ["SELECT s.‸ FROM sales AS s", ["shop", "day", "amount"]],
  ["SELECT ‸ FROM sales", ["amount", "median", "SELECT"]],
  ["SELECT 1 FROM ‸", ["sales", "by_month"]],
] as const)("suggests in a query: %s", (marked, expected) => {
  expect(labels(completeSql(...at(marked), "headline", ["median"], names))).toEqual(
    expect.arrayContaining([...expected]),
  );
});

test("a query is not offered itself, and comments and texts are left alone", () => {
  expect(labels(completeSql(...at("SELECT 1 FROM ‸"), "headline", [], names))).not.toContain("headline");
  expect(completeSql(...at("SELECT 'sal‸"), "headline", [], names)).toBeUndefined();
  expect(completeSql(...at("-- from ‸\nSELECT 1"), "headline", [], names)).toBeUndefined();
});

const schemaOf = (path: string): Schema =>
  JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8")) as Schema;

test.each([
  ["‸", ["title", "date", "parameters", "theme"], ["size"]],
  ["title: T\n‸", ["date"], ["title"]],
  ["page:\n  ‸", ["size", "footnotes"], ["title"]],
  ["page:\n  size: A4\n  footnotes: ‸", ["page"], ["A4"]],
  ["datasets:\n  sales:\n    file: data/a.csv\n    ‸\ndate: 2026-01-01", ["default", "columns"], ["file", "date"]],
  ["datasets:\n  sales:\n    columns:\n      day: ‸", ["date", "text"], []],
  ["math: ‸", ["true", "false"], []],
  ["languages:\n  - ‸", ["en", "zh"], []],
] as const)("suggests in template.yaml: %j", (marked, expected, absent) => {
  const found = labels(completeYaml(...at(marked), schemaOf("templates/template.schema.json")));
  expect(found).toEqual(expect.arrayContaining([...expected]));
  for (const name of absent) expect(found).not.toContain(name);
});

test.each([
  ["{‸}", ["mark", "encoding", "layer"]],
  ['{"mark": "‸"}', ["bar", "line", "point"]],
  ['{"mark": {"type": "bar", "‸": 1}}', ["cornerRadius"]],
  ['{"encoding": {"x": {"field": "‸"}}}', ["region", "sales"]],
  ['{"encoding": {"x": {"type": "‸", "field": "a"}}}', ["quantitative", "temporal"]],
  ['{"layer": [{"mark": "line"}, {"encoding": {"‸"}}]}', ["x", "y", "color"]],
  ['{"encoding": {"y": {"axis": {"‸', ["tickCount", "labelAngle"]],
] as const)("suggests in a spec: %s", (marked, expected) => {
  expect(
    labels(
      completeJson(
        ...at(marked),
        schemaOf("node_modules/vega-lite/build/vega-lite-schema.json"),
        names.queries.get("by_month"),
      ),
    ),
  ).toEqual(expect.arrayContaining([...expected]));
});

test("keys that an object has are not offered, before or behind the caret", () => {
  const found = labels(
    completeJson(
      ...at('{"mark": "bar", "‸", "encoding": {}}'),
      schemaOf("node_modules/vega-lite/build/vega-lite-schema.json"),
    ),
  );
  expect(found).not.toContain("mark");
  expect(found).not.toContain("encoding");
});
