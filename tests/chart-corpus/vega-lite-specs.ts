import type { Spec } from "../../functions/core/report/chart/spec.ts";

/** Our own Vega-Lite specs: marks, encodings, transforms and compositions that the older examples lack. */

const cars = { url: "data/cars.json" };
const weather = { url: "data/seattle-weather.csv" };
const stocks = { url: "data/stocks.csv" };
const movies = { url: "data/movies.json" };
const penguins = { url: "data/penguins.json" };
const barley = { url: "data/barley.json" };
const population = { url: "data/population.json" };

const q = (field: string, more: object = {}): object => ({ field, type: "quantitative", ...more });
const n = (field: string, more: object = {}): object => ({ field, type: "nominal", ...more });
const o = (field: string, more: object = {}): object => ({ field, type: "ordinal", ...more });
const t = (field: string, more: object = {}): object => ({ field, type: "temporal", ...more });

function unit(data: object, mark: unknown, encoding: object, more: Spec = {}): Spec {
  return { $schema: "https://vega.github.io/schema/vega-lite/v6.json", data, mark, encoding, ...more };
}

function layers(data: object, parts: readonly object[], more: Spec = {}): Spec {
  return { $schema: "https://vega.github.io/schema/vega-lite/v6.json", data, layer: parts, ...more };
}

const scatter = { mark: "point", encoding: { x: q("Horsepower"), y: q("Miles_per_Gallon") } };

const marks: Readonly<Record<string, Spec>> = {
  boxplot: unit(penguins, "boxplot", {
    x: n("Species"),
    y: q("Body Mass (g)", { scale: { zero: false } }),
    color: n("Species", { legend: null }),
  }),
  "boxplot-minmax-horizontal": unit(
    population,
    { type: "boxplot", extent: "min-max", size: 12 },
    { y: o("age"), x: q("people", { axis: { title: "population" } }) },
  ),
  "boxplot-with-parts": unit(
    penguins,
    {
      type: "boxplot",
      median: { color: "red" },
      ticks: true,
      outliers: { shape: "diamond" },
      box: { strokeWidth: 2, stroke: "black" },
    },
    { x: n("Island"), y: q("Flipper Length (mm)", { scale: { zero: false } }) },
  ),
  errorbar: layers(barley, [
    {
      mark: { type: "errorbar", ticks: true },
      encoding: { x: q("yield", { scale: { zero: false } }), y: n("variety") },
    },
    { mark: { type: "point", filled: true }, encoding: { x: q("yield", { aggregate: "mean" }), y: n("variety") } },
  ]),
  errorband: layers(cars, [
    {
      mark: { type: "errorband", extent: "ci", borders: { strokeDash: [4, 2] } },
      encoding: { x: t("Year", { timeUnit: "year" }), y: q("Miles_per_Gallon") },
    },
    { mark: "line", encoding: { x: t("Year", { timeUnit: "year" }), y: q("Miles_per_Gallon", { aggregate: "mean" }) } },
  ]),
  "arc-pie": unit(
    { values: [4, 6, 10, 3, 7, 8].map((value, category) => ({ category, value })) },
    { type: "arc", padAngle: 0.02 },
    { theta: q("value"), color: n("category") },
  ),
  "arc-donut-with-labels": {
    data: { values: ["a", "b", "c", "d"].map((k, i) => ({ k, v: 3 + i * 2 })) },
    encoding: { theta: q("v", { stack: true }), color: n("k", { legend: null }) },
    layer: [
      { mark: { type: "arc", innerRadius: 40, outerRadius: 80, cornerRadius: 6 } },
      { mark: { type: "text", radius: 95 }, encoding: { text: n("k") } },
    ],
  },
  "arc-radial": {
    data: { values: [12, 23, 47, 6, 52, 19] },
    layer: [
      { mark: { type: "arc", innerRadius: 20, stroke: "#fff" } },
      { mark: { type: "text", radiusOffset: 10 }, encoding: { text: q("data") } },
    ],
    encoding: {
      theta: q("data", { stack: true }),
      radius: { field: "data", scale: { type: "sqrt", zero: true, rangeMin: 20 } },
      color: n("data", { legend: null }),
    },
  },
  trail: unit(stocks, "trail", {
    x: t("date"),
    y: q("price"),
    size: q("price", { scale: { range: [0, 8] } }),
    color: n("symbol"),
  }),
  "rule-and-text": layers(
    {
      values: [
        { x: 1, y: 2, l: "low" },
        { x: 4, y: 6, l: "high" },
      ],
    },
    [
      { mark: { type: "rule", strokeDash: [4, 2], color: "firebrick" }, encoding: { y: { datum: 4 } } },
      { mark: { type: "text", align: "left", dx: 6, angle: -20 }, encoding: { x: q("x"), y: q("y"), text: n("l") } },
    ],
  ),
  "tick-and-bar-ends": unit(
    cars,
    { type: "bar", cornerRadiusEnd: 6, width: { band: 0.6 } },
    {
      x: n("Origin"),
      y: q("Acceleration", { aggregate: "mean" }),
      color: {
        value: {
          x1: 0,
          y1: 0,
          x2: 0,
          y2: 1,
          gradient: "linear",
          stops: [
            { offset: 0, color: "#54a24b" },
            { offset: 1, color: "#4c78a8" },
          ],
        },
      },
    },
  ),
  "area-with-gradient": unit(
    stocks,
    {
      type: "area",
      line: { color: "darkgreen" },
      color: {
        x1: 1,
        y1: 1,
        x2: 1,
        y2: 0,
        gradient: "linear",
        stops: [
          { offset: 0, color: "white" },
          { offset: 1, color: "darkgreen" },
        ],
      },
    },
    { x: t("date"), y: q("price") },
    { transform: [{ filter: "datum.symbol==='GOOG'" }] },
  ),
  "line-with-points-and-dashes": unit(
    stocks,
    { type: "line", point: { filled: false, fill: "white" } },
    {
      x: t("date", { timeUnit: "year" }),
      y: q("price", { aggregate: "mean" }),
      color: n("symbol"),
      strokeDash: n("symbol"),
    },
  ),
  "square-and-circle-sizes": unit(cars, "circle", {
    x: q("Displacement"),
    y: q("Weight_in_lbs"),
    size: q("Acceleration"),
    color: n("Origin"),
    opacity: { value: 0.5 },
  }),
  "point-shapes": unit(penguins, "point", {
    x: q("Beak Length (mm)", { scale: { zero: false } }),
    y: q("Beak Depth (mm)", { scale: { zero: false } }),
    shape: n("Species"),
    color: n("Species"),
  }),
  "rect-heatmap-of-time": unit(
    weather,
    { type: "rect", cornerRadius: 2 },
    {
      x: o("date", { timeUnit: "date", title: "Day", axis: { labelAngle: 0, format: "%e" } }),
      y: o("date", { timeUnit: "month" }),
      color: q("temp_max", { aggregate: "max", legend: { title: null } }),
    },
    { config: { view: { strokeWidth: 0, step: 13 }, axis: { domain: false } } },
  ),
  "text-table": unit(cars, "text", {
    x: n("Origin"),
    y: o("Cylinders"),
    text: { aggregate: "count", type: "quantitative" },
    color: { aggregate: "count", type: "quantitative", legend: null },
  }),
  "image-marks": unit(
    { values: [1, 2].map((x) => ({ x, y: x })) },
    {
      type: "image",
      width: 40,
      height: 30,
      aspect: false,
      url: "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
    },
    { x: q("x"), y: q("y") },
  ),
};

const transforms: Readonly<Record<string, Spec>> = {
  density: unit(
    movies,
    { type: "area", opacity: 0.6 },
    { x: q("value"), y: q("density") },
    { transform: [{ density: "IMDB Rating", bandwidth: 0.3 }] },
  ),
  "density-grouped": unit(
    penguins,
    "area",
    { x: q("value"), y: q("density", { stack: "zero" }), color: n("Species") },
    { transform: [{ density: "Body Mass (g)", groupby: ["Species"], extent: [2500, 6500] }] },
  ),
  regression: layers(movies, [
    {
      mark: { type: "point", filled: true, opacity: 0.3 },
      encoding: { x: q("Rotten Tomatoes Rating"), y: q("IMDB Rating") },
    },
    {
      mark: { type: "line", color: "firebrick" },
      transform: [{ regression: "IMDB Rating", on: "Rotten Tomatoes Rating", method: "poly", order: 3 }],
      encoding: { x: q("Rotten Tomatoes Rating"), y: q("IMDB Rating") },
    },
  ]),
  loess: layers(movies, [
    {
      mark: { type: "point", filled: true, opacity: 0.3 },
      encoding: { x: q("Rotten Tomatoes Rating"), y: q("IMDB Rating") },
    },
    {
      mark: { type: "line", color: "firebrick" },
      transform: [{ loess: "IMDB Rating", on: "Rotten Tomatoes Rating" }],
      encoding: { x: q("Rotten Tomatoes Rating"), y: q("IMDB Rating") },
    },
  ]),
  quantile: unit(
    { url: "data/normal-2d.json" },
    "point",
    { x: q("v"), y: q("norm") },
    {
      transform: [
        { quantile: "u", step: 0.01, as: ["p", "v"] },
        { calculate: "quantileNormal(datum.p)", as: "norm" },
      ],
    },
  ),
  "window-rank": unit(
    { url: "data/movies.json" },
    "bar",
    { y: n("Title", { sort: "-x" }), x: q("Worldwide Gross") },
    {
      transform: [
        { window: [{ op: "rank", as: "rank" }], sort: [{ field: "Worldwide Gross", order: "descending" }] },
        { filter: "datum.rank <= 12" },
      ],
    },
  ),
  "window-cumulative": unit(
    movies,
    "area",
    { x: q("IMDB Rating"), y: q("cumulative") },
    {
      transform: [
        {
          sort: [{ field: "IMDB Rating" }],
          window: [{ op: "count", field: "count", as: "cumulative" }],
          frame: [null, 0],
        },
      ],
    },
  ),
  joinaggregate: unit(
    movies,
    "bar",
    { x: q("difference"), y: o("Title") },
    {
      transform: [
        { filter: "datum['IMDB Rating'] != null" },
        { joinaggregate: [{ op: "mean", field: "IMDB Rating", as: "average" }] },
        { filter: "datum['IMDB Rating'] - datum.average > 2.4" },
        { calculate: "datum['IMDB Rating'] - datum.average", as: "difference" },
      ],
    },
  ),
  impute: unit(
    { values: [0, 1, 3, 4, 7].map((a, i) => ({ a, b: 10 + i * 7 })) },
    { type: "line", point: true },
    { x: q("a"), y: q("b", { impute: { keyvals: { start: 0, stop: 8 }, value: 5 } }) },
  ),
  fold: unit(
    stocks,
    "line",
    { x: t("date"), y: q("value"), color: n("key") },
    {
      transform: [
        { filter: "datum.symbol === 'IBM'" },
        { calculate: "datum.price / 2", as: "half" },
        { fold: ["price", "half"] },
      ],
    },
  ),
  flatten: unit(
    {
      values: [
        { k: "a", v: [1, 4, 2] },
        { k: "b", v: [3, 5] },
      ],
    },
    "circle",
    { x: q("v"), y: n("k") },
    { transform: [{ flatten: ["v"] }] },
  ),
  pivot: unit(
    stocks,
    "line",
    { x: t("date"), y: q("MSFT") },
    { transform: [{ pivot: "symbol", value: "price", groupby: ["date"] }] },
  ),
  lookup: unit(
    { url: "data/lookup_groups.csv" },
    "bar",
    { x: o("group"), y: q("age", { aggregate: "mean" }) },
    {
      transform: [
        { lookup: "person", from: { data: { url: "data/lookup_people.csv" }, key: "name", fields: ["age", "height"] } },
      ],
    },
  ),
  sample: unit(cars, "point", { x: q("Horsepower"), y: q("Displacement") }, { transform: [{ sample: 60 }] }),
  "stack-normalised": unit(barley, "bar", {
    x: q("yield", { aggregate: "sum", stack: "normalize", axis: { format: "%" } }),
    y: n("variety"),
    color: n("site"),
  }),
  "stack-centred": unit({ url: "data/unemployment-across-industries.json" }, "area", {
    x: t("date", { timeUnit: "yearmonth", axis: { domain: false, format: "%Y", tickSize: 0 } }),
    y: q("count", { aggregate: "sum", axis: null, stack: "center" }),
    color: n("series", { scale: { scheme: "category20b" } }),
  }),
  "bin-both": unit(movies, "circle", {
    x: q("IMDB Rating", { bin: { maxbins: 10 } }),
    y: q("Rotten Tomatoes Rating", { bin: { maxbins: 10 } }),
    size: { aggregate: "count" },
  }),
  "bin-given": unit(
    {
      values: [
        [0, 10, 3],
        [10, 20, 8],
        [20, 30, 5],
      ].map(([a, b, c]) => ({ a, b, c })),
    },
    "bar",
    { x: { field: "a", bin: { binned: true, step: 10 } }, x2: { field: "b" }, y: q("c") },
  ),
  "extent-and-params": unit(
    stocks,
    "line",
    { x: t("date"), y: q("scaled"), color: n("symbol") },
    {
      params: [{ name: "factor", value: 2, bind: { input: "range" } }],
      transform: [{ calculate: "datum.price * factor", as: "scaled" }],
    },
  ),
  "time-units": unit(weather, "bar", {
    x: o("date", { timeUnit: "month" }),
    y: q("precipitation", { aggregate: "mean" }),
    color: n("weather"),
  }),
  "time-units-binned": unit(
    weather,
    "bar",
    { x: t("date", { timeUnit: "binnedyearmonth" }), y: q("precipitation", { aggregate: "sum" }) },
    { transform: [{ timeUnit: "yearmonth", field: "date", as: "date" }] },
  ),
  "week-of-year": unit(weather, "line", {
    x: t("date", { timeUnit: "week" }),
    y: q("temp_max", { aggregate: "mean" }),
    color: n("date", { timeUnit: "year" }),
  }),
};

const encodings: Readonly<Record<string, Spec>> = {
  offsets: unit(
    {
      values: ["a", "b", "c"].flatMap((k, i) =>
        ["x", "y", "z"].map((g, j) => ({ k, g, v: 1 + ((i * 3 + j * 5) % 7) })),
      ),
    },
    "bar",
    { x: n("k"), y: q("v"), xOffset: n("g"), color: n("g") },
  ),
  "offsets-jitter": unit(
    cars,
    "point",
    { x: q("Horsepower"), y: o("Cylinders"), yOffset: q("r"), color: n("Origin") },
    { height: { step: 40 }, transform: [{ calculate: "(datum.Displacement * 7919 % 100) / 100", as: "r" }] },
  ),
  conditions: unit(cars, "point", {
    x: q("Horsepower"),
    y: q("Miles_per_Gallon"),
    color: { condition: { test: "datum.Origin === 'USA'", value: "firebrick" }, value: "#bbb" },
    size: { condition: { test: "datum.Cylinders > 6", value: 80 }, value: 20 },
  }),
  "invalid-values": unit(
    {
      values: [
        { x: 1, y: 2 },
        { x: 2, y: null },
        { x: 3, y: 5 },
        { x: 4, y: 3 },
      ],
    },
    { type: "line", point: true, invalid: "break-paths-show-path-domains" },
    { x: q("x"), y: q("y") },
  ),
  "scale-log-and-symlog": unit({ values: [1, 10, 100, 1000, 20000].map((v, i) => ({ i, v })) }, "line", {
    x: o("i"),
    y: q("v", { scale: { type: "log" } }),
  }),
  "scale-reversed-and-nice": unit(cars, "point", {
    x: q("Horsepower", { scale: { reverse: true, nice: false } }),
    y: q("Miles_per_Gallon", { scale: { domain: [0, 60], clamp: true } }),
  }),
  "scale-threshold": unit(cars, "circle", {
    x: q("Horsepower"),
    y: q("Miles_per_Gallon"),
    color: q("Acceleration", { scale: { type: "threshold", domain: [10, 15, 20], scheme: "viridis" } }),
  }),
  "scale-quantile-and-quantize": {
    hconcat: ["quantile", "quantize"].map((type) =>
      unit(
        cars,
        "circle",
        {
          x: q("Horsepower"),
          y: q("Miles_per_Gallon"),
          color: q("Weight_in_lbs", { scale: { type, scheme: "magma" } }),
        },
        { width: 160 },
      ),
    ),
    resolve: { scale: { color: "independent" } },
  },
  "scale-diverging": unit({ values: [-5, -2, 0, 3, 8].map((v, i) => ({ i, v })) }, "bar", {
    x: o("i"),
    y: q("v"),
    color: q("v", { scale: { scheme: "redblue", domainMid: 0 } }),
  }),
  "sorted-by-value": unit(barley, "bar", { x: q("yield", { aggregate: "sum" }), y: n("site", { sort: "-x" }) }),
  "sorted-by-list": unit(barley, "bar", {
    x: n("site", { sort: ["Morris", "Duluth"] }),
    y: q("yield", { aggregate: "mean" }),
  }),
  "long-labels": unit(
    {
      values: [
        "A very long category name that has to be cut somewhere",
        "short",
        "another rather long category name, with commas",
      ].map((k, i) => ({ k, v: i + 1 })),
    },
    "bar",
    { y: n("k"), x: q("v") },
  ),
  "labels-rotated-and-formatted": unit(stocks, "line", {
    x: t("date", { axis: { format: "%b %Y", labelAngle: -45, tickCount: 12 } }),
    y: q("price", {
      axis: { format: "$,.2f", title: "Price (USD)", titleAngle: 0, titleAlign: "left", titleY: -10, titleX: 0 },
    }),
    color: n("symbol", { legend: { orient: "bottom", columns: 3, direction: "horizontal" } }),
  }),
  "label-expressions": unit({ values: [0, 500, 1500, 3000].map((v, i) => ({ i, v })) }, "line", {
    x: o("i", { axis: { labelExpr: "'no. ' + datum.value" } }),
    y: q("v", { axis: { labelExpr: "datum.value / 1000 + ' k'", values: [0, 1000, 2000, 3000] } }),
  }),
  "axis-conditions": unit(cars, "point", {
    x: q("Horsepower", {
      axis: {
        gridDash: { condition: { test: "datum.value === 100", value: [] }, value: [2, 2] },
        gridColor: { condition: { test: "datum.value === 100", value: "red" }, value: "#ccc" },
      },
    }),
    y: q("Miles_per_Gallon", { axis: { orient: "right", offset: 5, ticks: false, domain: false } }),
  }),
  links: unit(
    {
      values: [
        { a: "one", b: 3 },
        { a: "two", b: 5 },
      ],
    },
    "bar",
    { x: n("a"), y: q("b"), href: { value: "https://example.org/" } },
  ),
  titles: unit(
    {
      values: [
        { a: "one", b: 3 },
        { a: "two", b: 5 },
      ],
    },
    "bar",
    { x: n("a", { title: ["Two lines", "of title"] }), y: q("b") },
    {
      title: {
        text: ["The title", "of two lines"],
        subtitle: ["with", "subtitles"],
        anchor: "end",
        color: "#a00",
        fontSize: 18,
        fontStyle: "italic",
      },
    },
  ),
  "labels-in-chinese": unit(
    {
      values: [
        { 行业: "新一代信息技术", 占比: 11.2 },
        { 行业: "科技服务业", 占比: 8.3 },
        { 行业: "医药健康", 占比: 5.1 },
      ],
    },
    "bar",
    { y: n("行业", { sort: "-x" }), x: q("占比", { title: "占GDP比重（%）" }) },
    { title: "北京高技术产业" },
  ),
  "zero-rows": unit({ values: [] }, "bar", { x: n("a"), y: q("b") }),
  "one-row": unit({ values: [{ a: "A", b: 3 }] }, "point", { x: n("a"), y: q("b") }),
  "negative-and-tiny-numbers": unit({ values: [-1e-7, 2e-7, 5e-7].map((v, i) => ({ i, v })) }, "bar", {
    x: o("i"),
    y: q("v"),
  }),
};

const compositions: Readonly<Record<string, Spec>> = {
  "facet-wrapped": unit(
    barley,
    "point",
    {
      x: q("yield", { aggregate: "median" }),
      y: n("variety", { sort: "-x" }),
      color: n("year"),
      facet: n("site", { columns: 2, header: { labelFontSize: 13, titleColor: "gray" } }),
    },
    { height: { step: 10 } },
  ),
  "facet-grid": unit(
    penguins,
    "bar",
    {
      x: q("Body Mass (g)", { bin: true }),
      y: { aggregate: "count" },
      row: n("Species"),
      column: n("Island", { header: { orient: "bottom" } }),
    },
    { width: 100, height: 60 },
  ),
  "facet-of-layers": {
    data: stocks,
    facet: { field: "symbol", type: "nominal", columns: 3 },
    spec: {
      width: 120,
      height: 80,
      layer: [
        { mark: "line", encoding: { x: t("date"), y: q("price") } },
        { mark: { type: "rule", color: "red" }, encoding: { y: q("price", { aggregate: "mean" }) } },
      ],
    },
    resolve: { scale: { y: "independent" } },
  },
  "repeat-layers": {
    data: movies,
    repeat: { layer: ["US Gross", "Worldwide Gross"] },
    spec: {
      mark: "line",
      encoding: {
        x: q("IMDB Rating", { bin: true }),
        y: { aggregate: "mean", field: { repeat: "layer" }, type: "quantitative", title: "mean gross" },
        color: { datum: { repeat: "layer" }, type: "nominal" },
      },
    },
  },
  "repeat-grid": {
    data: penguins,
    repeat: { row: ["Beak Length (mm)", "Beak Depth (mm)"], column: ["Body Mass (g)", "Flipper Length (mm)"] },
    spec: {
      width: 130,
      height: 110,
      mark: "point",
      encoding: {
        x: { field: { repeat: "column" }, type: "quantitative", scale: { zero: false } },
        y: { field: { repeat: "row" }, type: "quantitative", scale: { zero: false } },
        color: n("Species"),
      },
    },
  },
  "concat-wrapped": {
    data: cars,
    columns: 2,
    concat: ["Horsepower", "Displacement", "Acceleration"].map((field) => ({
      width: 150,
      height: 90,
      mark: "bar",
      encoding: { x: q(field, { bin: true }), y: { aggregate: "count" } },
    })),
  },
  "concat-nested": {
    data: weather,
    vconcat: [
      {
        mark: "bar",
        height: 80,
        encoding: { x: o("date", { timeUnit: "month" }), y: q("precipitation", { aggregate: "mean" }) },
      },
      {
        hconcat: [
          {
            width: 120,
            height: 120,
            mark: "point",
            encoding: {
              x: q("temp_min", { bin: true }),
              y: q("temp_max", { bin: true }),
              size: { aggregate: "count" },
            },
          },
          {
            width: 100,
            height: 120,
            mark: { type: "arc" },
            encoding: { theta: { aggregate: "count" }, color: n("weather") },
          },
        ],
      },
    ],
    config: { concat: { spacing: 30 } },
  },
  "dual-axes": {
    data: weather,
    encoding: { x: t("date", { timeUnit: "month", axis: { format: "%b" } }) },
    layer: [
      {
        mark: { type: "area", opacity: 0.3, color: "#85C5A6" },
        encoding: {
          y: q("temp_max", { aggregate: "average", title: "temperature" }),
          y2: { aggregate: "average", field: "temp_min" },
        },
      },
      {
        mark: { type: "line", stroke: "#85A9C5", interpolate: "monotone" },
        encoding: { y: q("precipitation", { aggregate: "average" }) },
      },
    ],
    resolve: { scale: { y: "independent" } },
  },
  "selection-with-value": unit(
    cars,
    "point",
    {
      x: q("Horsepower"),
      y: q("Miles_per_Gallon"),
      color: { condition: { param: "brush", field: "Cylinders", type: "ordinal" }, value: "grey" },
    },
    { params: [{ name: "brush", select: "interval", value: { x: [55, 160], y: [13, 37] } }] },
  ),
  "selection-in-legend": unit(
    stocks,
    "line",
    {
      x: t("date"),
      y: q("price"),
      color: n("symbol"),
      opacity: { condition: { param: "pick", value: 1 }, value: 0.2 },
    },
    {
      params: [
        { name: "pick", select: { type: "point", fields: ["symbol"] }, bind: "legend", value: [{ symbol: "AAPL" }] },
      ],
    },
  ),
  "container-sizes": { ...unit(cars, "point", scatter.encoding), width: "container", height: 120 },
  "fit-with-padding": {
    ...unit(cars, "point", scatter.encoding),
    width: 300,
    height: 200,
    autosize: { type: "fit", contains: "padding" },
    padding: { left: 20, top: 5, right: 5, bottom: 5 },
  },
  "config-heavy": {
    ...unit(cars, "circle", { ...scatter.encoding, color: n("Origin") }),
    config: {
      background: "#333",
      title: { color: "#fff" },
      style: { "guide-label": { fill: "#fff" }, "guide-title": { fill: "#fff" } },
      axis: { domainColor: "#fff", gridColor: "#888", tickColor: "#fff" },
      range: { category: ["#ff0", "#0ff", "#f0f"] },
      view: { stroke: null },
    },
  },
};

const topology = { url: "data/us-10m.json", format: { type: "topojson", feature: "states" } };

const maps: Readonly<Record<string, Spec>> = {
  "map-choropleth": unit(
    { url: "data/us-10m.json", format: { type: "topojson", feature: "counties" } },
    "geoshape",
    { color: q("rate") },
    {
      width: 400,
      height: 250,
      projection: { type: "albersUsa" },
      transform: [{ lookup: "id", from: { data: { url: "data/unemployment.tsv" }, key: "id", fields: ["rate"] } }],
    },
  ),
  "map-layers": {
    width: 400,
    height: 250,
    projection: { type: "albersUsa" },
    layer: [
      { data: topology, mark: { type: "geoshape", fill: "lightgray", stroke: "white" } },
      {
        data: { url: "data/airports.csv" },
        transform: [
          {
            aggregate: [
              { op: "mean", field: "latitude", as: "lat" },
              { op: "mean", field: "longitude", as: "lon" },
              { op: "count", as: "count" },
            ],
            groupby: ["state"],
          },
        ],
        mark: "circle",
        encoding: {
          longitude: q("lon"),
          latitude: q("lat"),
          size: q("count", { title: "airports" }),
          color: { value: "steelblue" },
        },
      },
    ],
  },
  "map-sphere-and-graticule": {
    width: 300,
    height: 200,
    projection: { type: "naturalEarth1" },
    layer: [
      { data: { sphere: true }, mark: { type: "geoshape", fill: "aliceblue" } },
      { data: { graticule: { step: [30, 30] } }, mark: { type: "geoshape", filled: false, strokeWidth: 0.6 } },
      {
        data: { url: "data/world-110m.json", format: { type: "topojson", feature: "countries" } },
        mark: { type: "geoshape", fill: "mintcream", stroke: "black", strokeWidth: 0.4 },
      },
    ],
  },
  "map-turned": {
    width: 250,
    height: 250,
    projection: { type: "orthographic", rotate: [-40, -30, 0] },
    layer: [
      { data: { sphere: true }, mark: { type: "geoshape", fill: "#eef", stroke: "#88a" } },
      {
        data: { url: "data/world-110m.json", format: { type: "topojson", feature: "countries" } },
        mark: { type: "geoshape", fill: "#cdb" },
      },
    ],
  },
  "map-lines": {
    width: 360,
    height: 220,
    projection: { type: "mercator" },
    data: {
      values: [
        { a: [13.4, 52.5], b: [116.4, 39.9] },
        { a: [-74, 40.7], b: [2.35, 48.85] },
      ],
    },
    transform: [
      { calculate: "datum.a[0]", as: "x" },
      { calculate: "datum.a[1]", as: "y" },
      { calculate: "datum.b[0]", as: "x2" },
      { calculate: "datum.b[1]", as: "y2" },
    ],
    mark: "rule",
    encoding: { longitude: q("x"), latitude: q("y"), longitude2: { field: "x2" }, latitude2: { field: "y2" } },
  },
  "map-faceted": {
    data: topology,
    transform: [{ calculate: "datum.id % 2 ? 'odd' : 'even'", as: "parity" }],
    width: 180,
    height: 110,
    mark: "geoshape",
    projection: { type: "albersUsa" },
    encoding: { color: q("id"), column: n("parity") },
  },
};

export const vegaLiteSpecs: Readonly<Record<string, Spec>> = {
  ...marks,
  ...transforms,
  ...encodings,
  ...compositions,
  ...maps,
};
