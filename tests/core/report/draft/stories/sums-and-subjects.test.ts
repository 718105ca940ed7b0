import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { draftOf, openText, rowsOf, type Row, templateOf } from "../draft-of-text.ts";
import { openBytes } from "../open-table.ts";

/** Numbers from 0 to below 1 that are the same each time. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

/** Rows that a function of their place and of a number by chance gives. */
function rowsBy(count: number, row: (at: number, next: () => number) => string, seed = 5): string[] {
  const next = numbersFrom(seed);
  return Array.from({ length: count }, (_, at) => row(at, next));
}

const day = (at: number): string => new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10);

interface Page {
  readonly title: string;
  readonly text: string;
  readonly warnings: readonly string[];
  readonly rows: (query: string) => readonly Row[];
}

async function pageOf(
  head: string,
  rows: readonly string[],
  { language = "en", parameters = {} }: { language?: DraftLanguage; parameters?: Row } = {},
): Promise<Page> {
  const { world, template } = await templateOf(await openText(head, rows), { language });
  const warnings: string[] = [];
  const accepted = await acceptReport({ template: template.name, parameters }, world);
  const { document, tables } = await layOutReport(accepted, world, ({ code }) => void warnings.push(code));
  const lines = shownLines(document);
  return {
    title: lines.find(({ place }) => place.startsWith("heading"))!.text,
    text: lines.map(({ text }) => text).join("\n"),
    warnings,
    rows: (query) => tables.get(query)!.rows,
  };
}

/** Whether the values of what a draft is about may be added up, and what that is. */
async function aboutOf(
  head: string,
  rows: readonly string[],
  title = "table",
): Promise<{ about: unknown; adds: unknown }> {
  const table = await openBytes(Buffer.from(`${head}\n${rows.join("\n")}\n`), "csv", title);
  const { questions, story } = await draftOf(table);
  const chosen = (name: string): unknown => questions.find((one) => one.name === name)?.chosen;
  return { about: chosen("about"), adds: story === "groups" ? false : chosen("adds") };
}

const pick = <T>(next: () => number, of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
const marks = (next: () => number): number => 1 + Math.floor(next() * 5);

test.each([
  [
    "marks on a scale",
    "Course,Trainer (1-5),Venue (1 to 5)",
    rowsBy(90, (_, next) => `${pick(next, ["A", "B", "C"])},${marks(next)},${marks(next)}`),
    false,
  ],
  [
    "days of death",
    "ward,admission,death",
    rowsBy(90, (_, next) => {
      const begin = 8_000 + Math.floor(next() * 3_000);
      return `${pick(next, ["N", "S", "W"])},${begin},${begin + Math.floor(next() * 400)}`;
    }),
    false,
  ],
  [
    "hours that were worked on a day",
    "Date,Person,Project,Hours",
    rowsBy(
      300,
      (at, next) => `${day(Math.floor(at / 3))},P${at % 3},${pick(next, ["x", "y", "z"])},${4 + marks(next)}`,
    ),
    true,
  ],
  [
    "what meters count",
    "meter,quarter,consumption_m3",
    rowsBy(
      96,
      (at, next) => `M${at % 8},${2022 + Math.floor(at / 32)}-Q${1 + (Math.floor(at / 8) % 4)},${20 + marks(next)}`,
    ),
    true,
  ],
  [
    "quarters beside their total",
    "Department,Q1 2024,Q2 2024,Q3 2024,Q4 2024,Total",
    rowsBy(9, (at, next) => {
      const of = Array.from({ length: 4 }, () => 100 + Math.floor(next() * 50));
      return `D${at},${of.join(",")},${of.reduce((sum, one) => sum + one, 0)}`;
    }),
    true,
  ],
  [
    "quarters beside what is no total of them",
    "Department,Q1 2024,Q2 2024,Q3 2024,Q4 2024,Total",
    rowsBy(9, (at, next) => `D${at},${marks(next)},${marks(next)},${marks(next)},${marks(next)},${900 + marks(next)}`),
    false,
  ],
])("%s: whether they may be added up", async (_what, head, rows, adds) => {
  expect((await aboutOf(head, rows)).adds).toBe(adds);
});

test.each([
  ["the column that the table is called after", "Prestige", "prestige"],
  ["the first, if none is", "Canada", "education"],
])("a report is about %s", async (_what, title, about) => {
  const rows = rowsBy(40, (at, next) => `Job ${at} x,${(9 + next() * 5).toFixed(2)},${(20 + next() * 60).toFixed(1)}`);
  expect((await aboutOf("name,education,prestige", rows, title)).about).toBe(about);
});

test("records on irregular days that hardly share one are put together by period", async () => {
  const next = numbersFrom(3);
  let at = 0;
  const rows = Array.from({ length: 420 }, () => {
    at += 1 + Math.floor(next() * 3);
    return `${day(at)},${pick(next, ["Card", "Cheque"])},${(5 + next() * 90).toFixed(2)}`;
  });
  const { story } = await draftOf(await openText("Received,Method,Amount", rows));
  expect(story).toBe("flow");
});

test("a capacity of something else is no capacity of what is counted", async () => {
  const rows = rowsBy(60, (at, next) => `Car ${at} x,${2 + marks(next)},${(40 + next() * 40).toFixed(1)}`);
  const { files } = await draftOf(await openText("model,Passengers,Fuel tank capacity", rows));
  expect([...files.keys()]).not.toContain("queries/plan.sql");
  const wards = rowsBy(15, (at, next) => `W${at},${20 + marks(next)},${12 + marks(next)}`);
  const { title } = await pageOf("Ward,Beds,Occupied", wards);
  expect(title).toMatch(/^Occupied: \d+% of Beds$/);
});

test("a target that stands alone is one", async () => {
  const rows = rowsBy(15, (at, next) => `Result ${at} x,${50 + marks(next)},${48 + 2 * marks(next)}`);
  expect((await pageOf("Key result,Target,Current", rows)).title).toMatch(/^Current: \d+ of 15 reach Target$/);
});

test("a measure has no relation to one that is computed from it, and no warning says so", async () => {
  const rows = rowsBy(40, (at, next) => {
    const [men, women, more] = [next, next, next].map((one) => 100 + Math.floor(one() * 900));
    return `Town ${at} x,${men! + women!},${men!},${women!},${2 * men! + more!}`;
  });
  const head = "town,people,men,women,area_km2";
  for (const parameters of [
    {},
    { other: "men" },
    { measure: "men", other: "people" },
    { measure: "men", other: "men" },
  ]) {
    const { warnings, rows: given } = await pageOf(head, rows, { parameters });
    expect({ parameters, warnings, beside: given("beside").length }).toEqual({ parameters, warnings: [], beside: 1 });
  }
});

const monthly = (months: number, value: (at: number) => number | string): string[] =>
  Array.from(
    { length: months },
    (_, at) => `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01,${value(at)}`,
  );

/** Seven, and in the second year a tenth more, as a sum of twelve. */
const uneven = (at: number): number => (at >= 18 ? 77 : 70) + [0, 9, -9, 6, -6, 0][at % 6]!;

test.each([
  ["en", "; 924 in twelve months (+10.0%)"],
  ["de", "; 924 in zwölf Monaten (+10,0 %)"],
  ["zh", "；12个月合计924（+10.0%）"],
] as const)("the title has the sum of the last year where a month says little (%s)", async (language, title) => {
  const rows = monthly(30, (at) => uneven(at));
  const page = await pageOf("month,sold", rows, { language });
  expect(page.rows("recent")).toMatchObject([{ value: 924 }]);
  expect(page.title.replaceAll("\u00a0", " ")).toContain(title);
  expect(page.warnings).toEqual([]);
});

test("a sum of a year needs each of its months, and the year before", async () => {
  const rows = monthly(30, uneven).filter((_, at) => at !== 20);
  expect((await rowsOf(await openText("month,price_index_points_sold", rows)))("measure")).toHaveLength(1);
  const given = await rowsOf(await openText("month,sold", rows));
  expect(given("recent")).toEqual([{ value: null, change: null }]);
});

test("hours that come when the work is done are no amount of what is open", async () => {
  const rows = rowsBy(120, (at, next) => {
    const open = next() < 0.2;
    return `${day(at * 2)},M${at % 4},${open ? "" : (1 + next() * 9).toFixed(1)},${open ? "open" : "closed"}`;
  });
  const { title, rows: given } = await pageOf("Opened,Machine,Hours,Status", rows);
  expect(given("outcome")[0]).not.toHaveProperty("part");
  expect(title).toMatch(/^Status: \d+ of 120 are “open”/);
});

test("a list of towns is one of towns, also if some share a name", async () => {
  const rows = rowsBy(120, (at, next) => {
    const town =
      at % 40 === 0 ? "Springfield" : `Town${String.fromCharCode(65 + (at % 26))}${"abcde"[Math.floor(at / 26)]!}`;
    return `${town},${pick(next, ["Japan", "France", "Peru"])},${at === 7 ? 9_000_000 : 1_000 + at}`;
  });
  const { title, text } = await pageOf("city,country,population", rows);
  expect(title).toMatch(/^Population: TownHa, (Japan|France|Peru) leads with/);
  expect(text).toContain("Several rows of one name are added up.");
});
