import { describe, expect, it } from "vitest";
import { pageTexts } from "../pdf/canvas-page.ts";
import { compileChart } from "../../../../functions/core/report/chart/compile-chart.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import type { Problem } from "../../../../functions/core/errors.ts";
import type { Spec } from "../../../../functions/core/report/chart/spec.ts";
import { table, tablesOf, chartPage, testChart, testSettings } from "./chart-fixtures.ts";

const rows = [
  { year: 2018, share: 25.1 },
  { year: 2021, share: 30.1 },
];
const data = { name: "data" };
const bar = {
  data,
  mark: "bar",
  encoding: { x: { field: "year", type: "ordinal" }, y: { field: "share", type: "quantitative" } },
};

/** Two labels close to each other. */
function labelled(avoid: object): Spec {
  return {
    width: 200,
    height: 100,
    data: [
      {
        name: "t",
        values: [
          { x: 40, name: "first" },
          { x: 42, name: "second" },
        ],
      },
    ],
    marks: [
      {
        type: "symbol",
        name: "points",
        from: { data: "t" },
        encode: { enter: { x: { field: "x" }, y: { value: 50 } } },
      },
      {
        type: "text",
        from: { data: "points" },
        encode: { enter: { text: { field: "datum.name" } } },
        transform: [{ type: "label", size: [200, 100], ...avoid }],
      },
    ],
  };
}

/** Returns the problem in the error that a spec causes. */
async function problemOf(spec: Spec, dialect: "vega-lite" | "vega" = "vega-lite"): Promise<Problem & { kind: string }> {
  const error = await testChart(spec, rows, {}, dialect).catch((caught: unknown) => caught);
  if (!(error instanceof BroadsheetError)) throw new Error(`no BroadsheetError: ${String(error)}`);
  expect(error.problems[0]?.where).toMatchObject({ file: "report.md", line: 7, name: "test" });
  expect(error.message).not.toMatch(/\n\s+at /);
  return { kind: error.kind, ...(error.problems[0] as Problem) };
}

describe("a chart that cannot be made", () => {
  it.each<[string, string, "vega" | "vega-lite", Spec]>([
    [
      "a path mark",
      'the path "M0 0 L1" of the path mark "arrow" cannot be read: a command has too few numbers',
      "vega",
      { marks: [{ type: "path", name: "arrow", encode: { enter: { path: { value: "M0 0 L1" } } } }] },
    ],
    [
      "a path from the data",
      'the path "M0 x" of the path mark "arrow" cannot be read',
      "vega",
      {
        data: [{ name: "t", values: [{ d: "M0,0L1,1" }, { d: "M0 x" }] }],
        marks: [{ type: "path", name: "arrow", from: { data: "t" }, encode: { enter: { path: { field: "d" } } } }],
      },
    ],
    [
      "a symbol",
      'the path "M0,0L1" of the symbol mark "dots" cannot be read',
      "vega",
      { marks: [{ type: "symbol", name: "dots", encode: { enter: { shape: { value: "M0,0L1" } } } }] },
    ],
    [
      "a point of Vega-Lite",
      'the path "M0,0L1" of the symbol mark "marks" cannot be read',
      "vega-lite",
      { data, mark: { type: "point", shape: "M0,0L1" }, encoding: { x: { field: "year", type: "quantitative" } } },
    ],
  ])("names the path and the mark of %s", async (_, message, dialect, spec) => {
    expect(await problemOf(spec, dialect)).toMatchObject({
      kind: "chart-failed",
      message: expect.stringContaining(message) as string,
    });
  });

  it("names an unknown field and the existing columns", async () => {
    const spec = { ...bar, encoding: { ...bar.encoding, y: { field: "shar", type: "quantitative" } } };
    expect(await problemOf(spec)).toMatchObject({
      kind: "chart-failed",
      code: "unknown-field",
      seen: "shar",
      allowed: ["year", "share"],
    });
  });

  it.each([
    ["an aggregate", { ...bar, encoding: { ...bar.encoding, y: { aggregate: "sum", field: "price" } } }],
    ["a colour", { ...bar, encoding: { ...bar.encoding, color: { field: "price" } } }],
    ["a tooltip's neighbour, text", { ...bar, mark: "text", encoding: { text: { field: "price" } } }],
    ["a calculation", { ...bar, transform: [{ calculate: "datum.price * 2", as: "double" }] }],
    ["a filter", { ...bar, transform: [{ filter: "datum['price'] > 2" }] }],
    ["a filter object", { ...bar, transform: [{ filter: { field: "price", gt: 2 } }] }],
    [
      "a sort",
      {
        ...bar,
        encoding: { ...bar.encoding, x: { field: "year", type: "ordinal", sort: { field: "price", op: "mean" } } },
      },
    ],
    ["a layer", { data, layer: [bar, { mark: "rule", encoding: { y: { field: "price", type: "quantitative" } } }] }],
    ["a facet", { data, facet: { field: "price" }, spec: { mark: "bar", encoding: bar.encoding } }],
    [
      "a repeat",
      {
        data,
        repeat: ["share", "price"],
        spec: { mark: "point", encoding: { y: { field: { repeat: "repeat" }, type: "quantitative" } } },
      },
    ],
    [
      "a field dropped by an aggregate",
      {
        ...bar,
        transform: [
          { aggregate: [{ op: "mean", field: "share", as: "price2" }], groupby: ["year"] },
          { calculate: "datum.price", as: "x" },
        ],
      },
    ],
  ])("finds the missing field in %s", async (_place, spec) => {
    expect(await problemOf(spec)).toMatchObject({ code: "unknown-field", seen: "price" });
  });

  it("finds it in Vega specs", async () => {
    const spec = {
      data: [data],
      marks: [{ type: "symbol", from: { data: "data" }, encode: { enter: { x: { field: "price" } } } }],
    };
    expect(await problemOf(spec, "vega")).toMatchObject({ code: "unknown-field", seen: "price" });
  });

  it.each([
    [
      "calculated",
      {
        ...bar,
        transform: [{ calculate: "datum.share * 2", as: "double" }],
        encoding: { ...bar.encoding, y: { field: "double", type: "quantitative" } },
      },
    ],
    [
      "folded",
      {
        ...bar,
        transform: [{ fold: ["year", "share"] }],
        encoding: { x: { field: "key" }, y: { field: "value", type: "quantitative" } },
      },
    ],
    [
      "windowed",
      {
        ...bar,
        transform: [{ window: [{ op: "row_number", as: "rank" }], sort: [{ field: "share" }] }],
        encoding: { ...bar.encoding, y: { field: "rank", type: "quantitative" } },
      },
    ],
    [
      "pivoted",
      {
        ...bar,
        transform: [{ pivot: "year", value: "share" }],
        encoding: { y: { field: "2018", type: "quantitative" } },
      },
    ],
    [
      "joined",
      {
        ...bar,
        transform: [
          { joinaggregate: [{ op: "max", field: "share", as: "top" }] },
          { filter: "datum.share == datum.top" },
        ],
      },
    ],
    [
      "densities",
      {
        data,
        transform: [{ density: "share" }],
        mark: "area",
        encoding: { x: { field: "value", type: "quantitative" }, y: { field: "density", type: "quantitative" } },
      },
    ],
    [
      "regressed",
      {
        data,
        transform: [{ regression: "share", on: "year" }],
        mark: "line",
        encoding: { x: { field: "year", type: "quantitative" }, y: { field: "share", type: "quantitative" } },
      },
    ],
    ["binned", { data, mark: "bar", encoding: { x: { bin: true, field: "share" }, y: { aggregate: "count" } } }],
    ["a box plot", { data, mark: "boxplot", encoding: { y: { field: "share", type: "quantitative" } } }],
    [
      "a lookup",
      {
        ...bar,
        transform: [
          { lookup: "year", from: { data: { name: "rows" }, key: "year", fields: ["share"] }, as: ["again"] },
        ],
        encoding: { ...bar.encoding, y: { field: "again", type: "quantitative" } },
      },
    ],
    [
      "inline rows",
      {
        data: { values: [{ a: 1 }, { a: 2, b: 3 }] },
        mark: "point",
        encoding: { x: { field: "b", type: "quantitative" } },
      },
    ],
  ])("accepts fields that transforms make: %s", async (_kind, spec) => {
    await expect(testChart(spec, rows)).resolves.toBeDefined();
  });

  it("lists the queries for an unknown name", async () => {
    expect(await problemOf({ ...bar, data: { name: "sales" } })).toMatchObject({
      code: "unknown-query",
      seen: "sales",
      allowed: ["rows"],
    });
  });

  it("says that the directive has no data", async () => {
    const error = await testChart(bar).catch((caught: unknown) => caught);
    expect((error as BroadsheetError).problems[0]).toMatchObject({
      code: "unknown-query",
      hint: expect.stringContaining("data="),
    });
  });

  it.each([
    ["https", { ...bar, data: { url: "https://example.org/x.csv" } }, "https://example.org/x.csv"],
    ["a file", { ...bar, data: { url: "file:///etc/passwd" } }, "file:///etc/passwd"],
    ["a path in a layer", { layer: [{ ...bar, data: { url: "data/x.csv" } }] }, "data/x.csv"],
    ["a lookup", { ...bar, transform: [{ lookup: "year", from: { data: { url: "x.json" }, key: "year" } }] }, "x.json"],
  ])("refuses to load %s", async (_kind, spec, url) => {
    expect(await problemOf(spec)).toMatchObject({ kind: "chart-failed", code: "url-refused", seen: url });
  });

  it("refuses a URL that a signal makes up while the spec runs", async () => {
    const spec = {
      signals: [{ name: "u", value: "file:///etc/passwd" }],
      data: [{ name: "x", url: { signal: "u" } }],
      marks: [],
    };
    expect(await problemOf(spec, "vega")).toMatchObject({ code: "url-refused" });
    const loaded = {
      signals: [{ name: "u", value: "file:///etc/passwd" }],
      data: [{ name: "x", values: [], transform: [{ type: "load", url: { signal: "u" } }] }],
      marks: [],
    };
    expect((await problemOf(loaded, "vega")).kind).toBe("chart-failed");
  });

  it("leaves out an image that is not a PNG or JPEG, or that would have to be loaded, and says so", async () => {
    for (const url of [
      "data:image/png;base64,AAAA",
      "data:image/svg+xml,<svg/>",
      "https://example.org/a.png",
      "file:///etc/passwd",
    ]) {
      const { warnings } = await testChart({ data, mark: { type: "image", url, width: 10, height: 10 } }, rows);
      expect(warnings).toContainEqual(expect.objectContaining({ code: "chart-warning", seen: url }));
    }
  });

  it("names parts that cannot be drawn or have no size", async () => {
    expect(await problemOf({ width: 100, height: "wide", autosize: "none", marks: [] }, "vega")).toMatchObject({
      kind: "chart-failed",
      code: "bad-size",
    });
    const fill = { value: { gradient: "linear", stops: [null] } };
    const { warnings } = await testChart(
      {
        width: 100,
        height: 50,
        marks: [{ type: "rect", encode: { enter: { width: { value: 10 }, height: { value: 10 }, fill } } }],
      },
      [],
      {},
      "vega",
    );
    expect(warnings).toContainEqual(
      expect.objectContaining({
        message: expect.stringContaining("the fill's gradient of the rect mark") as string,
        seen: null,
      }),
    );
  });

  it("refuses to place labels and words by more pixels than there is memory for", async () => {
    const cloud = {
      data: [
        {
          name: "t",
          values: [{ text: "word" }],
          transform: [{ type: "wordcloud", size: [1e5, 1e5], text: { field: "text" } }],
        },
      ],
    };
    for (const spec of [
      labelled({ size: [30_000, 30_000] }),
      labelled({ padding: 1e6, avoidBaseMark: false }),
      labelled({ size: [1e-9, 1e20] }),
      cloud,
    ]) {
      expect(await problemOf(spec, "vega")).toMatchObject({
        kind: "chart-failed",
        message: expect.stringContaining("more than 8000000 in all: make it smaller"),
      });
    }
  });

  it("names the words that a cloud has no room for", async () => {
    const words = ["one", "other", "unpronounceableness"].map((text) => ({ text }));
    const cloud = { type: "wordcloud", size: [192, 192], text: { field: "datum.text" }, fontSize: 24 };
    const spec = {
      width: 192,
      height: 192,
      data: [{ name: "t", values: words }],
      marks: [
        { type: "text", from: { data: "t" }, encode: { enter: { text: { field: "text" } } }, transform: [cloud] },
      ],
    };
    const { chart, warnings } = await testChart(spec, [], {}, "vega");
    expect(warnings).toContainEqual(expect.objectContaining({ code: "chart-warning", seen: ["unpronounceableness"] }));
    expect((await pageTexts((await chartPage(chart)).pdf)).toSorted()).toEqual(["one", "other"]);
  });

  it("refuses an image of too many pixels by its header", async () => {
    const header = Buffer.alloc(33);
    Buffer.from("89504e470d0a1a0a0000000d49484452", "hex").copy(header);
    header.writeUInt32BE(100_000, 16);
    header.writeUInt32BE(100_000, 20);
    const url = `data:image/png;base64,${header.toString("base64")}`;
    expect(await problemOf({ data, mark: { type: "image", url, width: 10, height: 10 } })).toMatchObject({
      kind: "limit-exceeded",
      code: "too-many-pixels",
    });
  });

  it.each([
    ["an unknown mark", { ...bar, mark: "barr" }, "vega-lite"],
    ["no mark", { data, encoding: {} }, "vega-lite"],
    ["a broken expression", { ...bar, transform: [{ calculate: "datum.share *", as: "x" }] }, "vega-lite"],
    ["an unknown function", { ...bar, transform: [{ calculate: "fetch(datum.share)", as: "x" }] }, "vega-lite"],
    ["the clock", { ...bar, transform: [{ calculate: "now()", as: "x" }] }, "vega-lite"],
    ["a Vega mark over no data", { data: [data], marks: [{ type: "rect", from: { data: "nowhere" } }] }, "vega"],
  ] as const)("reports Vega's message about %s", async (_kind, spec, dialect) => {
    const problem = await problemOf(spec, dialect);
    expect(problem.kind).toBe("chart-failed");
    expect(problem.message.length).toBeGreaterThan(30);
  });

  it("runs no code that a spec smuggles in", async () => {
    const spec = { ...bar, transform: [{ calculate: "'a'.constructor.constructor('return process')()", as: "x" }] };
    await expect(testChart(spec, rows)).rejects.toThrow(BroadsheetError);
  });

  it("stops at the limit of marks", async () => {
    const error = await testChart(
      {
        data: { sequence: { start: 0, stop: 2000, as: "n" } },
        mark: "point",
        encoding: { x: { field: "n", type: "quantitative" } },
      },
      [],
      { limits: { marks: 1000 } },
    ).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: "limit-exceeded" });
    expect((error as BroadsheetError).problems[0]).toMatchObject({ allowed: 1000, where: { name: "test" } });
  });

  it("draws an empty query as an empty chart, with a warning that names it", async () => {
    const warnings: unknown[] = [];
    const tables = new Map([["none", table("none", [], ["year", "share"])]]);
    const chart = await compileChart(
      { name: "test", dialect: "vega-lite", spec: bar, data: { data: "none" } },
      tables,
      testSettings({ warn: (warning) => warnings.push(warning) }),
    );
    expect(chart.width).toBe(480);
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: "empty-query", where: expect.objectContaining({ name: "none" }) }),
    );
  });

  it("continues after a failure", async () => {
    await expect(testChart({ ...bar, mark: "barr" }, rows)).rejects.toThrow(BroadsheetError);
    await expect(testChart(bar, rows)).resolves.toBeDefined();
  });

  it("fills several names, in layers too", async () => {
    const spec = {
      layer: [
        { ...bar, data: { name: "first" } },
        { ...bar, data: { name: "second" } },
      ],
    };
    const chart = await compileChart(
      { name: "two", dialect: "vega-lite", spec, data: {} },
      tablesOf({ first: rows, second: [{ year: 2025, share: 33 }] }),
      testSettings(),
    );
    expect(chart.csv).toContain("2025,33");
  });
});
