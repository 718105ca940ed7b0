import { expect, test } from "vitest";
import type { Chart } from "../../../../functions/core/report/chart/chart.ts";
import type { CanvasContext } from "../../../../functions/core/drawing.ts";
import { compileChart } from "../../../../functions/core/report/chart/compile-chart.ts";
import { noDataColour } from "../../../../functions/core/report/chart/spec/settle-maps.ts";
import type { Spec } from "../../../../functions/core/report/chart/spec.ts";
import type { ChartRequest } from "../../../../functions/core/report/document/document.ts";
import type { Warning } from "../../../../functions/core/errors.ts";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";
import type { Row } from "../../../../functions/core/report/query/table.ts";
import { defaultTheme } from "../../../../functions/core/report/template/theme/default-theme.ts";
import { tablesOf, testSettings } from "./chart-fixtures.ts";
import { collection, region, shapes, square } from "./geometry/geometry-fixtures.ts";

const three = shapes(
  collection(
    region("Kenya", square(0, 0, 10), "404"),
    region("Chad", square(10, 0, 10), "148"),
    region("Mali", square(20, 0, 10), "004"),
  ),
);

const choropleth = (key = "properties.name", column = "country"): Spec => ({
  data: { name: "regions" },
  transform: [{ lookup: key, from: { data: { name: "data" }, key: column, fields: ["rate"] } }],
  mark: "geoshape",
  encoding: { color: { field: "rate", type: "quantitative", legend: { title: "Rate, %" } } },
});

interface Drawn {
  readonly texts: readonly string[];
  /** Colours in the order of painting. */
  readonly fills: readonly string[];
  /** Points of the painted outlines, each from its first move. */
  readonly outlines: readonly (readonly (readonly [number, number])[])[];
}

/** Records what a chart paints. */
function paint(chart: Chart): Drawn {
  const drawn = { texts: [] as string[], fills: [] as string[], outlines: [] as [number, number][][] };
  const state = { fillStyle: "" };
  const calls: Record<string, (...args: never[]) => unknown> = {
    fillText: (text: string) => drawn.texts.push(text),
    fill: () => drawn.fills.push(state.fillStyle),
    moveTo: (x: number, y: number) => drawn.outlines.push([[x, y]]),
    lineTo: (x: number, y: number) => drawn.outlines.at(-1)!.push([x, y]),
    measureText: () => ({ width: 10 }),
    createLinearGradient: () => ({ addColorStop: () => undefined }),
  };
  chart.draw(
    new Proxy(state, {
      get: (_, name: string) =>
        calls[name] ?? (name === "fillStyle" ? state.fillStyle : name === "link" ? undefined : () => undefined),
      set: (_, name: string, value: string) => {
        if (name === "fillStyle") state.fillStyle = value;
        return true;
      },
    }) as unknown as CanvasContext,
  );
  return drawn;
}

async function draw(
  spec: Spec,
  rows: readonly Row[] = [],
  {
    language = "en",
    geometry = { regions: three },
    dialect = "vega-lite",
  }: Partial<Pick<ChartRequest, "geometry" | "dialect">> & { readonly language?: string } = {},
) {
  const warnings: Warning[] = [];
  const request: ChartRequest = { name: "map", dialect, spec, data: { data: "rows" }, geometry };
  const settings = testSettings({
    warn: (warning) => void warnings.push(warning),
    locale: localeFor(language),
    language,
    width: 300,
  });
  const chart = await compileChart(request, tablesOf({ rows }), settings);
  return { chart, warnings, ...paint(chart) };
}

const codes = (warnings: readonly Warning[]): readonly string[] => warnings.map(({ code }) => code);
const grey = noDataColour(defaultTheme);
const all: readonly Row[] = [
  { country: "Kenya", rate: 1 },
  { country: "Chad", rate: 2 },
  { country: "Mali", rate: 5 },
];
const some = all.slice(0, 2);

test("a map whose regions all have values shows no key of missing ones", async () => {
  const { chart, warnings, texts, fills } = await draw(choropleth(), all);
  expect(codes(warnings)).toEqual(["missing-alt"]);
  expect(texts).not.toContain("No data");
  expect(fills).not.toContain(grey);
  expect(chart.alt).toBe("Map of rate: highest for Mali (5%), lowest for Kenya (1%).");
  expect(chart.csv).toBe("region,rate\r\nKenya,1\r\nChad,2\r\nMali,5\r\n");
});

test.each([
  ["en", "No data", "Map of rate: highest for Chad (2%), lowest for Kenya (1%), no data for 1 of 3 regions."],
  ["zh", "无数据", "地图：Rate，Chad最高（2%），Kenya最低（1%），3个地区中有1个无数据。"],
  [
    "de",
    "Keine Daten",
    "Karte, Rate: am höchsten Chad (2 %), am niedrigsten Kenya (1 %), keine Daten für 1 von 3 Gebieten.",
  ],
])("regions without a value are grey, with a key and a word in %s", async (language, label, alt) => {
  const { chart, texts, fills } = await draw(choropleth(), some, { language });
  expect(texts).toContain(label);
  // One region and its key.
  expect(fills.filter((fill) => fill === grey)).toHaveLength(2);
  expect(chart.alt.replaceAll(/[\u00a0\u202f]/g, " ")).toBe(alt);
  expect(chart.csv).toContain("Mali,\r\n");
});

test("categories that are missing are grey, and no category of the legend", async () => {
  const spec: Spec = {
    ...choropleth(),
    transform: [{ lookup: "properties.name", from: { data: { name: "data" }, key: "country", fields: ["group"] } }],
    encoding: { color: { field: "group", type: "nominal" } },
  };
  const { texts, fills } = await draw(spec, [
    { country: "Kenya", group: "A" },
    { country: "Chad", group: "B" },
  ]);
  expect(texts).toEqual(["A", "B", "group", "No data"]);
  expect(fills.filter((fill) => fill === grey)).toHaveLength(2);
});

test("a null value also means no data, and so does a region that lacks the field", async () => {
  const { fills } = await draw(choropleth(), [...some, { country: "Mali", rate: null }]);
  expect(fills.filter((fill) => fill === grey)).toHaveLength(2);
  const nested = {
    ...choropleth(),
    transform: [{ lookup: "properties.name", from: { data: { name: "data" }, key: "country" }, as: "row" }],
    encoding: { color: { field: "row.rate", type: "quantitative" } },
  };
  expect((await draw(nested, some)).fills.filter((fill) => fill === grey)).toHaveLength(2);
});

test("the layers of a map take their colours from the view around them", async () => {
  const { encoding, ...rest } = choropleth();
  const layered = { ...rest, encoding, layer: [{ mark: "geoshape" }] };
  expect((await draw(layered, some)).texts).toContain("No data");
});

test("a map of one colour, or with a condition of its own, has no key", async () => {
  const plain = await draw({ data: { name: "regions" }, mark: { type: "geoshape", fill: grey } });
  expect(plain.texts).toEqual([]);
  const own = {
    ...choropleth(),
    encoding: {
      color: { field: "rate", type: "quantitative", condition: { test: "datum.rate === null", value: grey } },
    },
  };
  expect((await draw(own, some)).texts).not.toContain("No data");
});

test("values that match no region are listed with the regions that were meant", async () => {
  const { warnings } = await draw(choropleth(), [
    ...some,
    { country: "Kenia", rate: 3 },
    { country: "Atlantis", rate: 4 },
    { country: null, rate: 5 },
  ]);
  const warning = warnings.find(({ code }) => code === "unmatched-regions");
  expect(warning).toMatchObject({
    message:
      'Chart "map": 2 values of the data match no region of the map, matched by "properties.name": "Kenia", "Atlantis"',
    seen: ["Kenia", "Atlantis"],
    hint: 'did you mean "Kenya" for "Kenia"?',
    where: { file: "report.md", line: 7, name: "map" },
  });
});

test("codes that have lost their zeros are known again", async () => {
  const { warnings } = await draw(choropleth("id", "code"), [
    { code: 404, rate: 3 },
    { code: 4, rate: 5 },
  ]);
  expect(warnings.find(({ code }) => code === "unmatched-regions")).toMatchObject({
    seen: ["4"],
    hint: 'did you mean "004" for "4"?',
  });
});

test("rows that look up their region are reported, too", async () => {
  const spec: Spec = {
    data: { name: "data" },
    transform: [{ lookup: "country", from: { data: { name: "regions" }, key: "properties.name" }, as: "shape" }],
    mark: "geoshape",
    encoding: { shape: { field: "shape", type: "geojson" }, color: { field: "rate", type: "quantitative" } },
  };
  const { warnings, fills } = await draw(spec, [...some, { country: "Kenia", rate: 3 }]);
  expect(warnings.find(({ code }) => code === "unmatched-regions")).toMatchObject({
    seen: ["Kenia"],
    hint: 'did you mean "Kenya" for "Kenia"?',
  });
  expect(fills.length).toBeGreaterThanOrEqual(2);
});

test("lookups between tables are not those of a map", async () => {
  const spec: Spec = {
    data: { name: "data" },
    transform: [
      { lookup: "country", from: { data: { name: "data" }, key: "rate", fields: ["country"] }, as: ["other"] },
    ],
    mark: "bar",
    encoding: { x: { field: "rate", type: "quantitative" }, y: { field: "country" } },
  };
  expect(codes((await draw(spec, all)).warnings)).toEqual(["missing-alt"]);
});

test("a region across the antimeridian is drawn at both edges, and nowhere between", async () => {
  const fiji = [
    [177, -19],
    [-178, -19],
    [-178, -15],
    [177, -15],
    [177, -19],
  ];
  const geometry = {
    regions: shapes(
      collection(
        region("Fiji", fiji),
        region("Frame", square(-179.9, -60, 120)),
        region("Frame", square(60, -60, 119.9)),
      ),
    ),
  };
  const { outlines } = await draw(
    { data: { name: "regions" }, projection: { type: "equirectangular" }, mark: "geoshape" },
    [],
    { geometry },
  );
  const steps = outlines.flatMap((line) => line.slice(1).map(([x], index) => Math.abs(x - line[index]![0])));
  const small = outlines.filter(
    (line) => Math.max(...line.map(([, y]) => y)) - Math.min(...line.map(([, y]) => y)) < 10,
  );
  expect(small.map((line) => line.every(([x]) => x < 20 || x > 280))).toEqual([true, true]);
  expect(Math.max(...steps)).toBeLessThan(150);
});

test("bubbles are read by their places and sizes", async () => {
  const spec: Spec = {
    layer: [
      { data: { name: "regions" }, mark: "geoshape" },
      {
        data: { name: "data" },
        mark: "circle",
        encoding: {
          longitude: { field: "lon", type: "quantitative" },
          latitude: { field: "lat", type: "quantitative" },
          size: { field: "people", type: "quantitative", title: "People" },
        },
      },
    ],
  };
  const { chart } = await draw(spec, [
    { lon: 3, lat: 4, people: 10 },
    { lon: 15, lat: 5, people: 30 },
  ]);
  expect(chart.alt).toBe("Map of People: from 10 to 30.");
  expect(chart.csv).toBe("lon,lat,people\r\n3,4,10\r\n15,5,30\r\n");
});

test("a Vega spec is given features under the name of its data", async () => {
  const spec: Spec = {
    height: 100,
    projections: [
      { name: "p", type: "mercator", fit: { signal: "data('regions')" }, size: { signal: "[width, height]" } },
    ],
    data: [{ name: "regions" }],
    marks: [
      {
        type: "shape",
        from: { data: "regions" },
        encode: { enter: { fill: { value: "#123456" } } },
        transform: [{ type: "geoshape", projection: "p" }],
      },
    ],
  };
  expect((await draw(spec, [], { dialect: "vega" })).fills).toEqual(["#123456", "#123456", "#123456"]);
});
