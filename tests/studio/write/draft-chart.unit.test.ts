import { expect, test } from "vitest";
import { checkCharts } from "../../../functions/core/report/chart/check/check-charts.ts";
import type { ChartSpec } from "../../../functions/core/report/template/template.ts";
import { draftChart, type ResultColumn } from "../../../studio/src/write/query/draft-chart.ts";

const column = (name: string, type: ResultColumn["type"]): ResultColumn => ({ name, type });
const year = column("year", "integer");
const day = column("day", "date");
const region = column("region", "text");
const sales = column("sales_total", "number");
const cost = column("cost", "number");

type Drawn = {
  readonly mark: unknown;
  readonly encoding: Readonly<Record<string, { readonly field?: string; readonly type?: string }>>;
};

test.each([
  [
    "years",
    [year, sales],
    [
      [2020, 1],
      [2021, 2],
    ],
    "line",
    { x: "year", y: "sales_total" },
  ],
  [
    "days and series",
    [day, region, sales],
    [
      ["2020-01-01", "N", 1],
      ["2020-01-02", "S", 2],
    ],
    "line",
    { x: "day", y: "sales_total", color: "region" },
  ],
  [
    "categories",
    [region, sales],
    [
      ["N", 1],
      ["S", 2],
    ],
    "bar",
    { y: "region", x: "sales_total" },
  ],
  [
    "one day of categories",
    [day, region, sales],
    [
      ["2020-01-01", "N", 1],
      ["2020-01-01", "S", 2],
    ],
    "bar",
    { y: "region", x: "sales_total" },
  ],
  [
    "two measures",
    [sales, cost],
    [
      [1, 2],
      [2, 3],
    ],
    "point",
    { x: "sales_total", y: "cost" },
  ],
  ["one measure", [sales], [[1], [2]], "bar", { x: "sales_total" }],
] as const)("drafts a chart of %s that the lint accepts", async (_case, columns, rows, mark, fields) => {
  const draft = draftChart("by_month", columns, rows, [])!;
  expect(draft.path).toBe("charts/by_month.vl.json");
  const spec = JSON.parse(draft.spec) as Drawn;
  expect(typeof spec.mark === "string" ? spec.mark : (spec.mark as { type: string }).type).toBe(mark);
  const read = Object.fromEntries(
    Object.entries(spec.encoding).flatMap(([channel, { field }]) => (field === undefined ? [] : [[channel, field]])),
  );
  expect(read).toEqual(fields);
  const charts = new Map([
    ["by_month", { file: draft.path, text: draft.spec, spec, dialect: "vega-lite" } as unknown as ChartSpec],
  ]);
  expect(await checkCharts(charts)).toEqual({ errors: [], warnings: [] });
});

test("a draft takes a free name, and its directive draws the query", () => {
  const draft = draftChart("sales", [region, sales], [["N", 1]], ["sales", "sales_2"])!;
  expect(draft.name).toBe("sales_3");
  expect(draft.directive).toBe('::chart{spec="sales_3" data="sales" title="Sales total"}');
});

test("columns that only name rows are no measures, and texts alone give no chart", () => {
  expect(
    (JSON.parse(draftChart("q", [column("id", "integer"), region, sales], [[1, "N", 3]], [])!.spec) as Drawn).encoding[
      "x"
    ]!.field,
  ).toBe("sales_total");
  expect(draftChart("q", [region], [["N"]], [])).toBeUndefined();
});
