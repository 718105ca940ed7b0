import { expect, test } from "vitest";
import { writeChart } from "../../../../../functions/core/report/rendition/ooxml/chart-part.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { type OfficeChart, officeChart } from "../../../../../functions/core/report/rendition/ooxml/office-chart.ts";
import type { ChartMarks } from "../../../../../functions/core/report/chart/chart-marks.ts";
import { english } from "../../../../../functions/core/report/locale/languages/en.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { testChart } from "../chart-fixtures.ts";

/* Charts as people write them first: legends and axes have the titles that Vega-Lite gives them. */

const rows = ["North", "South", "East"].flatMap((region, r) =>
  [2019, 2020, 2021, 2022, 2023].map((year, y) => ({
    region,
    year,
    month: `${year}-0${r + 1}-15`,
    tons: 400 + 310 * r + 137 * y + ((r * 7 + y * 13) % 5) * 41,
    price: 2.5 + r + y * 0.3,
    share: (10 + r * 7 + y) / 100,
    size: 10 + 5 * y,
  })),
);

const of =
  (type: string) =>
  (field: string, more: object = {}) => ({ field, type, ...more });
const [q, n, o, t] = [of("quantitative"), of("nominal"), of("ordinal"), of("temporal")];
const filtered = (filter: string, spec: object): object => ({ transform: [{ filter }], ...spec });
const last = (spec: object): object => filtered("datum.year == 2023", spec);
const byYear = { x: o("year"), y: q("tons"), color: n("region") };

const mean = { mark: "rule", encoding: { y: q("tons", { aggregate: "mean" }) } };
const target = { data: { values: [{}] }, mark: "rule", encoding: { y: { datum: 800 } } };
const monthly = t("month", { timeUnit: "yearmonth", type: "ordinal" });

const native: Readonly<Record<string, object>> = {
  bars: last({ mark: "bar", encoding: { x: n("region"), y: q("tons") } }),
  "bars across": last({ mark: "bar", encoding: { y: n("region", { sort: "-x" }), x: q("tons") } }),
  "bars of colours": last({ mark: "bar", encoding: { x: n("region"), y: q("tons"), color: n("region") } }),
  "bars of sums": { mark: "bar", encoding: { x: n("region"), y: q("tons", { aggregate: "sum" }) } },
  "bars of shares": last({ mark: "bar", encoding: { x: n("region"), y: q("share", { axis: { format: ".0%" } }) } }),
  "bars with labels": last({
    layer: [{ mark: "bar" }, { mark: { type: "text", dy: -6 }, encoding: { text: q("tons") } }],
    encoding: { x: n("region"), y: q("tons") },
  }),
  "bars with their mean": last({ layer: [{ mark: "bar", encoding: { x: n("region"), y: q("tons") } }, mean] }),
  "bars with a target": last({ layer: [{ mark: "bar", encoding: { x: n("region"), y: q("tons") } }, target] }),
  "stacked bars with a target": { layer: [{ mark: "bar", encoding: byYear }, target] },
  "a line with a target": filtered("datum.region == 'North'", {
    layer: [{ mark: "line", encoding: { x: o("year"), y: q("tons") } }, target],
  }),
  "more bars than labels have room": { width: 150, mark: "bar", encoding: { x: monthly, y: q("tons") } },
  "stacked bars": { mark: "bar", encoding: byYear },
  "bars side by side": { mark: "bar", encoding: { ...byYear, xOffset: n("region") } },
  "a legend below": { mark: "bar", encoding: { ...byYear, color: n("region", { legend: { orient: "bottom" } }) } },
  lines: { mark: "line", encoding: byYear },
  "lines with points": { mark: { type: "line", point: true }, encoding: byYear },
  "lines over days": {
    mark: "line",
    encoding: { ...byYear, x: t("month", { scale: { domain: ["2019-01-01", "2024-01-01"] } }) },
  },
  "a line over numbers": filtered("datum.region == 'North'", {
    mark: "line",
    encoding: { x: q("year", { scale: { zero: false }, axis: { format: "d" } }), y: q("tons") },
  }),
  "an area": filtered("datum.region == 'North'", { mark: "area", encoding: { x: o("year"), y: q("tons") } }),
  "stacked areas": { mark: "area", encoding: byYear },
  points: { mark: "point", encoding: { x: q("tons"), y: q("price") } },
  "points of colours": { mark: "circle", encoding: { x: q("tons"), y: q("price"), color: n("region") } },
  "points of shapes": {
    mark: "point",
    encoding: { x: q("tons"), y: q("price"), color: n("region"), shape: n("region") },
  },
  "a pie": last({ mark: "arc", encoding: { theta: q("tons"), color: n("region") } }),
  "a ring": last({ mark: { type: "arc", innerRadius: 40 }, encoding: { theta: q("tons"), color: n("region") } }),
};

/** Those that say something which an office program would not draw. */
const pictures: Readonly<Record<string, object>> = {
  "bubbles of sizes": { mark: "circle", encoding: { x: q("tons"), y: q("price"), size: q("size") } },
  "bars side by side with a target": {
    layer: [{ mark: "bar", encoding: { ...byYear, xOffset: n("region") } }, target],
  },
  "bars across with a target": last({
    layer: [
      { mark: "bar", encoding: { y: n("region"), x: q("tons") } },
      { ...target, encoding: { x: { datum: 800 } } },
    ],
  }),
  "months and years as Vega labels them": {
    mark: "line",
    encoding: { ...byYear, x: t("month", { scale: { domain: ["2022-01-01", "2023-06-01"] } }) },
  },
  "shares of a whole": { mark: "bar", encoding: { ...byYear, y: q("tons", { stack: "normalize" }) } },
  curves: { mark: { type: "line", interpolate: "monotone" }, encoding: byYear },
  steps: { mark: { type: "line", interpolate: "step-after" }, encoding: byYear },
  "a histogram": { mark: "bar", encoding: { x: q("tons", { bin: true }), y: { aggregate: "count" } } },
};

const drawn = async (spec: object): Promise<ReturnType<typeof officeChart>> => {
  const { chart } = await testChart({ data: { name: "data" }, ...spec } as Spec, rows);
  return officeChart(chart, english, { paper: "#ffffff" });
};

test.each(Object.entries(native))("%s are drawn by office programs", async (_, spec) => {
  expect(await drawn(spec)).not.toHaveProperty("unproven");
});

test.each(Object.entries(pictures))("%s are not", async (_, spec) => {
  expect(await drawn(spec)).toHaveProperty("unproven");
});

test("titles of a chart and of its legend stand above it", async () => {
  const legend = n("region", { title: "Region of origin" });
  const title = { text: ["Tons", "by year"], subtitle: "since 2019" };
  const titled = { title, mark: "line", encoding: { ...byYear, color: legend } };
  expect(await drawn(titled)).toMatchObject({
    marks: { titles: ["Tons", "by year", "since 2019", "Region of origin"] },
  });
  const untitled = await drawn({
    ...titled,
    title: null,
    encoding: { ...byYear, color: n("region", { title: null }) },
  });
  expect(untitled).toMatchObject({ marks: { legend: true } });
  expect(untitled).not.toHaveProperty("marks.titles");
});

test("a line across bars has its own number at each, and its words above the first bar that does not reach it", async () => {
  const words = { mark: { type: "text", align: "left", dy: -5, x: 2 }, encoding: { y: q("most") } };
  const limit = { data: { values: [{ most: 1_250.5 }] } };
  const layer = [
    { mark: "bar", encoding: { x: n("region", { sort: null }), y: q("tons") } },
    { ...limit, mark: { type: "rule", strokeDash: [4, 2] }, encoding: { y: q("most") } },
    { ...limit, ...words, encoding: { ...words.encoding, text: { value: "Most" } } },
  ];
  const chart = await drawn(last({ layer }));
  const [bars, level] = (chart as { readonly marks: ChartMarks }).marks.series;
  const least = Math.min(...bars!.points.map(({ value }) => Number(value)));
  expect(least).toBeLessThan(1_250.5);
  expect(level).toMatchObject({ name: "Most", level: true, dashed: true });
  expect(level!.points.map(({ value }) => value)).toEqual([1_250.5, 1_250.5, 1_250.5]);
  const labelled = level!.points.flatMap(({ label }, place) => (label === undefined ? [] : [place]));
  expect(labelled).toEqual([bars!.points.findIndex(({ value }) => Number(value) < 1_250.5)]);
});

test("a legend names the bars, and not the line across them", async () => {
  const chart = (await drawn(native["stacked bars with a target"]!)) as OfficeChart;
  const { markup } = writeChart(chart, { ...defaultTheme, locale: english });
  expect(chart.marks.series.map(({ level }) => level)).toEqual([undefined, undefined, undefined, true]);
  expect([...markup.matchAll(/<c:legendEntry>.*?<\/c:legendEntry>/g)].map(([entry]) => entry)).toEqual([
    '<c:legendEntry><c:idx val="3"></c:idx><c:delete val="1"></c:delete></c:legendEntry>',
  ]);
});
