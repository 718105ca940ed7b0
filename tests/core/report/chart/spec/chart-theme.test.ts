import { describe, expect, it } from "vitest";
import { vegaConfig, vegaLiteConfig } from "../../../../../functions/core/report/chart/spec/chart-theme.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";

const { accent, ink, muted, paper, sizes } = defaultTheme;

describe("the house style", () => {
  it("colours the marks of Vega by the theme", () => {
    const fill = { fill: accent };
    expect(vegaConfig(defaultTheme, 480)).toMatchObject({
      arc: fill,
      area: fill,
      rect: fill,
      shape: fill,
      trail: fill,
      symbol: { fill: accent, size: 36 },
      line: { stroke: accent, strokeWidth: 1.75, strokeCap: "round", strokeJoin: "round" },
      path: { stroke: accent },
      rule: { stroke: ink, strokeWidth: 0.75 },
      text: { font: "Inter", fontSize: sizes.label, fill: ink },
      style: {
        "guide-label": { font: "Inter", fontSize: sizes.label, fill: muted },
        "guide-title": { fontWeight: "normal", fill: muted },
        "group-title": { fontSize: sizes.body, fontWeight: 600, fill: ink },
      },
    });
  });

  it("colours the marks of Vega-Lite by the theme", () => {
    expect(vegaLiteConfig(defaultTheme, 480, false)).toMatchObject({
      mark: { color: accent },
      line: { strokeWidth: 1.75, strokeCap: "round", strokeJoin: "round" },
      rule: { color: ink, strokeWidth: 0.75 },
      trail: { color: accent },
      point: { filled: true, size: 36, opacity: 1 },
      circle: { size: 36 },
      square: { size: 36 },
      text: { font: "Inter", fontSize: sizes.label, color: ink },
      arc: { stroke: paper, strokeWidth: 1 },
      geoshape: { stroke: paper, strokeWidth: 0.4 },
      boxplot: {
        size: 16,
        median: { color: paper },
        rule: { strokeWidth: 1 },
        ticks: false,
        outliers: { size: 14, filled: true },
      },
      errorbar: { ticks: false },
      errorband: { opacity: 0.2 },
    });
  });

  it.each([
    [100, 120],
    [400, 180],
    [800, 240],
  ])("makes a chart that is %i wide %i high", (width, height) => {
    expect(vegaLiteConfig(defaultTheme, width, false)["view"]).toMatchObject({
      stroke: null,
      continuousHeight: height,
    });
  });

  it("limits what stands in a legend to the chart's width", () => {
    expect(vegaConfig(defaultTheme, 480)).toMatchObject({
      background: null,
      padding: 0,
      legend: {
        orient: "top",
        labelLimit: 456,
        titleLimit: 480,
        symbolSize: 56,
        titleFontWeight: "normal",
        titleColor: muted,
      },
    });
  });
});
