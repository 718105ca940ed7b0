import { describe, expect, it } from "vitest";
import type { CanvasContext } from "../../../../../functions/core/drawing.ts";
import { chartLogger } from "../../../../../functions/core/report/chart/chart-logger.ts";
import type { ChartSettings } from "../../../../../functions/core/report/chart/chart-settings.ts";
import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";
import { prepareSpec, type PreparedSpec } from "../../../../../functions/core/report/chart/spec/prepare-spec.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import type { Warning } from "../../../../../functions/core/errors.ts";
import { pageTexts } from "../../pdf/canvas-page.ts";
import { chartPage, testChart, testSettings } from "../chart-fixtures.ts";

const bars: Spec = {
  data: { name: "data" },
  mark: "bar",
  encoding: { x: { field: "k", type: "nominal" }, y: { field: "v", type: "quantitative" } },
};

async function prepare(
  spec: Spec,
  settings: Partial<ChartSettings> = {},
): Promise<{ readonly prepared: PreparedSpec; readonly warnings: readonly string[] }> {
  const modules = await loadVega();
  const warnings: Warning[] = [];
  const logger = chartLogger("test", { warn: (warning) => warnings.push(warning), where: {} });
  // Each report brings its spec as a new object.
  const request = { name: "test", dialect: "vega-lite" as const, spec: structuredClone(spec), data: {} };
  return {
    prepared: prepareSpec(modules, request, testSettings(settings), logger),
    warnings: warnings.map(({ message }) => message),
  };
}

describe("prepareSpec", () => {
  it("gives one object for equal requests", async () => {
    expect((await prepare(bars)).prepared).toBe((await prepare(bars)).prepared);
  });

  it("distinguishes sizes, themes and ways of drawing", async () => {
    const theme = { ...testSettings().theme, accent: "#123456" };
    const all = await Promise.all(
      [{}, { width: 300 }, { theme }, { authored: {} }, { authored: { config: { background: "#fff" } } }].map(
        async (settings) => (await prepare(bars, settings)).prepared.spec,
      ),
    );
    expect(new Set(all).size).toBe(5);
    expect(new Set(all.map((spec) => JSON.stringify(spec))).size).toBe(5);
  });

  it("says the warnings again", async () => {
    const doubtful = {
      ...bars,
      mark: { type: "bar", orient: "vertical" },
      encoding: { ...(bars["encoding"] as object), shape: { field: "k", type: "nominal" } },
    };
    const first = await prepare(doubtful);
    expect(first.warnings.length).toBeGreaterThan(0);
    expect((await prepare(doubtful)).warnings).toEqual(first.warnings);
  });

  it("keeps neither data nor parameters", async () => {
    const spec = {
      ...bars,
      params: [{ name: "shown", value: "nothing" }],
      title: { text: { expr: "'shown: ' + shown" } },
    };
    const draw = async (k: string, shown: string): Promise<readonly string[]> =>
      await pageTexts((await chartPage((await testChart(spec, [{ k, v: 1 }], { parameters: { shown } })).chart)).pdf);
    expect(await draw("first", "one")).toEqual(expect.arrayContaining(["first", "shown: one"]));
    const again = await draw("second", "two");
    expect(again).toEqual(expect.arrayContaining(["second", "shown: two"]));
    expect(again).not.toContain("first");
  });

  it("draws rows in the spec again each time", async () => {
    const spec = {
      ...bars,
      data: {
        values: [
          { k: "a", v: 1 },
          { k: "b", v: 2 },
        ],
      },
      transform: [{ calculate: "datum.v * 10", as: "v" }],
    };
    const [first, second] = [await testChart(spec), await testChart(spec)];
    expect(second.chart.csv).toBe(first.chart.csv);
    expect(first.chart.csv).toContain("b,20");
  });
});

describe("text over its limit", () => {
  it("takes no more room than its limit", async () => {
    const long = "An industry with a name that is much longer than any axis has room for";
    const widths: number[] = [];
    for (const labelLimit of [100, 0]) {
      const spec = {
        ...bars,
        width: 200,
        encoding: { y: { field: "k", type: "nominal", axis: { labelLimit } }, x: { field: "v", type: "quantitative" } },
      };
      widths.push((await testChart(spec, [{ k: long, v: 1 }], { authored: {} })).chart.width);
    }
    expect(widths[0]).toBeLessThan(340);
    expect(widths[1]).toBeGreaterThan(500);
  });
});

describe("right-to-left text over its limit", () => {
  const text = "שלום עולם גדול ויפה מאוד";
  const spec = (dir: string): object => ({
    width: 300,
    height: 40,
    marks: [
      {
        type: "text",
        encode: {
          enter: {
            x: { value: 10 },
            y: { value: 20 },
            text: { value: text },
            dir: { value: dir },
            limit: { value: 60 },
          },
        },
      },
    ],
  });

  it.each(["rtl", "ltr"])("keeps its beginning, marked as %s", async (dir) => {
    const shown: string[] = [];
    const { chart } = await testChart(spec(dir) as Spec, [], {}, "vega");
    chart.draw(
      new Proxy(
        {},
        {
          get: (_target, name) => (name === "fillText" ? (line: string) => shown.push(line) : () => undefined),
          set: () => true,
        },
      ) as CanvasContext,
    );
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatch(/^שלום.*…$/);
    expect(text.startsWith(shown[0]!.slice(0, -1))).toBe(true);
  });
});

describe("heatmaps", () => {
  it("are images of one pixel a cell, and leave no page behind", async () => {
    const grid = { width: 2, height: 2, values: [0, 1, 2, 4] };
    const spec = {
      width: 100,
      height: 100,
      data: [
        {
          name: "grid",
          values: [grid],
          transform: [{ type: "heatmap", color: { expr: "rgb(255 * datum.$value / datum.$max, 0, 0)" }, opacity: 1 }],
        },
      ],
      marks: [
        {
          type: "image",
          from: { data: "grid" },
          encode: {
            enter: {
              image: { field: "image" },
              width: { value: 100 },
              height: { value: 100 },
              aspect: { value: false },
            },
          },
        },
      ],
    };
    const { pdf } = await chartPage((await testChart(spec, [], {}, "vega")).chart);
    expect(Buffer.from(pdf).toString("latin1")).toMatch(/\/Subtype \/Image\s+\/Width 2\s+\/Height 2/);
    expect("document" in globalThis).toBe(false);
  });
});
