import { hcl, hsl, lab, rgb, type ColorCommonInstance } from "d3-color";
import { describe, expect, it, test } from "vitest";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { chartPage, testChart } from "../chart-fixtures.ts";

/** Calls of Vega's colour functions, and the same colours by d3-color, which browsers' charts use. */
const calls: readonly (readonly [string, ColorCommonInstance])[] = [
  ["rgb(31, 111, 235)", rgb(31, 111, 235)],
  ["rgb('#1f6feb')", rgb("#1f6feb")],
  ["rgb(300, -20, 12.6)", rgb(300, -20, 12.6)],
  ["hsl(210, 0.8, 0.4)", hsl(210, 0.8, 0.4)],
  ["hsl('tomato')", hsl("tomato")],
  ["hsl(-60, 1, 0.5)", hsl(-60, 1, 0.5)],
  ["lab(60, 30, -40)", lab(60, 30, -40)],
  ["lab('steelblue')", lab("steelblue")],
  ["lab(90, -120, 90)", lab(90, -120, 90)],
  ["hcl(30, 60, 55)", hcl(30, 60, 55)],
  ["hcl('#406080')", hcl("#406080")],
  ["hcl(200, 120, 80)", hcl(200, 120, 80)],
  ["merge(hsl('#1f6feb'), {l: 0.7})", Object.assign(hsl("#1f6feb"), { l: 0.7 })],
  ["merge(lab('#1f6feb'), {l: 30})", Object.assign(lab("#1f6feb"), { l: 30 })],
  ["merge(hcl('#1f6feb'), {c: 10})", Object.assign(hcl("#1f6feb"), { c: 10 })],
  ["merge(rgb('#1f6feb'), {g: 0})", Object.assign(rgb("#1f6feb"), { g: 0 })],
  ["merge(hsl('#1f6feb'), {l: 0.3}, {opacity: 1})", Object.assign(hsl("#1f6feb"), { l: 0.3 })],
];

/** Operands of a colour, as a PDF has them. */
function operands(color: ColorCommonInstance): string {
  const { r, g, b } = color.rgb().clamp();
  return [r, g, b].map((value) => Math.round((Math.round(value) / 255) * 1000) / 1000).join(" ");
}

async function draw(
  spec: Spec,
  dialect: "vega" | "vega-lite",
): Promise<{ readonly content: string; readonly warnings: readonly string[] }> {
  const { chart, warnings } = await testChart(
    spec,
    [
      { k: "a", v: 1 },
      { k: "b", v: 2 },
    ],
    { authored: {} },
    dialect,
  );
  return {
    content: (await chartPage(chart)).content,
    warnings: warnings.filter(({ code }) => code === "chart-warning").map(({ message }) => message),
  };
}

const box = { x: { value: 0 }, y: { value: 0 }, width: { value: 20 }, height: { value: 20 } };
const vega = (marks: readonly object[], more: Spec = {}): Spec => ({ width: 60, height: 60, ...more, marks });
const lite = (more: Spec): Spec => ({
  data: { name: "data" },
  width: 60,
  height: 60,
  mark: "bar",
  encoding: { x: { field: "k", type: "nominal" }, y: { field: "v", type: "quantitative" } },
  ...more,
});

/** Where a colour may stand: the spec around a call, and the operator that sets it. */
const places: readonly (readonly [string, "vega" | "vega-lite", "rg" | "RG", (call: string) => Spec])[] = [
  ["fill", "vega", "rg", (signal) => vega([{ type: "rect", encode: { enter: { ...box, fill: { signal } } } }])],
  ["stroke", "vega", "RG", (signal) => vega([{ type: "rect", encode: { enter: { ...box, stroke: { signal } } } }])],
  [
    "text",
    "vega",
    "rg",
    (signal) => vega([{ type: "text", encode: { enter: { ...box, text: { value: "T" }, fill: { signal } } } }]),
  ],
  ["a group", "vega", "rg", (signal) => vega([{ type: "group", encode: { enter: { ...box, fill: { signal } } } }])],
  [
    "the background",
    "vega",
    "rg",
    (signal) =>
      vega([{ type: "rect", encode: { enter: { ...box, fill: { value: "#010203" } } } }], { background: { signal } }),
  ],
  [
    "an axis",
    "vega",
    "rg",
    (signal) =>
      vega([], {
        scales: [{ name: "x", type: "linear", domain: [0, 1], range: "width" }],
        axes: [{ scale: "x", orient: "bottom", labelColor: { signal } }],
      }),
  ],
  ["a title", "vega", "rg", (signal) => vega([], { title: { text: "T", color: { signal } } })],
  [
    "an ordinal range and its legend",
    "vega",
    "rg",
    (signal) =>
      vega([], {
        scales: [{ name: "c", type: "ordinal", domain: ["a"], range: { signal: `[${signal}]` } }],
        legends: [{ fill: "c", symbolStrokeWidth: 0 }],
      }),
  ],
  ["a mark in Vega-Lite", "vega-lite", "rg", (expr) => lite({ mark: { type: "bar", color: { expr } } })],
  [
    "text in Vega-Lite",
    "vega-lite",
    "rg",
    (expr) => lite({ mark: { type: "text", fill: { expr } }, encoding: { text: { value: "T" } } }),
  ],
  [
    "a condition in Vega-Lite",
    "vega-lite",
    "rg",
    (expr) =>
      lite({
        encoding: {
          x: { field: "k", type: "nominal" },
          color: { condition: { test: "datum.k === 'a'", value: { expr } }, value: "#010203" },
        },
      }),
  ],
  [
    "a parameter of Vega-Lite",
    "vega-lite",
    "rg",
    (expr) => lite({ params: [{ name: "ink", expr }], mark: { type: "bar", color: { expr: "ink" } } }),
  ],
];

describe.each(calls)("%s", (call, color) => {
  it.each(places)("is drawn as %s", async (_, dialect, operator, spec) => {
    const { content, warnings } = await draw(spec(call), dialect);
    expect(warnings).toEqual([]);
    expect(content).toContain(`${operands(color)} ${operator}`);
  });
});

test("colours of stops that are computed", async () => {
  const signal =
    "{gradient: 'linear', x1: 0, y1: 0, x2: 1, y2: 0, stops: [{offset: 0, color: hsl(210, 0.8, 0.4)}, {offset: 1, color: merge(lab('tomato'), {l: 80})}]}";
  const written = {
    gradient: "linear",
    x1: 0,
    y1: 0,
    x2: 1,
    y2: 0,
    stops: [
      { offset: 0, color: hsl(210, 0.8, 0.4).formatRgb() },
      { offset: 1, color: Object.assign(lab("tomato"), { l: 80 }).formatRgb() },
    ],
  };
  const computed = await testChart(
    vega([{ type: "rect", encode: { enter: { ...box, fill: { signal } } } }]),
    [],
    { authored: {} },
    "vega",
  );
  const plain = await testChart(
    vega([{ type: "rect", encode: { enter: { ...box, fill: { value: written } } } }]),
    [],
    { authored: {} },
    "vega",
  );
  expect(computed.warnings.filter(({ code }) => code === "chart-warning")).toEqual([]);
  const pages = await Promise.all([computed, plain].map(({ chart }) => chartPage(chart)));
  expect(pages[0]!.content).toContain("/Pattern cs");
  expect(Buffer.from(pages[0]!.pdf).equals(Buffer.from(pages[1]!.pdf))).toBe(true);
});
