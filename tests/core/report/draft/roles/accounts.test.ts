import { expect, test } from "vitest";
import { findAccounts, type Line } from "../../../../../functions/core/report/draft/look/find-accounts.ts";
import { seeded } from "../../dataset/seeded.ts";
import { openPlain } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { reportOf } from "../report-of-table.ts";

interface Made {
  readonly lines: readonly Line[];
  readonly made: readonly string[];
  readonly result: string;
}

const add = (rows: readonly (readonly number[])[]): number[] =>
  rows[0]!.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0));

/** A statement of income and costs with their totals and what is left; costs with a minus or without. */
function statement(seed: number, isSigned: boolean): Made {
  const random = seeded(seed);
  const chapter = (name: string, sign: number): Line[] =>
    Array.from({ length: 2 + Math.floor(random() * 6) }, (_, at) => ({
      name: `${name} ${at}`,
      values: [1, 2].map(() => sign * (101 + Math.floor(random() * 90_000))),
    }));
  const [income, costs] = [chapter("in", 1), chapter("out", isSigned ? -1 : 1)];
  const [all, spent] = [income, costs].map((lines) => add(lines.map(({ values }) => values)));
  const left = all!.map((value, at) => (isSigned ? value + spent![at]! : value - spent![at]!));
  return {
    lines: [
      ...income,
      { name: "Total income", values: all! },
      ...costs,
      { name: "Total costs", values: spent! },
      { name: "Surplus", values: left },
    ],
    made: ["Total income", "Total costs", "Surplus"],
    result: "Surplus",
  };
}

const called = (name: string): boolean => /total|surplus/i.test(name);
const isSurplus = (name: string): boolean => name === "Surplus";

test("totals of chapters, and what is left, are found in statements of any length, with and without signs", () => {
  for (let seed = 1; seed <= 200; seed += 1)
    for (const isSigned of [true, false]) {
      const { lines, made, result } = statement(seed, isSigned);
      const named = findAccounts(lines, called, isSurplus);
      expect(named, `seed ${seed}`).toEqual({ made, result, opposed: !isSigned });
      // Without a word two columns prove a line, by numbers that are not small.
      const isProven = lines.at(-1)!.values.every((value) => Math.abs(value) >= 100);
      expect(findAccounts(lines, () => false, isSurplus)?.made).toEqual(isProven ? made : made.slice(0, 2));
    }
});

test("the totals may stand above the lines that they add up", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = seeded(seed);
    const lines = Array.from({ length: 3 }, (_, chapter): Line[] => {
      const parts = Array.from({ length: 2 + Math.floor(random() * 5) }, (_part, at) => ({
        name: `${chapter}.${at}`,
        values: [1, 2].map(() => 101 + Math.floor(random() * 90_000)),
      }));
      return [{ name: `${chapter}`, values: add(parts.map(({ values }) => values)) }, ...parts];
    }).flat();
    expect(
      findAccounts(
        lines,
        () => false,
        () => false,
      )?.made.toSorted(),
      `seed ${seed}`,
    ).toEqual(["0", "1", "2"]);
  }
});

test("round numbers, and columns that are equal, prove no such line", () => {
  const sizes = [100, 300, 500, 200, 400];
  const lines = Array.from({ length: 24 }, (_, at) => ({ name: `M${at}`, values: [sizes[at % 5]!, sizes[at % 5]!] }));
  expect(findAccounts(lines, called, isSurplus)).toBeUndefined();
  const scaled = lines.map(({ name, values }) => ({ name, values: values.map((value, at) => value * (1 + at)) }));
  expect(findAccounts(scaled, called, isSurplus)).toBeUndefined();
  const odd = lines.map(({ name, values }) => ({ name, values: values.map((value) => value + 0.13 * value) }));
  expect(findAccounts(odd, called, isSurplus)).toBeUndefined();
});

test("rows of numbers that are no statement have no such lines", () => {
  let found = 0;
  for (let seed = 1; seed <= 1000; seed += 1) {
    const random = seeded(seed);
    const lines = Array.from({ length: 5 + Math.floor(random() * 40) }, (_, at) => ({
      name: `town ${at}`,
      values: Array.from({ length: 1 + (seed % 2) }, () => Math.floor(random() * (seed % 3 === 0 ? 200 : 20_000))),
    }));
    if (findAccounts(lines, called, isSurplus) !== undefined) found += 1;
  }
  expect(found).toBe(0);
});

const club = [
  "Membership fees,12000,11800",
  "Sponsorship,5000,6200",
  "Events,3000,2650",
  "Total income,20000,20650",
  "Hall rent,7000,7200",
  "Coaches,6500,6900",
  "Equipment,2500,1980",
  "Insurance,1200,1200",
  "Total expenditure,17200,17280",
  "Result,2800,3370",
];

test("what is left leads, and no total is added up with its lines", async () => {
  const { draft, title, rows } = await reportOf(await openPlain("Line,Budget 2025 (EUR),Actual 2025 (EUR)", club));
  expect(title.replaceAll("\u00a0", " ")).toBe(
    "Result, Actual 2025: 3,370 EUR, 570 EUR more than Budget 2025 (+20.4%)",
  );
  expect(rows("statement_lines").map(({ line }) => line)).toEqual(club.map((row) => row.split(",")[0]));
  expect(rows("statement_moves").map(({ line }) => line)).toEqual(["Sponsorship", "Equipment", "Coaches"]);
  expect(rows("ranking").map(({ member }) => member)).not.toContain("Result");
  // Neither a sum of income and costs nor a share of it.
  expect([...draft.files.keys()]).not.toContain("queries/plan.sql");
  expect(rows("ranking").every(({ share }) => share === null)).toBe(true);
});

test("of two years, the last is compared with the one before", async () => {
  const head = "Item,2023,2024";
  const lines = [
    "Revenue,1250000,1380000",
    "Cost of sales,-700000,-748000",
    "Gross profit,550000,632000",
    "Personnel,-260000,-291000",
    "Marketing,-80000,-94000",
    "Operating profit,210000,247000",
  ];
  const { title } = await reportOf(await openPlain(head, lines));
  expect(title).toBe("Operating profit, 2024: 247,000, 37,000 more than 2023 (+17.6%)");
});

test("chapters above their lines are not added up with them", async () => {
  const rows = [
    "1;Personal;500000;512000",
    "1.1;Gehälter;400000;409500",
    "1.2;Sozialabgaben;100000;102500",
    "2;Sachkosten;220000;198000",
    "2.1;Miete;120000;120000",
    "2.2;Material;60000;48500",
    "2.3;Reisen;40000;29500",
  ];
  const { title, rows: rowsIn } = await reportOf(await openPlain("Code;Bezeichnung;Plan 2025;Ist 2025", rows));
  expect(title.replaceAll("\u00a0", " ")).toBe("Ist 2025: 10.000 unter „Plan 2025“ (−1,4 %)");
  expect(rowsIn("plan_members").map(({ member }) => member)).not.toContain("Personal");
});

test.each(["en", "de", "zh"] as const)(
  "a statement has no finding in %s, with each choice and more lines",
  async (language) => {
    const faults = await faultsOfDraft({
      head: "Line,Budget 2025,Actual 2025",
      rows: [...club, "Reserve,900,1100"],
      language,
      allPeriods: true,
    });
    expect(faults).toEqual([]);
  },
);
