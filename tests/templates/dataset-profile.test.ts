import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Dataset } from "../../functions/core/dataset/dataset.ts";
import type { Row, Tables } from "../../functions/core/query/table.ts";
import { datasetOf, run } from "../core/query/query-bench.ts";

const folder = join(import.meta.dirname, "../../templates/dataset-profile");
const queries = Object.fromEntries(readdirSync(join(folder, "queries")).map((file) => [file.replace(".sql", ""), readFileSync(join(folder, "queries", file), "utf8")]));
const sample = (file: string) => readFileSync(join(import.meta.dirname, "../../node_modules/vega-datasets/data", file), "utf8");
const profile = async (dataset: Dataset, language = "en"): Promise<Tables> => (await run(queries, [dataset], { title: "", language, report_date: "2024-06-30" })).tables;
const rows = (tables: Tables, name: string): readonly Row[] => tables.get(name)!.rows;
const column = (tables: Tables, name: string, field: string) => rows(tables, name).map((row) => row[field]);

test("penguins: gaps, roles, common values, the one odd value", async () => {
  const tables = await profile(await datasetOf("data", sample("penguins.json"), "json"));
  expect(rows(tables, "overview")[0]).toMatchObject({ total: 344, columns: 7, cells: 2408, gaps: 18, filled_pct: 99.2, most_gaps_name: "Sex", flagged: 11, duplicates: 0 });
  expect(column(tables, "facts", "role")).toEqual(["category", "category", "number", "number", "number", "number", "category"]);
  expect(rows(tables, "tops").slice(0, 3).map(({ label, times }) => [label, times])).toEqual([
    ["Adelie", 152],
    ["Gentoo", 124],
    ["Chinstrap", 68],
  ]);
  expect(rows(tables, "suspects")).toContainEqual({ row: 337, names: "Sex", value: ".", reason: "Only signs" });
  expect(rows(tables, "pairs")[0]).toMatchObject({ left_name: "Flipper Length (mm)", right_name: "Body Mass (g)", r: 0.871201767306 });
});

test("every value of a column of numbers falls into one bin of its histogram", async () => {
  const tables = await profile(await datasetOf("data", sample("seattle-weather.csv")));
  for (const name of ["precipitation", "temp_max", "temp_min", "wind"]) {
    const bins = rows(tables, "bins").filter((row) => row["name"] === name);
    const { low, high } = rows(tables, "facts").find((row) => row["name"] === name) as { low: number; high: number };
    expect(bins.reduce((sum, { times }) => sum + Number(times), 0)).toBe(1461);
    expect(bins.length).toBeLessThanOrEqual(17);
    expect(Number(bins[0]!["low"])).toBeLessThanOrEqual(low);
    expect(Number(bins.at(-1)!["high"])).toBeGreaterThanOrEqual(high);
  }
});

test("weather: months, and a long tail that is named instead of flagged", async () => {
  const tables = await profile(await datasetOf("data", sample("seattle-weather.csv")));
  expect(rows(tables, "periods")).toMatchObject([{ name: "date", unit: "month", first_date: "2012-01-01", last_date: "2015-12-31" }]);
  expect(rows(tables, "dated")).toHaveLength(48);
  expect(rows(tables, "trends").find(({ name, period }) => name === "temp_max" && period === "2012-01-01")?.["mean"]).toBeCloseTo(7.0548, 3);
  expect(rows(tables, "skewed")).toEqual([{ names: "precipitation", columns: 1 }]);
  expect(rows(tables, "suspects")).toEqual([{ row: 352, names: "wind", value: "9.5", reason: "Far out" }]);
});

test("codes are not numbers, and unique texts no categories", async () => {
  const text = `code,name\n${Array.from({ length: 12 }, (_, index) => `${110000 + index * 10000},省${index}`).join("\n")}\n`;
  const tables = await profile(await datasetOf("data", text), "zh");
  expect(column(tables, "facts", "role")).toEqual(["code", "unique"]);
  expect(column(tables, "columns", "kind")).toEqual(["编码", "文本"]);
  expect(rows(tables, "bins")).toEqual([]);
  expect(rows(tables, "overview")[0]).toMatchObject({ numbers: 0, codes: 1, code_names: "code", unique_names: "name", flagged: 0 });
});

test("every rule finds what it is for", async () => {
  const clean = Array.from({ length: 40 }, (_, index) => `${index % 8},${index % 2 === 0 ? "North" : "South"},t${index}`);
  const text = ["n,region,note", ...clean, "900,North,a", "3,north,b", "3,South ,c", "3,--,d", ",South,e", "1,South,f", "1,South,f"].join("\n");
  const tables = await profile(await datasetOf("data", text));
  expect(rows(tables, "suspects").map(({ row, names, reason }) => [row, names, reason])).toEqual([
    [41, "n", "Far out"],
    [42, "region", "Case or spaces differ"],
    [43, "region", "Case or spaces differ"],
    [43, "region", "Spaces around it"],
    [44, "region", "Only signs"],
    [45, "n", "Missing"],
    [47, "", "Repeats row 46"],
  ].map(([row, names, reason]) => [row, names === "" ? null : names, reason]));
  expect(rows(tables, "overview")[0]).toMatchObject({ flagged: 6, duplicates: 1 });
});

test("years are a time axis with breaks", async () => {
  const tables = await profile(await datasetOf("data", "year,value\n2018,1\n2019,2\n2021,4\n"));
  expect(rows(tables, "trends").map(({ period, mean }) => [period, mean])).toEqual([
    ["2018-01-01", 1],
    ["2019-01-01", 2],
    ["2020-01-01", null],
    ["2021-01-01", 4],
  ]);
  expect(rows(tables, "pace")).toEqual([{ fewest: 0, most: 1, periods: 4, empty_periods: 1 }]);
});

test.each([
  ["no rows", "a,b\n"],
  ["one cell", "a\n1\n"],
  ["an empty column", "a,b\n1,\n2,\n"],
  ["one value only", "a,b\nx,5\nx,5\n"],
  ["odd names", '"a.b","c\'d","e""f","g[0]"\n1,2,3,4\n2,3,4,5\n'],
  ["yes or no", "a\ntrue\nfalse\n"],
  ["infinitely small and large", "a\n1e-300\n1e300\n-5\n"],
])("a dataset of %s is profiled", async (_, text) => {
  const tables = await profile(await datasetOf("data", text));
  expect(rows(tables, "overview")).toHaveLength(1);
  expect(rows(tables, "columns").length).toBeGreaterThan(0);
});
