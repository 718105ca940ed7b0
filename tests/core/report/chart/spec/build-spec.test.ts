import { beforeAll, describe, expect, it } from "vitest";
import { chartLogger } from "../../../../../functions/core/report/chart/chart-logger.ts";
import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";
import { type BuiltSpec, buildSpec } from "../../../../../functions/core/report/chart/spec/build-spec.ts";
import { type Spec, specs } from "../../../../../functions/core/report/chart/spec.ts";
import type { VegaModules } from "../../../../../functions/core/report/chart/vega.ts";
import { testChart, testSettings } from "../chart-fixtures.ts";
import { drawChart } from "../draw-chart.ts";

let modules: VegaModules;
beforeAll(async () => (modules = await loadVega()));

const build = (spec: Spec, dialect: "vega-lite" | "vega" = "vega-lite", settings: object = {}): BuiltSpec =>
  buildSpec(
    modules,
    { name: "test", dialect, spec, data: {} },
    testSettings(settings),
    chartLogger("test", { warn: () => undefined, where: {} }),
  );

const data = { name: "data" };
const encoding = { x: { field: "k", type: "nominal" }, y: { field: "v", type: "quantitative" } };
const bars: Spec = { data, mark: "bar", encoding };

const facet = (view: object, whole: object = {}): Spec =>
  build({ data, facet: { field: "p" }, spec: { ...bars, ...view }, ...whole }).spec;

const fit = { type: "fit-x", contains: "padding" };

describe("a Vega-Lite spec", () => {
  it("that is a single view or layers fits the width of the chart, padding and all", () => {
    for (const spec of [
      bars,
      { data, encoding, layer: [{ mark: "bar" }, { mark: "rule" }] },
      { ...bars, width: 100, autosize: "none", $schema: "x" },
    ]) {
      expect(build(spec).spec).toMatchObject({ width: 480, autosize: fit });
    }
  });

  it("that has a step for each category keeps it", () => {
    const { spec } = build({ ...bars, width: { step: 30 } });
    expect(spec["autosize"]).toBeUndefined();
    expect(JSON.stringify(spec["signals"])).toContain('{"name":"x_step","value":30}');
  });

  it.each<[string, Spec]>([
    [
      "concatenated",
      {
        data,
        hconcat: [
          { ...bars, width: "container" },
          { ...bars, data },
        ],
      },
    ],
    [
      "repeated",
      {
        data,
        repeat: ["v", "w"],
        columns: 2,
        spec: { mark: "bar", encoding: { ...encoding, y: { field: { repeat: "repeat" }, type: "quantitative" } } },
      },
    ],
    ["a facet", { data, facet: { field: "p" }, spec: { mark: "bar", encoding } }],
    ["a facet by a channel", { ...bars, encoding: { ...encoding, facet: { field: "p" } } }],
  ])("of views that are %s is fitted later", (_, spec) => {
    expect(build(spec).spec["autosize"]).not.toMatchObject({ type: "fit-x" });
  });

  it.each(["hconcat", "vconcat", "concat"])(
    "loses the widths of views that would fill a container, and keeps those in points: %s",
    (operator) => {
      const views = [bars, { ...bars, width: "container" }, { ...bars, width: 123 }];
      const { signals, width } = build({ data, width: 99, [operator]: views }).spec;
      expect(
        specs(signals)
          .map(({ value }) => value)
          .concat(width),
      ).toEqual(expect.arrayContaining([200, 123]));
      expect(JSON.stringify(signals)).not.toContain("container");
    },
  );

  it("loses the width of a facet's views, and its own way to fit", () => {
    expect(facet({ width: "container" })).toEqual(facet({}));
    expect(facet({}, { autosize: "none", width: "container" })).toEqual(facet({}));
  });

  it.each<[string, object, object, number | undefined]>([
    ["above the plot by the house", {}, {}, 26],
    ["above the plot by its channel", { orient: "top" }, {}, 26],
    ["above the plot by its channel, at a distance", { orient: "top", offset: 4 }, {}, 4],
    ["beside the plot by its channel", { orient: "right" }, {}, undefined],
    ["beside the plot by the config", {}, { legend: { orient: "right" } }, undefined],
    ["above the plot by its channel, against the config", { orient: "top" }, { legend: { orient: "right" } }, 26],
  ])("with a legend %s leaves the line of the y title free", (_, legend, config, offset) => {
    const { legends } = build({
      ...bars,
      config,
      encoding: { ...encoding, color: { field: "k", type: "nominal", legend } },
    }).spec;
    expect(specs(legends).map((found) => found["offset"])).toEqual([offset]);
  });

  it.each<[string, Spec, number]>([
    ["a single view stands above the plot", bars, 0],
    ["concatenated views stands above each plot", { data, hconcat: [bars, bars] }, 0],
    ["a facet runs along its axis", { data, facet: { field: "k" }, spec: { mark: "bar", encoding } }, -90],
    ["a facet by rows runs along its axis", { ...bars, encoding: { ...encoding, row: { field: "k" } } }, -90],
    ["a facet by columns runs along its axis", { ...bars, encoding: { ...encoding, column: { field: "k" } } }, -90],
  ])("has a measure's title where it can be read: that of %s", async (_, spec, angle) => {
    const { texts } = await drawChart(spec, [
      { k: "a", v: 1 },
      { k: "b", v: 2 },
    ]);
    expect(texts.filter(({ text }) => text === "v").map((title) => title.angle)).toContain(angle);
  });

  it("is as wide as the chart, its padding included", async () => {
    expect((await testChart({ ...bars, padding: 20 }, [{ k: "a", v: 1 }])).chart.width).toBe(480);
  });

  it("leaves the line of a measure's title free below a legend", () => {
    const color = { field: "k", type: "nominal" };
    const legends = (changes: object): unknown =>
      specs(build({ ...bars, encoding: { ...encoding, color: { ...color, ...changes } } }).spec["legends"]).map(
        ({ offset, orient }) => [offset, orient],
      );
    expect(legends({})).toEqual([[26, undefined]]);
    expect(legends({ legend: { orient: "right" } })).toEqual([[undefined, "right"]]);
    expect(legends({ legend: { offset: 3 } })).toEqual([[3, undefined]]);
    const right = { ...bars, encoding: { ...encoding, y: { ...encoding.y, axis: { orient: "right" } }, color } };
    expect(specs(build(right).spec["legends"]).map(({ offset }) => offset)).toEqual([26]);
    const each = { ...bars, encoding: { ...encoding, color } };
    const groups = specs(
      build({ data, resolve: { scale: { color: "independent" } }, hconcat: [each, each] }).spec["marks"],
    );
    expect(groups.flatMap(({ legends: own }) => specs(own)).map(({ offset }) => offset)).toEqual([26, 26]);
    const untitled = { ...bars, encoding: { ...encoding, y: { ...encoding.y, title: null }, color } };
    expect(specs(build(untitled).spec["legends"]).map(({ offset }) => offset)).toEqual([undefined]);
  });

  it("drawn as authored is only compiled", () => {
    const { spec, config } = build({ ...bars, width: 100 }, "vega-lite", {
      authored: { config: { background: "#eee" } },
    });
    expect(spec).toMatchObject({ width: 100, background: "#eee", padding: 5 });
    expect([spec["autosize"], config]).toEqual([undefined, undefined]);
  });
});

describe("a Vega spec", () => {
  const marks: readonly Spec[] = [];

  it("fits the width of the chart and keeps its own padding", () => {
    expect(build({ marks, width: 100 }, "vega").spec).toMatchObject({ padding: 0, width: 480, autosize: fit });
    expect(build({ marks, padding: 7 }, "vega").spec).toMatchObject({ padding: 7, width: 480, autosize: fit });
  });

  it.each<[string, Spec]>([
    ["a computed width", { signals: [{ name: "width", update: "2 * height" }] }],
    ["a width as a signal", { width: { signal: "w" }, signals: [{ name: "w", value: 300 }] }],
    ["a layout", { layout: { columns: 2 } }],
    ["a way to fit of its own", { autosize: "pad" }],
  ])("with %s keeps it", (_, spec) => {
    expect(build({ marks, height: 50, ...spec }, "vega").spec).toEqual({ marks, height: 50, ...spec });
  });

  it("has the house's config, or its own if it is drawn as authored", () => {
    expect(build({ marks }, "vega").config).toMatchObject({ rect: { fill: testSettings().theme.accent } });
    expect(build({ marks, width: 100 }, "vega", { authored: { config: { background: "#eee" } } })).toEqual({
      spec: { marks, width: 100 },
      config: { background: "#eee" },
    });
    expect(build({ marks, width: 100 }, "vega", { authored: {} })).toEqual({
      spec: { marks, width: 100 },
      config: undefined,
    });
  });

  it("is not changed by being built", () => {
    const spec = { marks: [{ type: "rect", encode: {} }], scales: [{ name: "x", type: "linear" }] };
    const before = structuredClone(spec);
    build(spec, "vega");
    expect(spec).toEqual(before);
  });
});
