import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { languages } from "../../../../../functions/core/report/locale/languages.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import type { Row } from "../../../../../functions/core/report/query/table.ts";
import { testChart } from "../chart-fixtures.ts";

const year = { field: "year", type: "temporal", title: null };
const share = { field: "value", type: "quantitative", title: "Share of GDP, %" };
const name = { field: "name", type: "nominal", title: "Region" };

const rows = (...values: readonly (readonly [string, number | null, string?])[]): Row[] =>
  values.map(([at, value, of = ""]) => ({ year: at, value, name: of }));
const rising = rows(["2018-01-01", 25.1], ["2019-01-01", 26], ["2021-01-01", 30.1]);
const two = rows(
  ["2018-01-01", 1, "North"],
  ["2021-01-01", 2, "North"],
  ["2018-01-01", 4, "South"],
  ["2021-01-01", 3, "South"],
);
const many = Array.from({ length: 6 }, (_, index) =>
  rows(["2018-01-01", index, `S${index}`], ["2021-01-01", 10 - index, `S${index}`]),
).flat();
const regions = rows(["", 5, "North"], ["", 12.5, "South"], ["", 9, "East"]);
const square = {
  type: "Feature",
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [0, 0],
        [0, 1],
        [1, 1],
        [1, 0],
        [0, 0],
      ],
    ],
  },
};

const specs: Readonly<Record<string, readonly [Spec, readonly Row[]]>> = {
  line: [{ mark: "line", encoding: { x: year, y: share } }, rising],
  "line with a peak": [
    { mark: { type: "line", point: true }, encoding: { x: year, y: share } },
    rows(["2018-01-01", 3], ["2019-01-01", 9], ["2021-01-01", 5]),
  ],
  flat: [{ mark: "line", encoding: { x: year, y: share } }, rows(["2018-01-01", 3], ["2021-01-01", 3])],
  "back where it was": [
    { mark: "line", encoding: { x: year, y: share } },
    rows(["2018-01-01", 3], ["2019-01-01", 5], ["2021-01-01", 3]),
  ],
  "one value": [{ mark: "line", encoding: { x: year, y: share } }, rows(["2018-01-01", 25.1])],
  "no data": [{ mark: "line", encoding: { x: year, y: share } }, rows(["2018-01-01", null])],
  "two series": [{ mark: "line", encoding: { x: year, y: share, color: name } }, two],
  "many series": [{ mark: "line", encoding: { x: year, y: share, color: name } }, many],
  bar: [{ mark: "bar", encoding: { y: name, x: share } }, regions],
  stacked: [
    {
      mark: "bar",
      encoding: { x: { ...year, timeUnit: "year", type: "ordinal" }, y: { ...share, title: "Exports" }, color: name },
    },
    two,
  ],
  "stacked area": [{ mark: "area", encoding: { x: year, y: { ...share, title: "Exports" }, color: name } }, two],
  scatter: [
    {
      mark: "point",
      encoding: {
        x: { field: "income", type: "quantitative", title: "Income" },
        y: { field: "life", type: "quantitative", title: "Life expectancy" },
      },
    },
    [
      { income: 1000, life: 60 },
      { income: 9000.5, life: 80 },
    ],
  ],
  multiples: [{ mark: "line", encoding: { x: year, y: share, facet: { ...name, columns: 2 } } }, two],
  pie: [{ mark: "arc", encoding: { theta: { ...share, title: "Share" }, color: name } }, regions],
  map: [
    {
      mark: "geoshape",
      projection: { type: "identity" },
      encoding: { color: { field: "value", type: "quantitative", title: "Rate" } },
    },
    [
      { ...square, value: 3 },
      { ...square, value: 7 },
    ] as unknown as Row[],
  ],
};

async function altOf(kind: string, language: string): Promise<string> {
  const [spec, data] = specs[kind]!;
  const { chart } = await testChart({ data: { name: "data" }, width: 200, height: 100, ...spec }, data, {
    language,
    locale: localeFor(language),
  });
  return chart.alt;
}

/** Language → kind → text. A person has read each before it was stored. */
const expected = JSON.parse(readFileSync(join(import.meta.dirname, "alternative-texts.json"), "utf8")) as Readonly<
  Record<string, Readonly<Record<string, string>>>
>;

describe.each(Object.keys(languages).map((language, index) => [language, index] as const))(
  "the alternative text in %s",
  (language, index) => {
    // The server suites and CI take every kind in every language, `npm test` all in English and a third in each other.
    test.each(
      Object.keys(specs).filter(
        (_, kind) => process.env["WHOLE"] !== undefined || language === "en" || kind % 3 === index % 3,
      ),
    )("of a chart: %s", async (kind) => {
      const alt = await altOf(kind, language);
      expect(alt).toBe(expected[language]?.[kind]);
      expect(alt).not.toMatch(/[;；]|undefined|NaN|\{/);
    });
  },
);
