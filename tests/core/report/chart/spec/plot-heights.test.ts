import { expect, test } from "vitest";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import type { Row } from "../../../../../functions/core/report/query/table.ts";
import { drawChart } from "../draw-chart.ts";

const data = { name: "data" };
const rows: readonly Row[] = Array.from({ length: 24 }, (_, i) => ({
  name: `Name ${i % 6}`,
  panel: `Panel ${i % 4}`,
  year: 2000 + Math.floor(i / 4),
  value: 10 + ((i * 7) % 23),
}));
const x = { field: "year", type: "quantitative", axis: { format: "d" } };
const y = { field: "value", type: "quantitative" };
const names = { field: "name", type: "nominal" };
const line = { mark: "line", encoding: { x, y, color: names } };

const tall: Readonly<Record<string, Spec>> = {
  "lines with a legend": { data, height: 120, ...line },
  "lines of the usual height": { data, ...line },
  "bars with a height for each": {
    data,
    height: { step: 14 },
    mark: "bar",
    encoding: { y: names, x: { ...y, aggregate: "sum" } },
  },
  columns: { data, height: 90, mark: "bar", encoding: { x: names, y: { ...y, aggregate: "sum" } } },
  layers: { data, height: 150, layer: [{ mark: "line" }, { mark: "point" }], encoding: { x, y } },
  "small multiples": {
    data,
    columns: 2,
    facet: { field: "panel", type: "nominal" },
    spec: { height: 60, mark: "line", encoding: { x, y } },
  },
  "one above the other": {
    data,
    vconcat: [
      { height: 60, mark: "bar", encoding: { x: names, y: { ...y, aggregate: "sum" } } },
      { height: 40, mark: "bar", encoding: { x: names, y: { ...y, aggregate: "mean" } } },
    ],
  },
  "words at the plot's top": {
    data,
    height: 80,
    layer: [
      { mark: "line", encoding: { x, y } },
      { mark: { type: "text", y: 0, text: "top" }, encoding: { x: { aggregate: "min", field: "year" } } },
    ],
  },
};

/** What is not made taller, because its height has a meaning. */
const kept: Readonly<Record<string, Spec>> = {
  pie: { data, height: 120, mark: "arc", encoding: { theta: { ...y, aggregate: "sum" }, color: names } },
  "a mark at a height in points": {
    data,
    height: 120,
    layer: [{ mark: "line", encoding: { x, y } }, { mark: { type: "text", y: 40, text: "here" } }],
  },
  "an encoded height in points": {
    data,
    height: 120,
    layer: [
      { mark: "line", encoding: { x, y } },
      { mark: "rule", encoding: { y: { value: 40 } } },
    ],
  },
  "a scale with a range in points": {
    data,
    height: 120,
    mark: "line",
    encoding: { x, y: { ...y, scale: { range: [120, 0] } } },
  },
  "a scale that begins at a point, in one of two views": {
    data,
    vconcat: [
      { height: 60, mark: "line", encoding: { x, y } },
      { height: 60, mark: "line", encoding: { x, y: { ...y, scale: { rangeMin: 50 } } } },
    ],
  },
  "a scale that ends at a point": {
    data,
    height: 120,
    mark: "line",
    encoding: { x, y: { ...y, scale: { rangeMax: 20 } } },
  },
};

test.each(Object.entries(tall))("%s: plots grow, axes and legends do not", async (_, spec) => {
  const { chart } = await drawChart(spec, rows, { width: 400 });
  expect(chart.plots).toBeGreaterThan(30);
  expect(chart.plots).toBeLessThanOrEqual(chart.height);
  for (const stretch of [0.85, 1.1, 1.25]) {
    const other = await drawChart(spec, rows, { width: 400, stretch });
    expect(Math.abs(other.chart.height - chart.height - chart.plots! * (stretch - 1)), `${stretch}`).toBeLessThan(2);
    expect(other.chart.width).toBe(chart.width);
  }
});

test.each(Object.entries(kept))("%s: stays as high as it is", async (_, spec) => {
  const { chart } = await drawChart(spec, rows, { width: 400 });
  expect(chart.plots).toBeUndefined();
  expect((await drawChart(spec, rows, { width: 400, stretch: 1.2 })).chart.height).toBe(chart.height);
});

const least = (name: string): Spec => ({
  params: [{ name, value: 20 }],
  transform: [{ filter: `datum.value > ${name}` }],
});
const columns = (more: Spec): Spec => ({ mark: "bar", encoding: { x: names, y }, height: 120, ...more });

test.each([
  ["of the whole chart", { data, ...columns(least("min_height")) }],
  [
    "of the chart's configuration",
    {
      data,
      config: { params: [{ name: "low_height", value: 20 }] },
      ...columns({ transform: [{ filter: "datum.value > low_height" }] }),
    },
  ],
  ["with a name in capitals", { data, ...columns(least("MINHEIGHT")) }],
  ["with a name that ends so", { data, ...columns(least("weight_y_step")) }],
])("the author's parameters keep their values as the chart grows: %s", async (_, spec) => {
  const drawn = async (stretch?: number): Promise<unknown> => {
    const { chart } = await drawChart(spec, rows, {
      width: 400,
      attach: true,
      ...(stretch !== undefined && { stretch }),
    });
    return [chart.plots !== undefined, chart.data?.rows.length];
  };
  const usual = await drawn();
  expect(usual).toEqual([true, expect.any(Number)]);
  expect(await drawn(1.25)).toEqual(usual);
});

test("a chart of many marks is not drawn twice", async () => {
  const many = Array.from({ length: 3000 }, (_, i) => ({ year: 2000 + i, value: i % 17 }));
  const { chart } = await drawChart({ data, mark: "point", encoding: { x, y } }, many, { width: 400 });
  expect(chart.plots).toBe(0);
});
