import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { Row, Tables } from "../../functions/core/report/query/table.ts";
import { renderOnce } from "../../functions/local/render-once.ts";
import { checkPdf } from "../../functions/proof/check-pdf.ts";
import { datasetOf, run } from "../core/report/query/query-bench.ts";
import { readPdf } from "../core/report/pdf/read-pdf.ts";
import { makeReviewSample } from "./make-review-sample.ts";

const template = join(import.meta.dirname, "../../templates/monthly-business-review");
const queries = Object.fromEntries(
  readdirSync(join(template, "queries")).map((file) => [
    file.replace(".sql", ""),
    readFileSync(join(template, "queries", file), "utf8"),
  ]),
);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "review-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const usual = { measure: "first", month: "latest", better: "more", language: "en", report_date: "2025-07-07" };

async function ask(text: string, parameters: Readonly<Record<string, string>> = {}): Promise<Tables> {
  return (await run(queries, [await datasetOf("figures", text)], { ...usual, ...parameters })).tables;
}
const rows = (tables: Tables, name: string): readonly Row[] => tables.get(name)!.rows;

/** Renders a review and returns the text of its pages. */
async function review(parameters: Readonly<Record<string, string>>, data?: string) {
  const path = join(folder, "figures.csv");
  if (data !== undefined) writeFileSync(path, data);
  const { report } = await renderOnce({
    name: "monthly-business-review",
    folder: template,
    parameters,
    datasets: data === undefined ? {} : { figures: path },
  });
  const { pages } = await readPdf(report.pdf);
  return {
    report,
    pages: pages.map(({ sequences }) =>
      sequences
        .map(({ text }) => text)
        .join(" ")
        .replaceAll(/\s+/g, " "),
    ),
  };
}

const sample = makeReviewSample();

/** Reads the sample's rows without the code under test. */
const figures = sample
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [month = "", region = "", product = "", revenue = "", units = ""] = line.split(",");
    return {
      month: month.slice(0, 7),
      region,
      product,
      revenue: Math.round(Number(revenue) * 10),
      units: Number(units),
    };
  });
const sumOf = (field: "revenue" | "units", fits: (figure: (typeof figures)[number]) => boolean): number =>
  figures.filter(fits).reduce((sum, figure) => sum + figure[field], 0);

test("the sample is the one that its program makes", () => {
  expect(readFileSync(join(template, "data/figures.csv"), "utf8")).toBe(sample);
});

/** January to June. */
const halfYear = (year: number): string[] => Array.from({ length: 6 }, (_, index) => `${year}-0${index + 1}`);

describe("a month's figures", () => {
  it("are those of the data: exact sums, and changes on the month, the year and the year to date", async () => {
    const tables = await ask(sample);
    const of = (...months: readonly string[]) => sumOf("revenue", ({ month }) => months.includes(month)) / 10;
    expect(rows(tables, "asked")[0]).toMatchObject({
      measure: "Revenue (thousand €)",
      label: "Revenue",
      unit: "thousand €",
      month: "2025-06-01",
      previous: "2025-05-01",
      last_year: "2024-06-01",
      decimals: 1,
      source: "Invented sample data",
    });
    expect(rows(tables, "total")[0]).toMatchObject({
      now: of("2025-06"),
      previous: of("2025-05"),
      last_year: of("2024-06"),
      year_to_date: of(...halfYear(2025)),
      last_to_date: of(...halfYear(2024)),
    });
    const { on_month: onMonth, on_year: onYear, to_date: toDate } = rows(tables, "total")[0]!;
    expect(onMonth).toBeCloseTo((100 * of("2025-06")) / of("2025-05") - 100, 8);
    expect(onYear).toBeCloseTo((100 * of("2025-06")) / of("2024-06") - 100, 8);
    expect(toDate).toBeCloseTo((100 * of(...halfYear(2025))) / of(...halfYear(2024)) - 100, 8);
    const iberia = rows(tables, "compared").find(
      ({ region, every_product: all }) => region === "Iberia" && all === true,
    );
    expect(iberia?.["now"]).toBe(
      sumOf("revenue", ({ month, region }) => month === "2025-06" && region === "Iberia") / 10,
    );
    expect(rows(tables, "regions").map(({ region, kind }) => [region, kind])).toEqual([
      ["Central Europe", null],
      ["France and Benelux", null],
      ["Nordics", null],
      ["Iberia", null],
      [null, "total"],
    ]);
    expect(rows(tables, "weakest")[0]).toMatchObject({ region: "Central Europe", month: "2025-04-01", behind: true });
    const gains = rows(tables, "gains")[0] as { gained: number; lost: number };
    expect(gains.gained - gains.lost).toBeCloseTo(of("2025-06") - of("2024-06"), 8);
  });

  it("are of the requested measure and month", async () => {
    const tables = await ask(sample, { measure: "Units sold", month: "2023-02" });
    expect(rows(tables, "asked")[0]).toMatchObject({
      label: "Units sold",
      unit: "",
      deck: "Units sold",
      month: "2023-02-01",
      decimals: 0,
    });
    expect(rows(tables, "total")[0]).toMatchObject({
      now: sumOf("units", ({ month }) => month === "2023-02"),
      last_year: sumOf("units", ({ month }) => month === "2022-02"),
    });
    expect(rows(tables, "months")).toHaveLength(12);
    expect(rows(tables, "months").filter(({ before }) => before === null)).toHaveLength(10);
  });

  it("report no change if there is nothing to compare with", async () => {
    const tables = await ask(
      "month,region,product,Sales\n2025-01-31,North,Tea,1.5\n2025-02-28,North,Tea,0\n2025-02-01,South,Tea,2\n",
    );
    expect(rows(tables, "total")[0]).toMatchObject({
      now: 2,
      previous: 1.5,
      on_year: null,
      way: null,
      month_way: "up",
    });
    expect(rows(tables, "drivers")).toEqual([]);
    expect(rows(tables, "weakest")).toEqual([]);
  });

  it.each([
    [{ measure: "Retunrs" }, 'the dataset has no measure "Retunrs"; it has Revenue (thousand €), Units sold, Returns'],
    [{ month: "2021-03" }, "the data has no month 2021-03; it goes from 2022-01 to 2025-06"],
  ])("are refused for %o", async (parameters, message) => {
    await expect(ask(sample, parameters)).rejects.toMatchObject({
      problems: [expect.objectContaining({ message: expect.stringContaining(message) as string })],
    });
  });
});

/** A month as the sample has it: 2025-06. */
const monthOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, "0")}`;

const near = (one: number, other: number): boolean => Math.abs(one - other) < 1e-6 * Math.max(1, Math.abs(other));

test("the axis of the months ends at round numbers around their values, and begins at zero where that is near", async () => {
  const series = [
    [350.2, 599],
    [398.4, 593.1],
    [0, 0],
    [7, 7],
    [-7, -7],
    [0.012, 0.0187],
    [1e9, 1.02e9],
    [-40, 90],
    [-90, -40],
    [30, 100],
    [33.4, 100],
    [99.9, 100.1],
    [0, 1e-3],
    [123456, 987654],
    [0.3, 0.9],
    [1, 1.0000001],
  ] as const;
  const faults: unknown[] = [];
  for (const [least, most] of series) {
    const before = (least + most) / 2;
    const months = await datasetOf("series", `value,before\n${least},${before}\n${most},\n`);
    const { tables } = await run({ months: "FROM series", scale: queries["scale"]! }, [months], usual);
    const { low, high, step } = rows(tables, "scale")[0] as Readonly<Record<"low" | "high" | "step", number>>;
    const steps = (high - low) / step;
    const digits = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
    const sound =
      low <= least &&
      high >= most &&
      [1, 2, 5].some((digit) => near(digits, digit)) &&
      near(steps, Math.round(steps)) &&
      steps >= 1 &&
      steps <= 8 &&
      near(low / step, Math.round(low / step)) &&
      // An end lies less than a step from the values, but for values that are all the same.
      (least === most || (high - most < step + 1e-9 && (low === 0 || least - low < step + 1e-9))) &&
      (least < 0 || least > most / 3 || low === 0);
    if (!sound) faults.push({ least, most, low, high, step });
  }
  expect(faults).toEqual([]);
});

test("the region that fell furthest in the year to date leads, in ten months of three years, if one fell", async () => {
  for (const { year, month } of Array.from({ length: 10 }, (_, step) => step * 3).map((index) => ({
    year: 2023 + Math.floor(index / 12),
    month: (index % 12) + 1,
  }))) {
    const toDate = (of: number, region: string): number =>
      sumOf(
        "units",
        (figure) => figure.region === region && figure.month >= monthOf(of, 1) && figure.month <= monthOf(of, month),
      );
    const fallen = [...new Set(figures.map(({ region }) => region))]
      .map((region) => ({ region, change: (100 * toDate(year, region)) / toDate(year - 1, region) - 100 }))
      .filter(({ change }) => Math.round(change * 10) < 0)
      .toSorted((one, other) => one.change - other.change);
    const found = rows(await ask(sample, { measure: "Units sold", month: monthOf(year, month) }), "laggard");
    expect(
      found.map(({ region }) => region),
      monthOf(year, month),
    ).toEqual(fallen.slice(0, 1).map(({ region }) => region));
  }
});

test("months and values behind the year before are counted as the data have them, in every month", async () => {
  const regions = [...new Set(figures.map(({ region }) => region))];
  for (const month of ["2024-01", "2024-03", "2024-09", "2025-06"]) {
    const [year = 0, last = 0] = month.split("-").map(Number);
    const months = Array.from({ length: 12 }, (_, back) => {
      const at = year * 12 + last - 1 - back;
      return { year: Math.floor(at / 12), month: (at % 12) + 1 };
    });
    const sum = (of: string, region: string): number =>
      sumOf("units", (figure) => figure.region === region && figure.month === of);
    const behind = regions.flatMap((region) =>
      months
        .filter((each) => sum(monthOf(each.year, each.month), region) < sum(monthOf(each.year - 1, each.month), region))
        .map(() => region),
    );
    const weak = rows(await ask(sample, { measure: "Units sold", month }), "weakest")[0]!;
    const own = behind.filter((region) => region === weak["region"]).length;
    expect(weak, month).toMatchObject({
      months: 12,
      cells: 12 * regions.length,
      behind_months: own,
      behind_elsewhere: behind.length - own,
    });
  }
});

test.each([
  ["thousand €", "439.9", "€439,900"],
  ["million $", "43.9", "$43.9 million"],
  ["billion £", "3", "£3.0 billion"],
  ["€", "439.5", "€439.5"],
  ["thousand ¥", "12.5", "¥12,500"],
  ["thousand t", "12.5", "12.5 thousand t"],
  ["thousand €", "-4.4", "−€4,400"],
  ["CHF", "4.5", "4.5 CHF"],
])("%s: sentences tell %s as %s", async (unit, value, told) => {
  const data = `month,region,product,Sales (${unit})\n2025-01-31,North,Tea,${value}\n2024-01-31,North,Tea,1.5\n`;
  const { report, pages } = await review({}, data);
  expect(report.warnings).toEqual([]);
  expect(pages[0]).toContain(`January 2025: ${told}`);
});

describe("the report", () => {
  it("has three pages, says what the data says, and breaks no rule", async () => {
    const { report, pages } = await review({});
    expect(report.warnings).toEqual([]);
    expect(checkPdf(report.pdf).findings).toEqual([]);
    expect(pages).toHaveLength(3);
    expect(pages[0]).toContain("Revenue rose 4.6% in the year to date, but fell 2.6% in Central Europe");
    expect(pages[0]).toContain("Source: Invented sample data");
    expect(pages[0]).toContain("June 2025: €439,900, 8.6% more than a year before");
    expect(pages[1]).toContain("Only Central Europe fell below the year before, in March and April");
    expect(pages[2]).toContain("Central Europe total");
    expect(pages.join(" ")).not.toMatch(/NaN|undefined|Infinity|\{\{/);
  });

  it("speaks Chinese, and of a measure of which less is better", async () => {
    const { report, pages } = await review({ language: "zh", measure: "Returns", better: "less" });
    expect(report.warnings).toEqual([]);
    expect(pages[0]).toContain("1—6月退货量增长7.2%，西班牙和葡萄牙增长16.2%");
    expect(pages.join(" ")).not.toMatch(/Returns|Nordics|Textiles|Invented/);
    expect(pages[0]!.replaceAll(" ", "")).toContain("实心箭头表示变好，空心箭头表示变差。");
  });

  it("is refused for a measure and a month that the data have not", async () => {
    await expect(review({ measure: "Retunrs", month: "2025-07" })).rejects.toMatchObject({
      problems: [
        expect.objectContaining({
          hint: 'did you mean "Returns"?',
          allowed: ["first", "Revenue (thousand €)", "Units sold", "Returns"],
        }),
        expect.objectContaining({ seen: "2025-07" }),
      ],
    });
  });

  it("is of one row, and of none", async () => {
    const one = await review({}, 'month,region,product,"Sales, net (CHF)"\n2025-01-31,"A, b",x | y,3\n');
    expect(one.report.warnings).toEqual([]);
    expect(one.pages[0]).toContain("Sales, net in January 2025");
    expect(one.pages.join(" ")).toContain("A, b is the only region");
    const none = await review({}, "month,region,product,Sales\n2025-01-31,A,b,\n,A,b,7\n");
    expect(none.report.warnings).toEqual([]);
    expect(none.pages[0]).toContain("No figures to review The dataset holds no value of the measure in any month.");
  });
});
