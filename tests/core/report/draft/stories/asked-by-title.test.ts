import { describe, expect, test } from "vitest";
import { openBytes } from "../open-table.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom, rolesOfText } from "../roles-of-text.ts";

const kinds = ["Oak", "Elm", "Ash", "Fir", "Yew"];

/** Titles, and the names of what such a table is about, beside what their words name or would lead by itself. */
const asked: readonly (readonly [string, string, readonly string[]])[] = [
  ["rent-arrears-by-tenancy-1-march", "Arrears", ["Weekly rent", "Weeks owed"]],
  ["loan-debtors-march", "Balance", ["Loan rate", "Age"]],
  ["overdue-invoices", "Outstanding", ["Score", "Days overdue"]],
  ["Mietrückstände_März", "Rückstand", ["Miete", "Wohnfläche"]],
  ["flats-for-sale", "Price", ["Floor", "Rooms score", "Points"]],
  ["boats-on-sale-2021", "asking_price", ["points", "salary score"]],
  ["在售二手车", "价格", ["得分", "年龄"]],
  ["solar-panels-daily", "generated_kwh", ["mean_temp", "salary"]],
  ["milk-production-of-farms", "produced_l", ["salary", "mean_temp"]],
  ["water-consumption", "consumed_m3", ["points", "salary"]],
  ["country_health_indicators_2000_2022", "life_expectancy", ["gdp_per_capita_usd", "health_spend_pct_gdp"]],
  ["Gesundheitsindikatoren der Länder", "Lebenserwartung", ["BIP je Kopf", "Gesundheitsausgaben"]],
  ["各省卫生健康指标", "预期寿命", ["人均收入", "床位密度"]],
  [
    "labour_force_monthly",
    "unemployment_rate_sa",
    ["labour_force_thousand", "unemployment_rate", "youth_unemployment_rate"],
  ],
  ["labor-market-by-county", "Unemployment rate", ["Employed", "Participation rate", "Vacancies"]],
  ["Arbeitsmarkt_2024", "Arbeitslosenquote", ["Erwerbspersonen", "Offene Stellen", "Arbeitslosenquote Frauen"]],
  ["劳动力调查", "失业率", ["劳动力人口", "就业人数"]],
  ["lindholm_station_monthly_climate_1950_2023", "tmean_c", ["tmax_c", "tmin_c", "precip_mm", "sunshine_h"]],
  ["Klimadaten Hamburg", "Mitteltemperatur", ["Niederschlag mm", "Sonnenstunden"]],
  ["气象站月度气候资料", "平均气温", ["降水量", "日照时数", "最高气温"]],
  ["weather-of-stations", "temperature", ["rain", "wind speed", "sales"]],
];

const shuffled = <Item>(items: readonly Item[], next: () => number): readonly Item[] =>
  items
    .map((item) => ({ item, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);

describe.each(asked)("a file called %s", (title, column, others) => {
  test.each([1, 2, 3])("leads with what it is about, wherever that stands (%i)", async (seed) => {
    const next = numbersFrom(seed * 101 + title.length);
    const columns = shuffled([column, ...others], next);
    const rows = Array.from({ length: 90 }, (_, at) =>
      [kinds[at % 5]!, ...columns.map(() => (5 + 90 * next()).toFixed(2))].join(","),
    );
    const { measures } = await rolesOfText(["kind", ...columns].join(","), rows, title);
    expect(measures[0]!.column).toBe(column);
  });
});

test.each([1, 2, 3])("what pupils reached is asked before what is spent on them (%i)", async (seed) => {
  const next = numbersFrom(seed);
  const columns = shuffled(["score4", "salary", "lunch", "exptot", "income"], next);
  const rows = Array.from({ length: 60 }, (_, at) =>
    [`Town ${at}`, ...columns.map((name) => (name === "score4" ? 600 + at : (5 + 40 * next()).toFixed(2)))].join(","),
  );
  const { measures } = await rolesOfText(["municipality", ...columns].join(","), rows, "school-districts");
  expect(measures[0]!.column).toBe("score4");
});

test.each(["Arrears", "Fee due", "Amount owed", "Overtime hours", "Balance", "Überstunden", "Rückstand", "欠费"])(
  "“%s” is added up, and the sums of the groups are compared",
  { timeout: 60_000 },
  async (column) => {
    const next = numbersFrom(column.length * 13);
    const values = Array.from({ length: 120 }, (_, at) => (at % 3 === 0 ? Math.round(9000 * next()) / 100 : 0));
    const rows = values.map((value, at) => `T${1000 + at},${kinds[at % 5]!},${value.toFixed(2)}`);
    const csv = Buffer.from([`No,Estate,${column}`, ...rows, ""].join("\n"));
    const report = await reportOf(await openBytes(csv, "csv", "accounts"), { language: "en" });
    const sums = kinds.map((_, at) => values.reduce((sum, value, of) => (of % 5 === at ? sum + value : sum), 0));
    const [found = {}] = report.rows("standing");
    expect(Number(found["total"])).toBeCloseTo(
      sums.reduce((a, b) => a + b, 0),
      6,
    );
    expect(found["first"]).toBe(kinds[sums.indexOf(Math.max(...sums))]);
    expect(report.title).toContain(String(found["first"]));
  },
);

test.each(["Weeks owed", "Days overdue", "Overdue rate", "Average arrears", "Arrears %"])(
  "“%s” is not added up",
  async (column) => {
    const next = numbersFrom(column.length);
    const rows = Array.from({ length: 60 }, (_, at) => `${kinds[at % 5]!},${(9 * next()).toFixed(2)}`);
    const { measures } = await rolesOfText(`kind,${column}`, rows, "accounts");
    expect(measures[0]!.adds).toBe(false);
  },
);

test("a balance of several times has no sum", async () => {
  const rows = Array.from(
    { length: 24 },
    (_, at) => `20${String(22 + Math.floor(at / 12))}-${String(1 + (at % 12)).padStart(2, "0")}-01,${(90 + at) / 7}`,
  );
  const { measures } = await rolesOfText("month,Balance", rows, "account");
  expect(measures[0]!.adds).toBe(false);
});

test.each([
  [0, 0],
  [5, 8],
  [14, 18],
  [25, 25],
])("of two years the later leads, if %i and %i of 60 rows lack it", async (earlier, later) => {
  const rows = Array.from(
    { length: 60 },
    (_, at) => `Place ${at},${at < earlier ? "" : 100 + at},${at < later ? "" : 90 + 2 * at}`,
  );
  const { measures } = await rolesOfText("place,tea_production_2016,tea_production_2017", rows, "tea-2016-2017");
  expect(measures[0]!.column).toBe("tea_production_2017");
});

test.each(["deny", "denied", "released", "refused"])("whether “%s” is asked before the numbers", async (column) => {
  const next = numbersFrom(column.length);
  const answers = Array.from({ length: 200 }, () => (next() < 0.3 ? "yes" : "no"));
  const rows = answers.map(
    (answer, at) => `${kinds[at % 5]!},${answer},${(9 * next()).toFixed(3)},${at % 2 ? "yes" : "no"}`,
  );
  const csv = Buffer.from([`kind,${column},pirat,employed`, ...rows, ""].join("\n"));
  const { title } = await reportOf(await openBytes(csv, "csv", "applications"), { language: "en" });
  expect(title).toContain(`${answers.filter((answer) => answer === "yes").length} of 200`);
});

test("of an election it is asked who won, also beside precincts and shares", async () => {
  const next = numbersFrom(4);
  const rows = Array.from({ length: 80 }, (_, at) => {
    const [one, two] = [900 + Math.floor(900 * next()), 500 + Math.floor(900 * next())];
    return `County ${at},${5 + (at % 7)},${one},${two},${one + two},${(one / 3000).toFixed(5)}`;
  });
  const csv = Buffer.from(["County,TotPrecincts,Ames,Boyd,votes,p", ...rows, ""].join("\n"));
  const { title } = await reportOf(await openBytes(csv, "csv", "election-by-county"), { language: "en" });
  expect(title).toContain("Ames");
});

test.each(["Surname", "First name", "Nachname", "Vorname"])("people of the same “%s” are no group", async (column) => {
  const rows = Array.from(
    { length: 120 },
    (_, at) => `M${1000 + at},${["Reid", "Ellis", "Hunt"][at % 3]!},${kinds[at % 5]!},${(at * 37) % 90}`,
  );
  const { members } = await rolesOfText(`Member no,${column},Squad,Fee due`, rows, "members");
  expect(members.map((member) => member.column)).not.toContain(column);
  expect(members.map((member) => member.column)).toContain("Squad");
});
