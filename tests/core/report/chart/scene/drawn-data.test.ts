import { describe, expect, it } from "vitest";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import { dataset, testChart } from "../chart-fixtures.ts";

const data = { name: "data" };
const rows = [
  { year: "2020-01-01", name: 'A, "first"', value: 0.3, secret: "s" },
  { year: "2021-01-01", name: "B", value: null, secret: "s" },
  { year: "2021-01-01", name: "B", value: 7, secret: "s" },
];
const cars = dataset("cars.json");

describe("the data attached to a chart", () => {
  it("holds the fields encoded and no other, in RFC 4180", async () => {
    const spec = {
      data,
      mark: "point",
      encoding: {
        x: { field: "year", type: "temporal" },
        y: { field: "value", type: "quantitative" },
        color: { field: "name" },
      },
    };
    const { chart } = await testChart(spec, rows);
    expect(chart.csv).toBe('year,value,name\r\n2020-01-01,0.3,"A, ""first"""\r\n2021-01-01,7,B\r\n');
  });

  it("rounds computed numbers to 12 digits, and does not round those of a query", async () => {
    const spec = {
      data,
      transform: [{ calculate: "datum.value + 0.1", as: "sum" }],
      mark: "point",
      encoding: { x: { field: "sum", type: "quantitative" }, y: { field: "value", type: "quantitative" } },
    };
    const { chart } = await testChart(spec, [{ value: 0.2 }, { value: 1.23456789012345 }]);
    expect(chart.csv).toBe("sum,value\r\n0.3,0.2\r\n1.33456789012,1.23456789012345\r\n");
  });

  it("holds aggregates as drawn", async () => {
    const spec = { data, mark: "bar", encoding: { x: { field: "Origin" }, y: { aggregate: "count" } } };
    const { chart } = await testChart(spec, cars);
    expect(chart.csv?.split("\r\n").toSorted().join("|")).toBe("|Europe,73|Japan,79|Origin,count|USA,254");
  });

  it("gives the stacked values, not where the stack begins and ends", async () => {
    const spec = {
      data,
      mark: "bar",
      encoding: { x: { field: "name" }, y: { field: "value", type: "quantitative" }, color: { field: "year" } },
    };
    expect((await testChart(spec, rows)).chart.csv?.split("\r\n")[0]).toBe("name,value,year");
  });

  it("counts facets as encoded and gives marks over the same rows once", async () => {
    const encoding = { x: { field: "year", type: "temporal" }, y: { field: "value", type: "quantitative" } };
    const spec = {
      data,
      facet: { field: "name" },
      spec: {
        layer: [
          { mark: "line", encoding },
          { mark: "point", encoding },
          { mark: "text", encoding: { ...encoding, text: { field: "value", format: ".1f" } } },
        ],
      },
    };
    expect((await testChart(spec, rows)).chart.csv?.trim().split("\r\n")).toEqual([
      "name,year,value",
      '"A, ""first""",2020-01-01,0.3',
      "B,2021-01-01,",
      "B,2021-01-01,7",
    ]);
  });

  it("leaves out a layer that repeats part of another", async () => {
    const x = { field: "year", type: "temporal" };
    const y = { field: "value", type: "quantitative" };
    const spec = {
      data,
      layer: [
        { mark: "line", encoding: { x, y, color: { field: "name" } } },
        { transform: [{ filter: "datum.value == 7" }], mark: "point", encoding: { x, y } },
      ],
    };
    expect((await testChart(spec, rows)).chart.csv?.match(/2021-01-01,7/g)).toHaveLength(1);
  });

  it("is absent when it is not to be attached", async () => {
    const spec = { data, mark: "bar", encoding: { x: { field: "Origin" }, y: { aggregate: "count" } } };
    expect((await testChart(spec, cars, { attach: false })).chart.csv).toBeUndefined();
  });

  it("keeps times that are not midnight", async () => {
    const spec = { data, mark: "point", encoding: { x: { field: "at", type: "temporal" } } };
    expect((await testChart(spec, [{ at: "2021-03-04T05:06:00Z" }])).chart.csv).toBe(
      "at\r\n2021-03-04T05:06:00.000Z\r\n",
    );
  });
});

describe("the alternative text", () => {
  const spec = {
    data,
    mark: "bar",
    encoding: {
      x: { field: "year", type: "ordinal", title: "Year" },
      y: { field: "value", type: "quantitative", title: "Share, %" },
    },
  };
  const values = [
    { year: 2018, value: 25.1 },
    { year: 2021, value: 30.1 },
  ];

  it("is the directive's, or else the spec's description, without a warning", async () => {
    const described = { ...spec, description: "The spec's words." };
    const first = await testChart(described, values, { alt: "The directive's words." });
    expect([first.chart.alt, first.warnings]).toEqual(["The directive's words.", []]);
    const second = await testChart(described, values);
    expect([second.chart.alt, second.warnings]).toEqual(["The spec's words.", []]);
  });

  it("is composed otherwise, with a warning", async () => {
    const { chart, warnings } = await testChart(spec, values);
    expect(chart.alt).toBe("Bar chart of share, 2018 to 2021: rises from 25.1 to 30.1%.");
    expect(warnings).toContainEqual(expect.objectContaining({ code: "missing-alt" }));
  });

  it("is composed in Chinese for Chinese reports", async () => {
    const { chart } = await testChart(spec, values, { language: "zh", locale: localeFor("zh") });
    expect(chart.alt).toBe("条形图：Share，2018至2021，从25.1升至30.1%。");
  });
});
