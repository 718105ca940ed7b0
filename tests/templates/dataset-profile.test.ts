import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Dataset } from "../../functions/core/report/dataset/dataset.ts";
import { defaultLimits } from "../../functions/core/report/generate-report.ts";
import type { Row, Tables } from "../../functions/core/report/query/table.ts";
import { datasetOf, run } from "../core/report/query/query-bench.ts";

const folder = join(import.meta.dirname, "../../templates/dataset-profile");
const queries = Object.fromEntries(
  readdirSync(join(folder, "queries")).map((file) => [
    file.replace(".sql", ""),
    readFileSync(join(folder, "queries", file), "utf8"),
  ]),
);
const sample = (file: string) =>
  readFileSync(join(import.meta.dirname, "../../node_modules/vega-datasets/data", file), "utf8");
/** Returns the results of the named queries and of those that they read; by default of all. */
const profile = async (
  dataset: Dataset,
  language = "en",
  names: readonly string[] = Object.keys(queries),
): Promise<Tables> =>
  (await run(withRead(names), [dataset], { title: "", language, report_date: "2024-06-30" })).tables;

function withRead(names: readonly string[]): Readonly<Record<string, string>> {
  const needed = new Set(names);
  // The loop also walks over what it adds.
  for (const name of needed)
    for (const other of Object.keys(queries))
      if (new RegExp(`\\b(?:from|join)\\s+${other}\\b`, "i").test(queries[name]!)) needed.add(other);
  return Object.fromEntries([...needed].map((name) => [name, queries[name]!]));
}
const rows = (tables: Tables, name: string): readonly Row[] => tables.get(name)!.rows;
const column = (tables: Tables, name: string, field: string) => rows(tables, name).map((row) => row[field]);

test("penguins: gaps, roles, common values, the one odd value", async () => {
  const tables = await profile(await datasetOf("data", sample("penguins.json"), "json"), "en", [
    "overview",
    "facts",
    "columns",
    "tops",
    "suspects",
    "pairs",
  ]);
  expect(rows(tables, "overview")[0]).toMatchObject({
    total: 344,
    columns: 7,
    cells: 2408,
    gaps: 18,
    filled_pct: 99.3,
    filled_decimals: 1,
    most_gaps_name: "Sex",
    flagged: 11,
    duplicates: 0,
  });
  expect(column(tables, "facts", "role")).toEqual([
    "category",
    "category",
    "number",
    "number",
    "number",
    "number",
    "category",
  ]);
  // Three values stand in the table of columns and in no chart.
  expect(rows(tables, "tops")).toEqual([]);
  expect(column(tables, "columns", "holds").slice(0, 3)).toEqual([
    "Adelie (152), Gentoo (124), Chinstrap (68)",
    "Biscoe (168), Dream (124), Torgersen (52)",
    "32.1 to 59.6, median 44.5",
  ]);
  // Gaps in the same columns make one line.
  expect(rows(tables, "suspects")).toEqual([
    {
      rule: "gap",
      reason: "Missing: 18 cells",
      row: 4,
      names: "Beak Length (mm), Beak Depth (mm), Flipper Length (mm), Body Mass (g), Sex",
      value: "also row 340",
      cut: false,
    },
    {
      rule: "gap",
      reason: "Missing: 18 cells",
      row: 9,
      names: "Sex",
      value: "also rows 10, 11, 12, 48, 247, 287, 325",
      cut: false,
    },
    { rule: "sign", reason: "Signs only: 1 cell", row: 337, names: "Sex", value: "“.”", cut: false },
  ]);
  expect(rows(tables, "pairs")[0]).toMatchObject({
    left_name: "Flipper Length (mm)",
    right_name: "Body Mass (g)",
    r: 0.871201767306,
  });
});

test("every value of a column of numbers falls into one bin of its histogram", async () => {
  const tables = await profile(await datasetOf("data", sample("seattle-weather.csv")), "en", ["bins", "facts"]);
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
  const tables = await profile(await datasetOf("data", sample("seattle-weather.csv")), "en", [
    "periods",
    "dated",
    "trends",
    "spread",
    "suspects",
  ]);
  expect(rows(tables, "periods")).toMatchObject([
    { name: "date", unit: "month", first_date: "2012-01-01", last_date: "2015-12-31" },
  ]);
  expect(rows(tables, "dated")).toHaveLength(48);
  expect(
    rows(tables, "trends").find(({ name, period }) => name === "temp_max" && period === "2012-01-01")?.["mean"],
  ).toBeCloseTo(7.0548, 3);
  expect(rows(tables, "spread").filter(({ tail }) => tail !== null)).toMatchObject([
    {
      name: "precipitation",
      tail: "high",
      most: true,
      low: "0.0",
      median: "0.0",
      q3: "2.8",
      high: "55.9",
      mean: "3.0",
    },
  ]);
  expect(rows(tables, "suspects")).toEqual([
    { rule: "outlier", reason: "Far out: 1 cell", row: 352, names: "wind", value: "9.5", cut: false },
  ]);
});

test("codes are not numbers, and unique texts no categories", async () => {
  const text = `code,name\n${Array.from({ length: 12 }, (_, index) => `${110000 + index * 10000},省${index}`).join("\n")}\n`;
  const tables = await profile(await datasetOf("data", text), "zh", ["facts", "columns", "bins", "overview"]);
  expect(column(tables, "facts", "role")).toEqual(["code", "unique"]);
  expect(column(tables, "columns", "kind")).toEqual(["编码", "文本"]);
  expect(rows(tables, "bins")).toEqual([]);
  expect(rows(tables, "overview")[0]).toMatchObject({
    numbers: 0,
    codes: 1,
    code_names: "code",
    unique_names: "name",
    flagged: 0,
  });
});

test("every rule finds its cases", async () => {
  const clean = Array.from(
    { length: 40 },
    (_, index) => `${index % 8},${index % 2 === 0 ? "North" : "South"},t${index}`,
  );
  const text = [
    "n,region,note",
    ...clean,
    "900,North,a",
    "3,north,b",
    "3,South ,c",
    "3,--,d",
    ",South,e",
    "1,South,f",
    "1,South,f",
  ].join("\n");
  const tables = await profile(await datasetOf("data", text), "en", ["suspects", "overview"]);
  expect(rows(tables, "suspects").map(({ row, names, reason, value }) => [row, names, reason, value])).toEqual([
    [41, "n", "Far out: 1 cell", "900"],
    [45, "n", "Missing: 1 cell", null],
    [44, "region", "Signs only: 1 cell", "“--”"],
    [42, "region", "Case or spaces differ: 2 cells", "north"],
    [43, "region", "Case or spaces differ: 2 cells", "South "],
    [43, "region", "Spaces around it: 1 cell", "“South ”"],
    [47, "the whole row", "Repeated rows: 1 row", "repeats row 46"],
  ]);
  expect(rows(tables, "overview")[0]).toMatchObject({ flagged: 6, duplicates: 1 });
});

/** Stores texts that stay texts; from a CSV file, some would be read as numbers. */
const textsOf = (values: readonly string[]) =>
  datasetOf("data", JSON.stringify(values.map((v, index) => ({ v, w: `x${index}` }))), "json");
const column1 = async (values: readonly string[], language = "en") =>
  rows(await profile(await textsOf(values), language, ["written"]), "written");
const many = (count: number, value: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => value(index));

/** One dataset whose columns are the cases, so that its queries run once. */
const written = new Map<string, Promise<readonly Row[]>>();
function writtenOf(
  cases: readonly (readonly [string, readonly string[], ...unknown[]])[],
  wanted: string,
): Promise<Row | undefined> {
  const key = cases.map(([name]) => name).join();
  const longest = Math.max(...cases.map(([, values]) => values.length));
  const text = JSON.stringify(
    Array.from({ length: longest }, (_, index) =>
      Object.fromEntries([...cases.map(([name, values]) => [name, values[index] ?? null]), ["other", `x${index}`]]),
    ),
  );
  const found =
    written.get(key) ??
    datasetOf("data", text, "json")
      .then((dataset) => profile(dataset, "en", ["written"]))
      .then((tables) => rows(tables, "written"));
  written.set(key, found);
  return found.then((all) => all.find(({ name }) => name === wanted));
}

const notations: [string, string[], string, string][] = [
  ["a thousands separator", many(10, (i) => `${i + 1},137`), "thousands separator", "1,137"],
  ["a thin space between thousands", many(10, (i) => `${i + 1}\u2009137`), "thousands separator", "1\u2009137"],
  [
    "points between thousands and a decimal comma",
    many(10, (i) => `${i + 1}.137,50`),
    "thousands separator",
    "1.137,50",
  ],
  ["a currency sign", many(10, (i) => `$${i + 1}.50`), "currency sign", "$1.50"],
  ["a currency code behind", many(10, (i) => `${i + 1} CHF`), "currency sign", "1 CHF"],
  ["a percent sign", many(10, (i) => `${i + 71}%`), "percent sign", "71%"],
  ["brackets for a negative", many(10, (i) => `(${i + 450}.00)`), "brackets for a negative", "(450.00)"],
  ["a decimal comma", many(10, (i) => `${i + 1},5`), "decimal comma", "1,5"],
];

test.each(notations)("numbers with %s are seen in a column of text", async (name, _, way, example) => {
  expect(await writtenOf(notations, name)).toMatchObject({
    name,
    reading: "number",
    filled: 10,
    readable: 10,
    marked: 0,
    others: 0,
    first_way: way,
    example,
  });
});

test("dates in several formats are counted by format, each with its first value", async () => {
  const values = [
    "2024-01-05",
    "2024-01-06",
    "2024-01-07",
    "3/04/2024",
    "4/04/2024",
    "Mar 5, 2024",
    "6 March 2024",
    "7.3.2024",
    "2024年3月8日",
    "2024/3/9",
    "soon",
  ];
  const [found] = await column1(values);
  expect(found).toMatchObject({ reading: "date", filled: 11, readable: 10, others: 1, ways: 7 });
  expect(found?.["written"]).toBe(
    "2024-01-05 (3); 3/04/2024 (2); Mar 5, 2024 (1); 6 March 2024 (1); 7.3.2024 (1); 2024年3月8日 (1); 2024/3/9 (1)",
  );
});

test("marks of a missing value are distinguished from other texts, and both are rows to check", async () => {
  const values = [...many(20, (i) => `${i + 1},000`), "n/a", "–", "-", "N/A", "12b"];
  expect(await column1(values)).toMatchObject([
    { filled: 25, readable: 20, marked: 4, others: 1, marks_seen: "n/a (1); – (1); - (1); N/A (1)", share: "20 of 25" },
  ]);
  const tables = await profile(
    await datasetOf("data", `v,w\n${values.map((value, index) => `"${value}",x${index}`).join("\n")}\n`),
    "en",
    ["suspects"],
  );
  expect(
    rows(tables, "suspects")
      .filter(({ rule }) => rule !== "variant")
      .map(({ row, reason }) => [row, reason]),
  ).toEqual([
    [21, "Stands for a missing value: 4 cells"],
    [22, "Stands for a missing value: 4 cells"],
    [23, "Stands for a missing value: 4 cells"],
    [24, "Stands for a missing value: 4 cells"],
    [25, "Unlike the rest of its column: 1 cell"],
  ]);
});

// In the server suites and CI.
test("tens of thousands of different texts are reported within the time of a query", async () => {
  const text = `paid,name\n${many(30_000, (i) => `"${1 + (i % 9)},${100 + (i % 900)}.${10 + (i % 89)}",person ${i}`).join("\n")}\n"soon",x\n`;
  const begun = process.cpuUsage();
  const tables = await profile(await datasetOf("data", text), "en", ["written", "suspects"]);
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1000).toBeLessThan(defaultLimits.queryMs);
  expect(rows(tables, "written")).toMatchObject([
    { name: "paid", filled: 30_001, readable: 30_000, others: 1, share: "30,000 of 30,001" },
  ]);
  expect(rows(tables, "suspects").filter(({ rule }) => rule === "unlike")).toEqual([
    {
      rule: "unlike",
      reason: "Unlike the rest of its column: 1 cell",
      row: 30_001,
      names: "paid",
      value: "soon",
      cut: false,
    },
  ]);
});

const neither: [string, string[]][] = [
  ["codes with leading zeros", many(10, (i) => `0${1000 + i}`)],
  ["a third of other texts", many(12, (i) => (i % 3 === 0 ? `A${i}` : `${i},000`))],
  ["phone numbers", many(10, (i) => `030-12${i}45`)],
  ["versions", many(10, (i) => `1.${i}.3`)],
  ["only marks of a missing value", many(10, () => "n/a")],
];

test.each(neither)("%s are not taken for numbers or dates", async (name) => {
  expect(await writtenOf([...neither, notations[0]!], notations[0]![0])).toBeDefined();
  expect(await writtenOf([...neither, notations[0]!], name)).toBeUndefined();
});

test("a sole leader is distinguished from a tie", async () => {
  const text = [
    "a,b,c,d,shop",
    ...many(20, (i) => `${i},${2 * i},${i % 4 === 0 ? "" : i % 7},${i % 4 === 0 ? "" : i % 5},${["N", "S"][i % 2]}`),
  ].join("\n");
  const tables = await profile(await datasetOf("data", text), "en", ["overview", "pairs", "twins", "tops", "columns"]);
  expect(rows(tables, "overview")[0]).toMatchObject({ gap_leaders: 2 });
  // Columns that rise and fall as one are named in words, too: their bars would all be as long.
  expect(column(tables, "pairs", "left_name")).not.toContain("a");
  expect(rows(tables, "twins")).toEqual([{ position: 1, name: "a", columns: 1, names: "b" }]);
  // Values that are equally common are described in words, not drawn.
  expect(rows(tables, "tops")).toEqual([]);
  expect(column(tables, "columns", "holds").at(-1)).toBe("N, S, 10 each");
  const three = ["a,b,c", ...many(20, (i) => `${i},${2 * i},${3 * i}`)].join("\n");
  const same = await profile(await datasetOf("data", three), "en", ["pairs", "twins"]);
  expect(rows(same, "pairs")).toEqual([]);
  expect(column(same, "twins", "names")).toEqual(["b and c"]);
  const opposite = ["a,b,c", ...many(20, (i) => `${i},${-i},${(i * 7) % 20}`)].join("\n");
  expect(rows(await profile(await datasetOf("data", opposite), "en", ["pairs"]), "pairs")[0]).toMatchObject({ r: -1 });
});

test("long values that begin alike keep different labels, and empty lists do not count as signs", async () => {
  const text = JSON.stringify(
    many(30, (i) => `${i}`).map((_, i) => ({
      id: i % 5,
      lines: i % 2 === 0 ? [] : [{ sku: "S0", quantity: 0, price: 1000 + (i % 3), unit: "piece" }],
    })),
  );
  const tables = await profile(await datasetOf("data", text, "json"), "en", ["tops", "suspects"]);
  const labels = rows(tables, "tops")
    .filter(({ name }) => name === "lines")
    .map(({ label }) => String(label));
  expect(labels).toHaveLength(4);
  expect(new Set(labels).size).toBe(4);
  expect(rows(tables, "suspects").filter(({ rule }) => rule === "sign")).toEqual([]);
});

test("numbers have four digits, the unit of their size, and no comma below ten thousand", async () => {
  const text = [
    "gdp,season,rate,tiny,note",
    ...many(
      30,
      (i) => `${(1 + i) * 3.22617e8},${2000 + (i % 20)},${(i + 1) / 400},${(i + 1) * 2.5e-9},${"x".repeat(41 + i)}`,
    ),
  ].join("\n");
  const tables = await profile(await datasetOf("data", text), "en", ["columns", "bins", "spread"]);
  expect(column(tables, "columns", "holds")).toEqual([
    "0.323 to 9.679 billion, median 5.001 billion",
    "2000 to 2019, median 2007",
    "0.0025 to 0.0750, median 0.0388",
    "2.5 × 10⁻⁹ to 7.5 × 10⁻⁸, median 3.875 × 10⁻⁸",
    `${"x".repeat(30)}… (41 to 70 characters)`,
  ]);
  expect([...new Set(column(tables, "bins", "name"))]).toEqual(["gdp (billions)", "season", "rate", "tiny"]);
  const chinese = await profile(await datasetOf("data", text), "zh", ["columns", "bins"]);
  expect(column(chinese, "columns", "holds")[0]).toBe("3.23至96.79亿，中位数50.01亿");
  expect(column(chinese, "bins", "name")[0]).toBe("gdp（亿）");
  expect(
    JSON.stringify(
      [...tables.values()].map(({ rows: found }) =>
        found.map(({ holds, low, label, value }) => [holds, label, value, typeof low === "string" ? low : ""]),
      ),
    ),
  ).not.toMatch(/\de[+-]?\d/);
});

test("dates that all are the first of a year stand for years", async () => {
  const tables = await profile(
    await datasetOf("data", `day,v\n${many(12, (i) => `${2001 + i}-01-01,${i}`).join("\n")}\n`),
    "en",
    ["periods", "pace", "course"],
  );
  expect(rows(tables, "periods")).toMatchObject([{ name: "day", unit: "year", shown_as: "year" }]);
  expect(rows(tables, "pace")).toMatchObject([{ fewest: 1, most: 1, periods: 12, empty_periods: 0, step: 1 }]);
  expect(rows(tables, "course")[0]?.["direction"]).toBeCloseTo(1, 4);
});

test("years that stand five apart have no gaps between, and a missing one is one; a mean that never changes is not drawn", async () => {
  const text = `year,v,same\n${[1990, 1995, 2005, 2010, 2015].map((year, i) => `${year},${i},3\n${year},${i},5`).join("\n")}\n`;
  const tables = await profile(await datasetOf("data", text), "en", ["trends", "pace"]);
  expect(rows(tables, "pace")).toMatchObject([{ fewest: 0, most: 2, periods: 6, empty_periods: 1, step: 5 }]);
  expect([...new Set(column(tables, "trends", "name"))]).toEqual(["v"]);
});

test("years are a time axis with breaks", async () => {
  const tables = await profile(await datasetOf("data", "year,value\n2018,1\n2019,2\n2021,4\n"), "en", [
    "trends",
    "pace",
  ]);
  expect(rows(tables, "trends").map(({ period, mean }) => [period, mean])).toEqual([
    ["2018-01-01", 1],
    ["2019-01-01", 2],
    ["2020-01-01", null],
    ["2021-01-01", 4],
  ]);
  expect(rows(tables, "pace")).toMatchObject([{ fewest: 0, most: 1, periods: 4, empty_periods: 1, step: 1 }]);
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

/** Members by years, with the sum of all as one more member; numbers from a fixed seed. */
function panelCsv(seed: number, members: readonly string[], total: string | undefined, shuffled: boolean): string {
  let state = seed;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const lines: string[] = [];
  for (let year = 2010; year < 2018; year++) {
    const values = members.map(() => Math.round(10 ** (1 + random() * 3)));
    members.forEach((member, i) => lines.push(`${member},${year},${values[i]},${(random() * 10).toFixed(2)}`));
    if (total !== undefined) lines.push(`${total},${year},${values.reduce((sum, value) => sum + value, 0)},5.5`);
  }
  const rest = shuffled
    ? lines.toSorted((a, b) => ((a.length * 7 + a.charCodeAt(1)) % 13) - ((b.length * 7 + b.charCodeAt(1)) % 13))
    : lines;
  return ["unit,year,output,rate", ...rest].join("\n");
}

const units = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel"];

test.each([1, 2, 3, 4, 5, 6])(
  "panels and their totals are found, whatever the total is called: seed %i",
  async (seed) => {
    const total = ["The wood", "Everything", "Ash and others"][seed % 3]!;
    const names = ["panel", "wholes", "aggregates", "whole_rows", "flags", "trends"];
    const tables = await profile(await datasetOf("data", panelCsv(seed, units, total, seed % 2 === 0)), "en", names);
    expect(rows(tables, "panel")).toMatchObject([
      { member: "unit", other: null, period: "year", members: 7, periods: 8, filled_pct: 100 },
    ]);
    expect(rows(tables, "wholes")).toMatchObject([{ text: total, times: 8, adds_up: true }]);
    expect(rows(tables, "aggregates")).toMatchObject([
      { name: "unit", names: total, values_there_are: 1, left_out: true },
    ]);
    expect(rows(tables, "whole_rows")).toHaveLength(8);
    const without = await profile(
      await datasetOf("data", panelCsv(seed, units, undefined, seed % 2 === 0)),
      "en",
      names,
    );
    expect([...rows(without, "wholes"), ...rows(without, "aggregates"), ...rows(without, "whole_rows")]).toEqual([]);
    // The means over time are those of the parts alone, and no total is an outlier.
    expect(column(tables, "trends", "mean")).toEqual(column(without, "trends", "mean"));
    const totals = new Set(rows(tables, "whole_rows").map(({ row }) => row));
    expect(rows(tables, "flags").filter(({ rule, row }) => rule === "outlier" && totals.has(row as number))).toEqual(
      [],
    );
  },
);

const rates = (names: readonly string[]): string =>
  [
    "Entity,Year,Rate",
    ...names.flatMap((name, i) => [2019, 2020, 2021].map((year) => `${name},${year},${(((i + 2) * year) % 17) + 0.5}`)),
  ].join("\n");

const groupsAmong = async (names: readonly string[]): Promise<unknown[]> =>
  column(await profile(await datasetOf("data", rates(names)), "en", ["wholes"]), "wholes", "text");

test("groups of countries are known by their names beside countries, and are no groups among themselves", async () => {
  const countries = ["Kenya", "Peru", "Chile", "Japan", "Ghana", "Norway", "Spain"];
  const groups = ["World", "European Union (27)", "High income"];
  expect(await groupsAmong([...countries, ...groups])).toEqual(groups);
  expect(await groupsAmong(countries)).toEqual([]);
  // Kinds of economies and continents compared with each other are members, not groups.
  expect(await groupsAmong(["Advanced economies", "Emerging markets", "Low-income developing countries"])).toEqual([]);
  expect(await groupsAmong(["Africa", "Asia", "Europe", "Oceania"])).toEqual([]);
  // What is certain stays though too many others may be groups.
  expect(await groupsAmong(["World", "Africa", "Asia", "Europe", "Oceania"])).toEqual(["World"]);
  const spelled = ["Africa Eastern and Southern", " OECD ", "G-20", "Totals*", "EU-27 (2020)"];
  expect(await groupsAmong([...countries, "Italy", "Malta", "India", "Togo", ...spelled])).toEqual(spelled);
});

test.each(["EU", "European Union", "Euro area", "OECD members", "G7", "High income"])(
  "beside countries %s counts neither in means nor among what lies far out",
  async (group) => {
    const countries = ["Kenya", "Peru", "Chile", "Japan", "Ghana", "Norway", "Spain"];
    const names = ["wholes", "trends", "whole_rows", "aggregates", "fences"];
    const [with_, without] = await Promise.all(
      [[...countries, group], countries].map(
        async (members) => await profile(await datasetOf("data", rates(members)), "en", names),
      ),
    );
    expect(rows(with_!, "wholes")).toMatchObject([{ text: group, certain: true, grouped: true }]);
    expect(rows(with_!, "whole_rows")).toHaveLength(3);
    expect(rows(with_!, "aggregates")).toMatchObject([{ names: group, certain: true, grouped: true, left_out: true }]);
    for (const name of ["trends", "fences"]) expect(rows(with_!, name)).toEqual(rows(without!, name));
  },
);

test("regions and products of a firm are no totals by their names alone", async () => {
  const names = ["North America", "Europe", "Asia", "Africa", "South Asia", "Total Care Plan", "Sum"];
  expect(await groupsAmong([...names, ...many(20, (i) => `Shop ${i}`)])).toEqual([]);
});

test("values that are too many to be listed as far out are counted as a tail", async () => {
  const values = many(60, (i) => `${i < 50 ? 10 + (i % 9) : 9000 + 50 * i},${i}`);
  const tables = await profile(await datasetOf("data", `v,w\n${values.join("\n")}\n`), "en", ["overview", "flags"]);
  expect(rows(tables, "flags")).toEqual([]);
  expect(rows(tables, "overview")).toMatchObject([{ flagged: 0, far_in_tails: 10 }]);
});

test("what lies far out is measured by the parts, without their totals", async () => {
  // With ten totals of 30 values, the third quartile would be theirs.
  const cells = Array.from({ length: 10 }, (_, i) => [
    `a,${i},${10 + (i % 4)}`,
    `b,${i},${i === 3 ? 60 : 12}`,
    `Total,${i},900`,
  ]).flat();
  const text = `unit,year,v\n${cells.join("\n")}\nc,1,13\nd,2,14\n`;
  const tables = await profile(await datasetOf("data", text), "en", ["whole_rows", "flags"]);
  expect(rows(tables, "whole_rows")).toHaveLength(10);
  expect(rows(tables, "flags").filter(({ rule }) => rule === "outlier")).toMatchObject([{ row: 11, text: "60" }]);
});

test("only the rows of certain totals are left out; what may be a group keeps its rows", async () => {
  const countries = ["Kenya", "Peru", "Chile", "Japan", "Ghana", "Norway", "Spain"];
  const tables = await profile(await datasetOf("data", rates([...countries, "World", "South Asia"])), "en", [
    "whole_rows",
    "aggregates",
  ]);
  expect(column(tables, "whole_rows", "row")).toEqual([22, 23, 24]);
  expect(rows(tables, "aggregates")).toMatchObject([
    { name: "Entity", names: "World", certain: true },
    { name: "Entity", names: "South Asia", certain: false },
  ]);
});

test.each([
  [
    "two columns name the members",
    "region,product,month,sales\nN,a,2024-01-01,1\nN,b,2024-01-01,2\nS,a,2024-01-01,3\nN,a,2024-02-01,4\nN,b,2024-02-01,5\nS,a,2024-02-01,6",
    [{ member: "region", other: "product", period: "month", filled_pct: 100 }],
  ],
  [
    "a combination lacks its row",
    "region,year,sales\nN,2020,1\nS,2020,2\nN,2021,3\nS,2021,4\nN,2022,5",
    [{ member: "region", period: "year", filled_pct: 83.3 }],
  ],
  ["a key repeats", "region,year,sales\nN,2020,1\nN,2020,2\nS,2020,3\nN,2021,3\nS,2021,4", []],
  ["a member is missing", "region,year,sales\nN,2020,1\nS,2020,2\n,2021,3\nS,2021,4\nN,2022,5", []],
  [
    "the member stands behind many columns of other texts",
    [
      `${many(9, (i) => `note${i}`).join(",")},unit,year`,
      ...many(200, (i) => `${many(9, (c) => `n${c} ${i % 100}`).join(",")},u${i % 20},${2000 + Math.floor(i / 20)}`),
    ].join("\n"),
    [{ member: "unit", other: null, period: "year", filled_pct: 100 }],
  ],
  ["there is one row a period", "year,sales\n2020,1\n2021,2\n2022,3", []],
])("a panel where %s", async (_what, csv, panel) => {
  const tables = await profile(await datasetOf("data", csv), "en", ["panel"]);
  expect(rows(tables, "panel")).toHaveLength(panel.length);
  expect(rows(tables, "panel")).toMatchObject(panel);
});
