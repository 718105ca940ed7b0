import { describe, expect, it } from "vitest";
import type { Spec } from "../../../../functions/core/report/chart/spec.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { pageTexts } from "../pdf/canvas-page.ts";
import { chartPage, testChart } from "./chart-fixtures.ts";

/** Names of columns, and the way in which a Vega-Lite spec writes each as a field. */
const names: readonly (readonly [column: string, field: string])[] = [
  ["it's", "it\\'s"],
  ['foo"bar', 'foo\\"bar'],
  ["a.b", "a\\.b"],
  ["c[0]", "c\\[0\\]"],
  ["x y", "x y"],
  ["Größe", "Größe"],
  ["1st", "1st"],
  ["two\nlines", "two\nlines"],
];

const points = (field: string, more: Spec = {}): Spec => ({
  data: { name: "data" },
  mark: { type: "bar", tooltip: true },
  ...more,
  encoding: {
    x: { field, type: "nominal" },
    y: { aggregate: "sum", field: "v", type: "quantitative" },
    color: { field, type: "nominal" },
    ...(more["encoding"] as object | undefined),
  },
});

describe("names of columns with characters that paths are made of", () => {
  it.each(names)("draws %j", async (column, field) => {
    const rows = [
      { [column]: "first", v: 1 },
      { [column]: "second", v: 2 },
    ];
    const { chart } = await testChart(points(field), rows);
    expect(await pageTexts((await chartPage(chart)).pdf)).toEqual(expect.arrayContaining(["first", "second"]));
  });

  it.each(names)("reads %j in an expression", async (column) => {
    const rows = [{ [column]: 20, v: 1 }];
    const spec = points("label", {
      transform: [{ calculate: `'seen ' + datum[${JSON.stringify(column)}]`, as: "label" }],
    });
    expect(await pageTexts((await chartPage((await testChart(spec, rows)).chart)).pdf)).toContain("seen 20");
  });

  it.each([
    ["it's", "it\\\\'s"],
    ['foo"bar', 'foo\\\\\\"bar'],
    ["a[0", "a\\\\[0"],
    ["a]", "a\\\\]"],
  ])("says how %j is written where it cannot be read", async (field, written) => {
    const error = await testChart(points(field), [{ [field]: 1, v: 1 }]).catch((caught: unknown) => caught);
    expect((error as BroadsheetError).problems).toMatchObject([
      {
        message: expect.stringContaining(`the field "${field}" cannot be read`) as string,
        seen: field,
        hint: expect.stringContaining(`"${written}"`) as string,
      },
    ]);
  });

  it("refuses them in Vega as well", async () => {
    const spec = {
      data: [{ name: "data" }],
      marks: [{ type: "symbol", from: { data: "data" }, encode: { enter: { x: { field: "it's" } } } }],
    };
    await expect(testChart(spec, [{ "it's": 1 }], {}, "vega")).rejects.toThrow(BroadsheetError);
  });

  it("takes rows that are lists by their places", async () => {
    const spec = {
      data: {
        values: [
          [1, 2],
          [3, 4],
        ],
      },
      mark: "point",
      encoding: { x: { field: "[0]", type: "quantitative" }, y: { field: "[1]", type: "quantitative" } },
    };
    const { chart, warnings } = await testChart(spec, []);
    expect(warnings.filter(({ code }) => code !== "missing-alt")).toEqual([]);
    expect(chart.csv).toContain("1,2");
  });
});
