import { describe, expect, it, vi } from "vitest";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { pageTexts } from "../../pdf/canvas-page.ts";
import { chartPage, testChart } from "../chart-fixtures.ts";

async function textsOf(
  spec: Spec,
  dialect: "vega" | "vega-lite",
  rows: readonly Record<string, string | number>[] = [],
  settings: object = {},
): Promise<readonly string[]> {
  return pageTexts((await chartPage((await testChart(spec, rows, settings, dialect)).chart)).pdf);
}

/** Adds 1 to each row's `v` in place and writes it, so that a row which is used twice shows. */
const counting = (data: object, marks: object = {}): Spec => ({
  width: 200,
  height: 20,
  data: [data],
  marks: [
    {
      type: "text",
      from: { data: "t" },
      encode: { update: { y: { value: 10 }, text: { signal: "'v ' + datum.v" } } },
      ...marks,
    },
  ],
});
const add = [{ type: "formula", expr: "datum.v + 1", as: "v" }];

describe("a parsed spec that is kept", () => {
  it.each([
    ["rows", counting({ name: "t", values: [{ v: 1 }], transform: add })],
    [
      "rows of an object",
      counting({ name: "t", values: { rows: [{ v: 1 }] }, format: { property: "rows" }, transform: add }),
    ],
    [
      "rows in CSV",
      counting({ name: "t", values: "v\n1\n", format: { type: "csv", parse: { v: "number" } }, transform: add }),
    ],
    [
      "rows of a group",
      {
        width: 200,
        height: 20,
        marks: [{ type: "group", ...counting({ name: "t", values: [{ v: 1 }], transform: add }) }],
      },
    ],
  ])("gets fresh %s each time", async (_what, spec) => {
    for (let time = 0; time < 3; time++) expect(await textsOf(spec, "vega")).toEqual(["v 2"]);
  });

  it("draws the rows of each query, and they are not written into", async () => {
    const spec = {
      data: { name: "data" },
      transform: [{ calculate: "datum.v * 2", as: "v" }],
      mark: "text",
      encoding: { text: { field: "v" } },
    };
    const rows = [{ v: 4 }];
    expect(await textsOf(spec, "vega-lite", rows)).toEqual(["8"]);
    expect(await textsOf(spec, "vega-lite", rows)).toEqual(["8"]);
    expect(await textsOf(spec, "vega-lite", [{ v: 7 }])).toEqual(["14"]);
    expect(rows).toEqual([{ v: 4 }]);
  });

  it("reports an unknown field although the same chart was drawn before", async () => {
    const spec = { data: { name: "data" }, mark: "text", encoding: { text: { field: "v" } } };
    expect(await textsOf(spec, "vega-lite", [{ v: 4 }])).toEqual(["4"]);
    await expect(textsOf(spec, "vega-lite", [{ w: 4 }])).rejects.toThrow(/"v"/);
    expect(await textsOf(spec, "vega-lite", [{ v: 5 }])).toEqual(["5"]);
  });

  it("is corrected for the rows of each report", async () => {
    const spec = {
      width: 120,
      data: { name: "data" },
      mark: "bar",
      encoding: { x: { field: "k", type: "nominal" }, y: { field: "v", type: "quantitative", axis: null } },
    };
    const heightWith = async (names: readonly string[]): Promise<number> =>
      (
        await testChart(
          spec,
          names.map((k) => ({ k, v: 1 })),
          { width: 120 },
        )
      ).chart.height;
    const [short, long] = [
      ["a", "b"],
      ["a long name", "another long name", "one more"],
    ];
    const level = await heightWith(short);
    expect(await heightWith(long)).toBeGreaterThan(level + 15);
    expect(await heightWith(short)).toBe(level);
    expect(await heightWith(long)).toBeGreaterThan(level + 15);
  });

  it("takes the parameters of each report", async () => {
    const spec = {
      data: { values: [{}] },
      params: [{ name: "year", value: 2020 }],
      mark: { type: "text", text: { expr: "'in ' + year" } },
    };
    for (const year of [2021, 2022, 2021])
      expect(await textsOf(spec, "vega-lite", [], { parameters: { year } })).toEqual([`in ${year}`]);
  });
});

describe("a spec that is parsed or taken from a shelf", () => {
  const texts = new Map<string, string>();
  const shelf = {
    take: (key: string) => texts.get(key),
    put: (key: string, text: string) => void texts.set(key, text),
  };

  /** Compiles in freshly loaded modules, which have seen no spec. */
  async function textAfresh(expression: string): Promise<readonly string[]> {
    vi.resetModules();
    const fixtures = await import("../chart-fixtures.ts");
    const spec = {
      width: 100,
      height: 20,
      marks: [{ type: "text", encode: { enter: { y: { value: 10 }, text: { signal: expression } } } }],
    };
    return pageTexts((await fixtures.chartPage((await fixtures.testChart(spec, [], { shelf }, "vega")).chart)).pdf);
  }

  it.each([
    ["regular expressions", "replace('a1b2', /[0-9]/g, '-') + test(/^B/i, 'ba')", "a-b-true", 1],
    ["a pattern that remembers", "test(/a/g, 'a') + ' ' + test(/a/g, 'a')", "true true", 1],
    ["a date", "utcFormat(datetime(2021, 1, 3), '%Y-%m-%d')", "2021-02-03", 1],
    ["a number that JSON lacks", "1e400 > 1 ? 'beyond' : 'within'", "beyond", 0],
  ])("draws %s alike", async (_what, expression, expected, kept) => {
    texts.clear();
    for (let time = 0; time < 2; time++) {
      expect(await textAfresh(expression)).toEqual([expected]);
      expect([...texts.values()].filter((text) => text.startsWith('{"runtime"'))).toHaveLength(kept);
    }
  });
});
