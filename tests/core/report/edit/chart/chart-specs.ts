import type { Row } from "../../../../../functions/core/report/query/table.ts";

const months = ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01"];

/** Sales of three regions in five months. */
export const salesRows: readonly Row[] = months.flatMap((month, at) =>
  ["North", "South", "West"].map((region, place) => ({
    month,
    label: `M${at + 1}`,
    year: 2020 + at,
    until: 2021 + at,
    region,
    open: at % 2 === 0,
    sales: 10 + at * 3 + place * 7,
    cost: 4 + ((at * 5 + place * 3) % 11),
  })),
);

/** What a column of `salesRows` holds. */
export const salesTypes = {
  month: "temporal",
  label: "ordinal",
  year: "quantitative",
  region: "nominal",
  open: "nominal",
  sales: "quantitative",
  cost: "quantitative",
} as const;

const data = { name: "data" };
const month = { field: "month", type: "temporal", axis: { title: null, format: "%b", grid: false } };
const sales = { field: "sales", type: "quantitative", axis: { title: "Sales", tickCount: 4 } };
const region = { field: "region", type: "nominal", sort: "-x", axis: { title: null, ticks: false } };

/** Specs as people write them: of one view, of layers, of panels; those that are too free say so in their names. */
export const chartSpecs: Readonly<Record<string, object>> = {
  line: { data, mark: "line", encoding: { x: month, y: sales }, usermeta: { kept: [1, { two: 3 }] } },
  "line with series": {
    data,
    height: 150,
    mark: { type: "line", point: { size: 24 }, strokeWidth: 2 },
    encoding: { x: month, y: { ...sales, scale: { zero: false } }, color: { field: "region", type: "nominal" } },
  },
  bars: { data, height: { step: 20 }, mark: { type: "bar", height: 12 }, encoding: { y: region, x: sales } },
  "bars with labels": {
    data,
    height: { step: 20 },
    encoding: { y: { ...region, sort: null }, x: { ...sales, axis: null } },
    layer: [
      { mark: "bar" },
      { mark: { type: "text", align: "left", dx: 5 }, encoding: { text: { field: "sales", format: ",d" } } },
    ],
  },
  sums: {
    data,
    mark: "bar",
    encoding: {
      x: { field: "label", type: "ordinal", axis: { title: "Month" } },
      y: { aggregate: "sum", field: "sales", type: "quantitative", scale: { domain: [0, 200] } },
      color: { value: "{{ template.theme.accent }}" },
    },
  },
  course: {
    data,
    height: 130,
    encoding: { x: month, y: { ...sales, scale: { zero: false } } },
    layer: [
      { mark: "line", transform: [{ filter: "datum.region === 'North'" }] },
      {
        transform: [
          { filter: "datum.region === 'North'" },
          { window: [{ op: "lead", field: "month", as: "next" }] },
          { filter: "!isValid(datum.next)" },
        ],
        mark: { type: "point", filled: true, size: 28 },
      },
    ],
  },
  own: {
    data,
    layer: [{ mark: "area", encoding: { x: month, y: { ...sales, aggregate: "sum" } } }],
  },
  panels: {
    data,
    facet: { field: "region", type: "nominal", title: null },
    columns: 3,
    spec: { width: 80, height: 60, mark: "line", encoding: { x: { ...month, timeUnit: "yearmonth" }, y: sales } },
  },
  "panels of rows": {
    data,
    facet: { field: "region", type: "nominal", title: null },
    columns: 3,
    spec: { width: 80, height: 60, mark: "line", encoding: { x: month, y: { ...sales, scale: { zero: false } } } },
    resolve: { scale: { y: "independent" } },
  },
  scatter: {
    data,
    mark: { type: "point", filled: true },
    encoding: {
      x: { field: "cost", type: "quantitative", scale: { zero: false } },
      y: { field: "sales", type: "quantitative", scale: { zero: false } },
      color: { condition: { test: "datum.cost > 9", value: "{{ template.theme.bad }}" }, value: "#888888" },
    },
  },
  filled: {
    data,
    mark: { type: "bar", fill: "{{ template.theme.accent }}" },
    encoding: {
      x: { field: "year", type: "ordinal", sort: [2024, 2023, 2022, 2021, 2020] },
      y: { ...sales, scale: { domain: [0, 120] } },
    },
  },
  spans: {
    data,
    height: { step: 15 },
    encoding: { y: { ...region, sort: null } },
    layer: [
      {
        mark: { type: "rule", strokeWidth: 5, opacity: 0.35 },
        encoding: {
          x: { field: "cost", type: "quantitative", scale: { zero: false }, axis: { title: null, tickCount: 5 } },
          x2: { field: "sales" },
        },
      },
      {
        mark: { type: "point", filled: true, size: 36 },
        encoding: { x: { field: "sales", type: "quantitative", scale: { zero: false } } },
      },
    ],
  },
  limits: {
    data,
    height: { step: 20 },
    encoding: { y: { ...region, sort: null } },
    layer: [
      { mark: "bar", encoding: { x: { ...sales, scale: { domain: [0, 100] } } } },
      {
        mark: { type: "rule", color: "#1c1c1e" },
        encoding: { x: { field: "cost", type: "quantitative" }, x2: { field: "sales" } },
      },
    ],
  },
  steps: {
    data,
    encoding: { x: { field: "year", type: "quantitative", scale: { zero: false }, axis: { title: "Year" } } },
    layer: [
      {
        mark: { type: "rule", strokeWidth: 5 },
        encoding: {
          y: { field: "cost", type: "quantitative", scale: { zero: false }, axis: { title: "Sales" } },
          y2: { field: "sales" },
        },
      },
      {
        mark: { type: "point", filled: true },
        encoding: { y: { field: "sales", type: "quantitative", scale: { zero: false } } },
      },
    ],
  },
  histogram: {
    data,
    mark: { type: "bar", binSpacing: 1 },
    encoding: {
      x: { field: "year", type: "quantitative", bin: "binned", axis: { title: null, format: "d", tickCount: 5 } },
      x2: { field: "until" },
      y: sales,
    },
  },
  counted: {
    data,
    mark: "bar",
    encoding: { x: { field: "cost", bin: true, type: "quantitative" }, y: { aggregate: "count" } },
  },
};

/** Specs that can only be edited as text. */
export const freeSpecs: Readonly<Record<string, object>> = {
  "other-marks": { data, mark: "arc", encoding: { theta: { field: "sales", type: "quantitative" } } },
  "several-charts": { data, hconcat: [{ mark: "bar" }, { mark: "bar" }] },
  "layers-apart": {
    data,
    encoding: { y: region },
    layer: [
      { mark: { type: "bar", height: 18 }, encoding: { x: { field: "cost", type: "quantitative" } } },
      { mark: { type: "bar", height: 7 }, encoding: { x: { field: "sales", type: "quantitative" } } },
    ],
  },
  "no-object": [],
  "no-types": { data, mark: "bar", encoding: { x: { field: "a" }, y: { field: "b" } } },
  "no-axes": { data, mark: "bar", encoding: { x: month } },
};
