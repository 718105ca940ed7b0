import { describe, expect, it } from "vitest";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { chartPage, testChart } from "../chart-fixtures.ts";

const few: readonly (readonly [string, readonly object[]])[] = [
  ["no rows", []],
  ["one row", [{ a: 1 }]],
  ["equal rows", [{ a: 1 }, { a: 1 }]],
  ["missing values", [{ a: null }]],
  ["no field", [{ b: 1 }]],
  ["texts", [{ a: "x" }]],
];
const quantity = { field: "a", type: "quantitative" };

const kinds: Readonly<Record<string, (rows: readonly object[]) => Spec>> = {
  "binned colours": (values) => ({
    data: { values },
    mark: "point",
    encoding: { y: quantity, color: { ...quantity, bin: true } },
  }),
  "a histogram": (values) => ({
    data: { values },
    mark: "bar",
    encoding: { x: { ...quantity, bin: true }, y: { aggregate: "count" } },
  }),
  "a density": (values) => ({
    data: { values },
    transform: [{ density: "a" }],
    mark: "area",
    encoding: { x: { field: "value", type: "quantitative" }, y: { field: "density", type: "quantitative" } },
  }),
  quantiles: (values) => ({
    data: { values },
    transform: [{ quantile: "a" }],
    mark: "point",
    encoding: {
      y: { field: "value", type: "quantitative" },
      color: { field: "value", type: "quantitative", bin: true },
    },
  }),
  "a box plot": (values) => ({ data: { values }, mark: "boxplot", encoding: { y: quantity } }),
};

async function warned(values: readonly object[]): Promise<readonly string[]> {
  const { warnings } = await testChart(kinds["a box plot"]!(values), []);
  return warnings.filter(({ code }) => code === "chart-warning").map(({ message }) => message);
}

describe("charts of few rows or none", () => {
  it.each(
    few.flatMap(([what, rows]) => Object.entries(kinds).map(([kind, make]) => [kind, what, make(rows)] as const)),
  )("draws %s over %s", async (_kind, _what, spec) => {
    const { chart } = await testChart(spec, [], { authored: {} });
    expect(chart.height).toBeGreaterThan(0);
  });

  it.each(few)("draws a dot plot over %s", async (_what, values) => {
    const spec = {
      width: 50,
      height: 50,
      data: [{ name: "t", values, transform: [{ type: "dotbin", field: "a", step: 1 }] }],
      marks: [{ type: "symbol", from: { data: "t" }, encode: { enter: { x: { field: "bin" } } } }],
    };
    expect((await testChart(spec, [], { authored: {} }, "vega")).chart.width).toBeGreaterThan(0);
  });

  it("draws binned colours over many rows in a colour for each bin", async () => {
    const values = Array.from({ length: 12 }, (_, a) => ({ a }));
    const { content } = await chartPage(
      (await testChart({ ...kinds["binned colours"]!(values), mark: "circle" }, [], { authored: {} })).chart,
    );
    expect(new Set(content.match(/^[\d.]+ [\d.]+ [\d.]+ rg$/gm)).size).toBeGreaterThanOrEqual(6);
  });

  it("draws facets of which one is an empty text, in an order of their own", async () => {
    const values = [
      { a: "", v: 1 },
      { a: "x", v: 2 },
    ];
    const spec = {
      data: { values },
      facet: { column: { field: "a", sort: { op: "median", field: "v" } } },
      spec: { mark: "point", encoding: { y: { field: "v", type: "quantitative" } } },
    };
    expect((await testChart(spec, [])).chart.csv).toContain(",2");
  });
});

describe("a scale of very many bins", () => {
  it("is refused", async () => {
    const spec = {
      data: {
        values: [
          { a: -1e15, b: -1e15 + 10 },
          { a: 0, b: 10 },
        ],
      },
      mark: "bar",
      encoding: { x: { field: "a", bin: { binned: true, step: 10 } }, x2: { field: "b" } },
    };
    await expect(testChart(spec, [], { authored: {} })).rejects.toThrow(
      /bins of 10 from -1000000000000000 to 10 are more than the 10000 that a scale may have/,
    );
  });
});

describe("warnings of scales without an extent", () => {
  it("do not appear for a box plot without outliers", async () => {
    expect(await warned([{ a: 1 }, { a: 2 }, { a: 2 }, { a: 3 }])).toEqual([]);
  });

  it("appear for a box plot without numbers", async () => {
    expect(await warned([{ a: null }])).toContainEqual(expect.stringContaining('no row has a number or a date in "a"'));
  });
});

describe("a spec on which Vega fails", () => {
  it("is reported with the transform at fault and with Vega's own words", async () => {
    const spec = {
      width: 50,
      height: 50,
      data: [{ name: "t", values: [{ a: 1 }], transform: [{ type: "linkpath" }] }],
      marks: [{ type: "symbol", from: { data: "t" } }],
    };
    const error = await testChart(spec, [], { authored: {} }, "vega").catch((caught: unknown) => caught);
    expect((error as BroadsheetError).problems[0]!.message).toMatch(
      /the transform "linkpath" fails: .*\(Vega says: "Cannot read properties of undefined .*"\)/,
    );
  });

  it("is a row that is null, by its place", async () => {
    const spec = { data: [{ name: "t", values: [{ a: 1 }, null] }], marks: [{ type: "symbol", from: { data: "t" } }] };
    const error = await testChart(spec, [], { authored: {} }, "vega").catch((caught: unknown) => caught);
    expect((error as BroadsheetError).problems).toMatchObject([
      { code: "invalid-value", message: expect.stringContaining("data[0].values[1] is null") as string },
    ]);
  });

  it("is a shape mark without a shape", async () => {
    const spec = { data: [{ name: "t", values: [{ a: 1 }] }], marks: [{ type: "shape", from: { data: "t" } }] };
    await expect(testChart(spec, [], { authored: {} }, "vega")).rejects.toThrow(/a shape mark has no shape to draw/);
  });
});
