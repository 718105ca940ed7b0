import { describe, expect, it } from "vitest";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { testChart } from "../chart-fixtures.ts";

const rows = Array.from({ length: 12 }, (_, index) => ({
  amount_eur: 3 + index * 1.5,
  people_n: 40 - index,
  sector_code: ["North", "South", "East"][index % 3]!,
  closed_on: `202${index % 4}-0${1 + (index % 3)}-01`,
}));

/** A title, and where its author may write it. */
const places: Readonly<Record<string, (definition: Spec, title: string, guide: "axis" | "legend") => Spec>> = {
  "of the channel": (definition, title) => ({ ...definition, title }),
  "of a hidden guide": (definition, title, guide) => ({ ...definition, title, [guide]: null }),
  "of a guide without its own": (definition, title, guide) => ({ ...definition, title, [guide]: { title: null } }),
  "of the guide": (definition, title, guide) => ({ ...definition, [guide]: { title } }),
  "in two lines": (definition, title) => ({ ...definition, title: title.split(" ") }),
};

/** Measures as the field is used; the dimension beside them. */
const measures: Readonly<Record<string, Spec>> = {
  plain: { field: "amount_eur", type: "quantitative" },
  sum: { field: "amount_eur", aggregate: "sum", type: "quantitative" },
  mean: { field: "amount_eur", aggregate: "mean", type: "quantitative" },
};
const category: Spec = { field: "sector_code", type: "nominal" };
const month: Spec = { field: "closed_on", timeUnit: "yearmonth", type: "temporal" };
const binned: Spec = { field: "people_n", bin: true, type: "quantitative" };

type Titled = (definition: Spec, title: string, guide: "axis" | "legend") => Spec;

/** Kinds of charts, and which roles their guides have. */
const kinds: Readonly<Record<string, (measure: Spec, titled: Titled) => Spec>> = {
  bar: (measure, titled) => ({
    mark: "bar",
    encoding: { y: titled(category, "The region", "axis"), x: titled(measure, "Turnover sum", "axis") },
  }),
  histogram: (measure, titled) => ({
    mark: "bar",
    encoding: { x: titled(binned, "The region", "axis"), y: titled(measure, "Turnover sum", "axis") },
  }),
  line: (measure, titled) => ({
    mark: "line",
    encoding: { x: titled(month, "The region", "axis"), y: titled(measure, "Turnover sum", "axis") },
  }),
  "stacked area": (measure, titled) => ({
    mark: "area",
    encoding: { x: titled(month, "The region", "axis"), y: titled(measure, "Turnover sum", "axis"), color: category },
  }),
  scatter: (measure, titled) => ({
    mark: "point",
    encoding: {
      x: titled({ field: "people_n", type: "quantitative" }, "The region", "axis"),
      y: titled({ ...measure, aggregate: undefined }, "Turnover sum", "axis"),
    },
  }),
  pie: (measure, titled) => ({
    mark: "arc",
    encoding: {
      theta: { ...measure, title: "Turnover sum" },
      color: titled(category, "The region", "legend"),
    },
  }),
  heatmap: (measure, titled) => ({
    mark: "rect",
    encoding: {
      x: titled(category, "The region", "axis"),
      y: { ...month, type: "ordinal" },
      color: titled({ ...measure, aggregate: measure["aggregate"] ?? "max" }, "Turnover sum", "legend"),
    },
  }),
  layers: (measure, titled) => ({
    encoding: { x: titled(month, "The region", "axis") },
    layer: [
      { mark: "line", encoding: { y: titled(measure, "Turnover sum", "axis") } },
      { mark: "point", encoding: { y: measure } },
    ],
  }),
  "a tooltip": (measure, titled) => ({
    mark: "bar",
    encoding: {
      x: measure,
      y: category,
      tooltip: [titled(category, "The region", "axis"), titled(measure, "Turnover sum", "axis")],
    },
  }),
  panels: (measure, titled) => ({
    mark: "bar",
    encoding: {
      x: titled(month, "The region", "axis"),
      y: titled(measure, "Turnover sum", "axis"),
      row: category,
    },
  }),
};

const cases = Object.keys(kinds).flatMap((kind) =>
  Object.keys(measures).flatMap((measure) => Object.keys(places).map((place) => [kind, measure, place] as const)),
);

async function altOf(kind: string, measure: string, place: string): Promise<string> {
  const spec = kinds[kind]!(measures[measure]!, places[place]!);
  return (await testChart({ data: { name: "data" }, width: 200, height: 100, ...spec }, rows)).chart.alt;
}

describe("the alternative text of a chart speaks titles, never the fields that they name", () => {
  it.each(Object.keys(kinds))("%s", async (kind) => {
    const spoken: string[] = [];
    for (const [, measure, place] of cases.filter(([each]) => each === kind)) {
      const alt = await altOf(kind, measure, place);
      if (/amount_eur|people_n|sector_code|closed_on/.test(alt) || !/turnover sum/i.test(alt))
        spoken.push(`${measure}, title ${place}: ${alt}`);
    }
    expect(spoken).toEqual([]);
  });

  it("speaks the name of a field that has no title", async () => {
    const { chart } = await testChart(
      { data: { name: "data" }, mark: "bar", encoding: { x: { ...measures["plain"], title: null }, y: category } },
      rows,
    );
    expect(chart.alt).toMatch(/^Bar chart of amount_eur by sector_code/);
  });

  it("speaks the titles of a Vega spec, also in lines", async () => {
    const vega: Spec = {
      width: 200,
      height: 100,
      data: [{ name: "data" }],
      scales: [
        { name: "along", type: "band", range: "width", domain: { data: "data", field: "closed_on" } },
        { name: "up", range: "height", domain: { data: "data", field: "amount_eur" } },
      ],
      axes: [
        { orient: "bottom", scale: "along", title: ["The", "month"] },
        { orient: "left", scale: "up", title: ["Turnover", "sum"] },
      ],
      marks: [
        {
          type: "rect",
          from: { data: "data" },
          encode: {
            enter: {
              x: { scale: "along", field: "closed_on" },
              width: { scale: "along", band: 1 },
              y: { scale: "up", field: "amount_eur" },
              y2: { scale: "up", value: 0 },
            },
          },
        },
      ],
    };
    const { chart } = await testChart(vega, rows, {}, "vega");
    expect(chart.alt).toMatch(/^Bar chart of turnover sum/i);
    expect(chart.alt).not.toMatch(/amount_eur|closed_on/);
  });
});
