import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formatsOf } from "../../functions/core/report/compose/formats/formats.ts";
import { localeFor } from "../../functions/core/report/locale/locale-for.ts";
import type { Row, Tables } from "../../functions/core/report/query/table.ts";
import { renderOnce } from "../../functions/local/render-once.ts";
import { datasetOf, run } from "../core/report/query/query-bench.ts";
import { readPdf } from "../core/report/pdf/read-pdf.ts";

const folder = join(import.meta.dirname, "../../templates/country-profile");
const text = (file: string): string => readFileSync(join(folder, file), "utf8");
const queries = Object.fromEntries(
  readdirSync(join(folder, "queries")).map((file) => [file.replace(".sql", ""), text(`queries/${file}`)]),
);
const scratch = mkdtempSync(join(tmpdir(), "country-profile-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const sample = text("data/indicator.csv");

async function profile(country: string, indicator = sample, language = "en", decimals = 2): Promise<Tables> {
  const datasets = [await datasetOf("indicator", indicator), await datasetOf("countries", text("data/countries.csv"))];
  return (await run(queries, datasets, { country, language, decimals })).tables;
}

const rows = (tables: Tables, name: string): readonly Row[] => tables.get(name)!.rows;

async function pagesOf(parameters: Readonly<Record<string, string>>, indicator?: string) {
  const path = join(scratch, "indicator.csv");
  if (indicator !== undefined) writeFileSync(path, indicator);
  const { report } = await renderOnce({
    name: "country-profile",
    folder,
    parameters,
    datasets: indicator === undefined ? {} : { indicator: path },
  });
  const { pages } = await readPdf(report.pdf);
  return {
    warnings: report.warnings,
    pages: pages.map(({ sequences }) =>
      sequences
        .map((sequence) => sequence.text)
        .join(" ")
        .replaceAll(/\s+/g, " "),
    ),
  };
}

/** Returns the sample's values by code and year. */
const values = new Map(
  sample
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => [line.split(",")[0]! + line.match(/,(\d{4}),/)![1]!, Number(line.split(",").at(-1))]),
);

test("the chosen country has the values of the data, and its rank among those that have one", async () => {
  const tables = await profile("KOR");
  const latest = values.get("KOR2022")!;
  expect(rows(tables, "chosen")[0]).toMatchObject({
    name: "South Korea",
    year: 2022,
    value: latest,
    first_year: 2010,
    first_value: values.get("KOR2010"),
    rank: 2,
    countries: 13,
    leader: "Israel",
    leader_value: values.get("ISR2022"),
    unmapped: "Singapore",
  });
  expect(rows(tables, "chosen")[0]!["change"]).toBeCloseTo(5.21 - 3.32, 10);
  expect(rows(tables, "ranked").map(({ code }) => code)).toEqual([
    "ISR",
    "KOR",
    "USA",
    "SWE",
    "JPN",
    "DEU",
    "FIN",
    "GBR",
    "CHN",
    "FRA",
    "SGP",
    "ITA",
    "IND",
  ]);
});

test("each country has its latest year, and a gap at the end does not count as zero", async () => {
  const tables = await profile("KOR");
  expect(
    rows(tables, "ranked")
      .filter(({ year }) => year !== 2022)
      .map(({ code, year }) => [code, year]),
  ).toEqual([
    ["GBR", 2021],
    ["SGP", 2020],
    ["IND", 2020],
  ]);
  expect(
    rows(tables, "trend")
      .filter(({ code }) => code === "IND")
      .at(-1),
  ).toMatchObject({ year: 2020, last: true });
});

test.each([0, 1, 2, 3, 6])(
  "with %i decimals, every printed change is the difference of the printed values",
  async (decimals) => {
    const { number } = formatsOf(localeFor("en"));
    const printed = (value: unknown): number =>
      Number(
        number(value as number, decimals)!
          .replace("−", "-")
          .replace(",", ""),
      );
    // Halves of the last digit, and values that no binary number holds.
    const ties = Array.from({ length: 40 }, (_, index) => {
      const code = [...new Set([...values.keys()].map((key) => key.slice(0, 3)))][index % 13]!;
      return `${code},x,${1990 + Math.floor(index / 13)},${(index * 7.125 + 0.005 * index - 60).toFixed(4)}`;
    });
    for (const data of [sample, `${sample}${ties.join("\n")}\n`]) {
      const ranked = rows(await profile("KOR", data, "en", decimals), "ranked");
      expect(ranked).toHaveLength(13);
      const wrong = ranked.filter(
        ({ value, first_value: first, change }) =>
          Math.abs(printed(value) - printed(first) - printed(change)) > 10 ** -decimals / 1000,
      );
      expect(wrong).toEqual([]);
    }
  },
);

test("aggregates are no countries, and figures too old are left out", async () => {
  const more = `${sample}WLD,World,2022,2.6\nEUU,European Union,2022,2.2\nNOR,Norway,2015,1.9\nDNK,Denmark,2019,2.9\n`;
  const codes = rows(await profile("KOR", more), "ranked").map(({ code }) => code);
  expect(codes).toHaveLength(14);
  expect(codes).toContain("DNK");
});

test("the neighbours are the twelve nearest in rank, at the edge too", async () => {
  const many = `code,country,year,value\n${["AGO", "ALB", "ARG", "AUS", "AUT", "BEL", "BGR", "BOL", "BRA", "CAN", "CHE", "CHL", "CHN", "COL", "CZE", "DEU", "DNK", "ESP", "EST", "FIN"].map((code, index) => `${code},x,2020,${100 - index}`).join("\n")}\n`;
  expect(rows(await profile("AGO", many), "peers").map(({ rank }) => rank)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
  ]);
  expect(rows(await profile("BGR", many), "peers").map(({ rank }) => rank)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
  ]);
  expect(rows(await profile("CHN", many), "peers").map(({ rank }) => rank)).toEqual([
    7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
  ]);
  const panels = rows(await profile("CHN", many), "panels");
  expect(new Set(panels.map(({ panel }) => panel)).size).toBe(12);
});

test("the map has a number for every country that it draws", () => {
  const shapes = JSON.parse(text("data/world.topojson")) as {
    objects: { countries: { geometries: { id?: string }[] } };
  };
  const drawn = new Set(shapes.objects.countries.geometries.map(({ id }) => id));
  const listed = text("data/countries.csv")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => /^[A-Z]{3},(\d{3}),.*,(true|false)$/.exec(line)!);
  expect(listed.filter(([, number, mapped]) => drawn.has(number!) !== (mapped === "true"))).toEqual([]);
  expect(text("data/world.topojson")).toBe(
    readFileSync(join(import.meta.dirname, "../../node_modules/world-atlas/countries-110m.json"), "utf8"),
  );
});

/** The server suites and CI run all of them, `npm test` the first. */
const countries: [string, string, string[]][] = [
  [
    "en",
    "KOR",
    [
      "South Korea: spending on research and development at 5.21% of GDP",
      "By each country’s latest value, South Korea (2022) ranks 2nd of the 13 countries in this dataset",
      "behind Israel (6.02% of GDP)",
      "The value rose from 3.32% of GDP in 2010.",
      "South Korea has risen from number 3 to number 2 since 2010, past Finland",
    ],
  ],
  [
    "zh",
    "KOR",
    [
      "韩国：研发经费占GDP的比重为5.21%",
      "按各国最新数值，韩国（2022年）在本数据集所含的13国中居第2位，仅次于以色列（6.02%）。韩国2010年为3.32%",
      "此后提高1.89个百分点",
      "韩国超过芬兰，由第3位升至第2位",
    ],
  ],
  ["en", "ISR", ["Israel", "ranks 1st of the 13 countries in this dataset, ahead of South Korea (5.21% of GDP)"]],
  [
    "en",
    "IND",
    [
      "ranks 13th of the 13 countries in this dataset, behind Italy (1.51% of GDP)",
      "The value fell from 0.79% of GDP in 2010",
    ],
  ],
];

test.each(countries)("in %s the report on %s says what the data say, on two pages", async (language, country, says) => {
  const { warnings, pages } = await pagesOf({ language, country });
  expect(warnings).toEqual([]);
  expect(pages).toHaveLength(2);
  const all = language === "zh" ? pages.join("").replaceAll(" ", "") : pages.join(" ");
  for (const words of says) expect(all).toContain(words);
  expect(all).not.toMatch(/NaN|undefined|\{\{/);
});

/** A country's value of 2010. */
function start(row: Row): number {
  return values.get(`${String(row["code"])}2010`)!;
}

/** Its change since then, in hundredths, of the printed values. */
function risen(row: Row): number {
  return Math.round(100 * values.get(`${String(row["code"])}${String(row["year"])}`)!) - Math.round(100 * start(row));
}

/** Who rose more than a country since 2010, and whom it passed if that alone changed its rank. */
function judged(code: unknown, order: readonly Row[]): Readonly<Record<string, unknown>> {
  const mine = order.find((row) => row["code"] === code)!;
  const above = order.filter((row) => risen(row) > risen(mine));
  const before = order.toSorted((a, b) => start(b) - start(a));
  const side = (list: readonly Row[], row: Row): number => Math.sign(list.indexOf(row) - list.indexOf(mine));
  const crossed = order.filter((row) => side(before, row) * side(order, row) < 0);
  const alone = Math.abs(before.indexOf(mine) - order.indexOf(mine)) === 1 && crossed.length === 1;
  return {
    above: above.length,
    above_name: above.length === 1 ? above[0]!["name"] : null,
    passed_name: alone ? crossed[0]!["name"] : null,
    jump_name: "United Kingdom",
    jump_year: 2014,
  };
}

test("each of the 13 stands behind the country just before it, and the first ahead of the second", async () => {
  const ranked = rows(await profile("KOR"), "ranked");
  for (const [place, { code }] of ranked.entries()) {
    const tables = await profile(String(code));
    const own = rows(tables, "chosen")[0]!;
    // Ranked again, since which years count depends on the chosen country.
    const order = rows(tables, "ranked");
    expect(own, String(code)).toMatchObject(judged(code, order));
    const at = order.findIndex((row) => row["code"] === code);
    expect(own["rank"], String(code)).toBe(at + 1);
    expect(own["before_names"], String(code)).toBe(order[at - 1]?.["name"] ?? null);
    expect(own["before_value"], String(code)).toBe(order[at - 1]?.["value"] ?? null);
    expect(own["behind_names"], String(code)).toBe(order[at + 1]?.["name"] ?? null);
    expect(own["level"], `${place}`).toBeNull();
    const first = values.get(`${String(code)}2010`)!;
    expect(own["common_start"]).toBe(true);
    expect(own["first_rank"], String(code)).toBe(
      1 + order.filter((row) => values.get(`${String(row["code"])}2010`)! > first).length,
    );
  }
});

/** Whose jump is noticed in a series of two countries, with a step of its own after the sixth year. */
async function jumpOf(step: number, years: number, slope = 1): Promise<unknown> {
  const lines = ["AGO", "ALB"].flatMap((code) =>
    Array.from({ length: years }, (_, at) => `${code},x,${2000 + at},${slope * at + (at > 5 ? step : 0)}`),
  );
  return rows(await profile("AGO", `code,country,year,value\n${lines.join("\n")}\n`), "chosen")[0]!["jump_name"];
}

test("a series without a jump, a constant one and a short one have none", async () => {
  expect(await jumpOf(7, 12)).toBeNull();
  expect(await jumpOf(0, 12, 0)).toBeNull();
  expect(await jumpOf(90, 8)).toBeNull();
  expect(await jumpOf(90, 12)).toBe("Angola");
});

/** Six countries with these values. */
const level = (values: readonly number[]): string =>
  `code,country,year,value\n${["AGO", "ALB", "ARG", "AUS", "AUT", "BEL"].map((code, index) => `${code},x,2020,${values[index]}`).join("\n")}\n`;

test("countries with one value are level, and many of them are counted instead of named", async () => {
  expect(rows(await profile("AUT", level([9, 9, 9, 9, 5, 1])), "chosen")[0]).toMatchObject({
    rank: 5,
    before_names: "4 countries",
    before_value: 9,
    level: null,
  });
  expect(rows(await profile("ALB", level([9, 9, 7, 6, 5, 1])), "chosen")[0]).toMatchObject({
    rank: 1,
    before_names: null,
    behind_names: "Argentina",
    level: "Angola",
  });
});

test("a map of at least 30 countries is drawn, and says whose borders it has", async () => {
  const countries = text("data/countries.csv").trim().split("\n").slice(1, 81);
  const many = `code,country,year,value\n${countries.map((line, index) => `${line.slice(0, 3)},x,2020,${index}`).join("\n")}\n`;
  const code = countries[5]!.slice(0, 3);
  const { pages } = await pagesOf({ country: code }, many);
  expect(pages.join(" ")).toContain("Borders follow Natural Earth and imply no judgement on any territory.");
  expect((await pagesOf({ country: code, language: "zh" }, many)).pages.join("").replaceAll(" ", "")).toContain(
    "边界以NaturalEarth所绘为准，不代表对任何领土归属的判断。",
  );
});

test("a country without data is refused, with the nearest that has some", async () => {
  await expect(pagesOf({ country: "KOV" })).rejects.toMatchObject({
    problems: [
      expect.objectContaining({
        where: expect.objectContaining({ pointer: "/parameters/country" }) as object,
        seen: "KOV",
        hint: expect.stringContaining("KOR") as string,
      }),
    ],
  });
});

test("another indicator brings its own name, unit and decimals", async () => {
  const life =
    "code,country,year,value\nJPN,Japan,2010,82.8\nJPN,Japan,2020,84.6\nCHE,Switzerland,2010,82.2\nCHE,Switzerland,2020,83.0\n";
  const { warnings, pages } = await pagesOf(
    { country: "CHE", measure: "Life expectancy", unit: " years", decimals: "1" },
    life,
  );
  expect(warnings).toEqual([]);
  expect(pages[0]).toContain("Switzerland: life expectancy at 83.0 years");
  expect(pages[0]).toContain("behind Japan (84.6 years)");
});
