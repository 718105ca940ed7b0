import { describe, expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openBytes } from "../open-table.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom, rolesOfText } from "../roles-of-text.ts";

/** Words that a file may be called after, and other columns that would lead by their own names. */
const words = ["salary", "rainfall", "wingspan", "hardness", "moisture", "strength", "vitamins", "pulse", "sugar"];
const others = ["gdp", "points", "price", "temperature", "count_of_items", "age", "floor"];

const shuffled = <Item>(items: readonly Item[], next: () => number): readonly Item[] =>
  items
    .map((item) => ({ item, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);

/** Ways in which a column's name has a word of its file's name: whole, in the plural, cut short, with a year. */
const spellings: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => word.toUpperCase(),
  (word) => `${word}_2019`,
  (word) => `mean_${word}`,
  (word) => word.slice(0, Math.max(3, word.length - 3)),
  (word) => `${word.slice(0, 3)}87`,
];

const cases = words.flatMap((word, at) =>
  spellings.map((spell, by) => ({ word, column: spell(word), seed: at * 31 + by })),
);

describe.each(cases)("a file called after $word", ({ word, column, seed }) => {
  test(`leads with “${column}”, wherever it stands`, async () => {
    const next = numbersFrom(seed);
    const columns = shuffled([column, ...shuffled(others, next).slice(0, 1 + (seed % 4))], next);
    const rows = Array.from({ length: 60 }, (_, at) =>
      [`kind ${"abcd"[at % 4]!}`, ...columns.map(() => (20 + 80 * next()).toFixed(2))].join(","),
    );
    const { measures } = await rolesOfText(["kind", ...columns].join(","), rows, `players-${word}-by-kind-and-price`);
    expect(measures[0]!.column).toBe(column);
  });
});

test.each([
  ["birth-weight-and-mothers", "bwt", "Birth weight"],
  ["unemployment-monthly", "unemploy", "Unemployment"],
  ["schools-academic-performance", "api", "Academic performance"],
  ["hitters-and-salary", "sal87", "Salary (sal87)"],
])("%s says what “%s” is short for", async (title, column, label) => {
  const next = numbersFrom(title.length);
  const rows = Array.from({ length: 40 }, (_, at) => `${"ab"[at % 2]!},${next() * 9},${next() * 90}`);
  const { measures } = await rolesOfText(`kind,gdp,${column}`, rows, title);
  expect(measures[0]!.label).toBe(label);
});

test.each([
  ["hitters-of-a-season", "hits"],
  ["sales-by-viscosity", "viscosity"],
  ["duty-tax-of-shops", "duty tax"],
])("%s is not called after “%s”", async (title, column) => {
  const next = numbersFrom(title.length);
  const rows = Array.from({ length: 40 }, (_, at) => `${"ab"[at % 2]!},${next() * 9},${next() * 90}`);
  const { measures } = await rolesOfText(`kind,price,${column}`, rows, title);
  expect(measures[0]!.column).toBe("price");
});

/** How a table ends by yes and no, as files and columns call it; some rows have no answer yet. */
const flags = [
  ["taxi-trips-2022-tips", "tip", "yes", "no", ""],
  ["gym-renewals", "renewal", "Y", "N", "not due"],
  ["健身房续费表", "是否续费", "是", "否", "未到期"],
  ["parcels-of-may", "On time", "Yes", "No", ""],
  ["lieferungen-mai", "Pünktlich", "ja", "nein", ""],
] as const;

test.each(flags)("%s asks for the share of “%s”", { timeout: 60_000 }, async (title, column, yes, no, open) => {
  const next = numbersFrom(title.length * 7);
  const answers = Array.from({ length: 240 }, (_, at) =>
    open !== "" && at % 9 === 0 ? open : next() < 0.7 ? yes : no,
  );
  const rows = answers.map(
    (answer, at) =>
      `2025-05-${String(1 + (at % 28)).padStart(2, "0")},${"ABC"[at % 3]!},${(1 + next() * 9).toFixed(1)},${answer}`,
  );
  const csv = Buffer.from([`date,place,Amount,${column}`, ...rows, ""].join("\n"));
  const report = await reportOf(await openBytes(csv, "csv", title));
  const n = answers.filter((answer) => answer === yes).length;
  const answered = answers.filter((answer) => answer === yes || answer === no).length;
  const [found = {}] = report.rows("outcome");
  expect([Number(found["n"]), Number(found["answered"])]).toEqual([n, answered]);
  expect(report.title).toMatch(new RegExp(`\\b${n}\\b|${n}条`));
});

test.each([
  ["en", "Result", "Pass", "Fail", "Absent"],
  ["en", "Outcome", "Passed", "Failed", "Did not attend"],
  ["de", "Ergebnis", "bestanden", "nicht bestanden", "nicht erschienen"],
  ["zh", "结果", "通过", "未通过", "缺考"],
] as const)(
  "who was absent neither passed nor failed (%s, %s)",
  { timeout: 60_000 },
  async (language, column, pass, fail, absent) => {
    const results = Array.from({ length: 160 }, (_, at) => (at % 10 === 3 ? absent : (at * 7) % 10 < 6 ? pass : fail));
    const rows = results.map(
      (result, at) => `2025-${String(1 + (at % 9)).padStart(2, "0")}-11,${"XYZ"[at % 3]!},${40 + (at % 50)},${result}`,
    );
    const csv = Buffer.from([`Date,Centre,Theory,${column}`, ...rows, ""].join("\n"));
    const { rows: found, title } = await reportOf(await openBytes(csv, "csv", "course"), { language });
    const [outcome = {}] = found("outcome");
    const passed = results.filter((one) => one === pass).length;
    const failed = results.filter((one) => one === fail).length;
    expect([Number(outcome["n"]), Number(outcome["answered"])]).toEqual([passed, passed + failed]);
    expect(Number(outcome["undecided"])).toBe(results.length - passed - failed);
    expect(title).toContain(String(passed));
  },
);

/** Results of a test: in which ways it was passed, which others there are, and in which nothing took place. */
const results: readonly (readonly [
  DraftLanguage,
  column: string,
  passed: readonly string[],
  others: readonly string[],
  notTaken: readonly string[],
])[] = [
  ["en", "Result", ["Pass", "Pass with advisory"], ["Fail"], ["No access"]],
  ["en", "Result", ["Pass"], ["Fail", "Referred"], ["Absent", "Deferred"]],
  ["en", "Outcome", ["Pass", "Merit", "Distinction"], ["Fail", "Borderline"], ["Withdrawn"]],
  ["en", "Result", ["Passed", "Passed (with conditions)"], ["Failed", "Disqualified"], ["Cancelled"]],
  ["de", "Ergebnis", ["bestanden", "bestanden mit Auflagen"], ["nicht bestanden"], ["nicht angetreten"]],
  ["de", "Ergebnis", ["Bestanden"], ["Nicht bestanden", "Nachprüfung"], ["Krank"]],
  ["zh", "结果", ["合格", "有条件合格"], ["不合格"], ["缺考"]],
  ["zh", "考试结果", ["通过"], ["未通过", "作弊"], ["缓考"]],
];

test.each(results)(
  "a share of passes is of all that took place (%s, %s, %s, %s, %s)",
  { timeout: 60_000 },
  async (language, column, passed, others, notTaken) => {
    const states = [...passed, ...others, ...passed, ...notTaken];
    const drawn = Array.from({ length: 200 }, (_, at) => states[(at * 11 + Math.floor(at / 17)) % states.length]!);
    const rows = drawn.map(
      (result, at) => `2025-${String(1 + (at % 9)).padStart(2, "0")}-11,${"XYZ"[at % 3]!},${40 + (at % 50)},${result}`,
    );
    const csv = Buffer.from([`Date,Centre,Theory,${column}`, ...rows, ""].join("\n"));
    const { rows: found, title } = await reportOf(await openBytes(csv, "csv", "course"), { language });
    const [outcome = {}] = found("outcome");
    const count = (of: readonly string[]): number => drawn.filter((one) => of.includes(one)).length;
    expect([Number(outcome["n"]), Number(outcome["answered"])]).toEqual([
      count(passed),
      drawn.length - count(notTaken),
    ]);
    for (const state of passed.filter((one) => drawn.includes(one))) expect(title).toContain(state);
  },
);

test.each([
  ["Result", ["Pass", "Pass with advisory", "Fail"]],
  ["Result", ["Pass", "Fail", "Referred"]],
  ["Outcome", ["Passed", "Passed with merit", "Failed", "Resit"]],
] as const)(
  "without anybody absent, all results are what a share is of (%s, %s)",
  { timeout: 60_000 },
  async (column, states) => {
    const drawn = Array.from({ length: 200 }, (_, at) => states[(at * 11 + Math.floor(at / 17)) % states.length]!);
    const rows = drawn.map(
      (result, at) => `2025-${String(1 + (at % 9)).padStart(2, "0")}-11,${"XYZ"[at % 3]!},${result}`,
    );
    const csv = Buffer.from([`Date,Owner,${column}`, ...rows, ""].join("\n"));
    const { rows: found, title } = await reportOf(await openBytes(csv, "csv", "inspections"), { language: "en" });
    const [outcome = {}] = found("outcome");
    const failed = drawn.filter((one) => one.startsWith("Fail")).length;
    expect([Number(outcome["n"]), Number(outcome["answered"])]).toEqual([failed, drawn.length]);
    expect(title).toContain(String(failed));
  },
);

test.each([1, 2, 3, 4])("of indexes from one beginning the one that moved furthest leads (%i)", async (seed) => {
  const next = numbersFrom(seed);
  const columns = shuffled(["farming", "trade", "mining", "transport", "building"], next);
  const growth = columns.map(() => 1 + next() / 8);
  const rows = Array.from({ length: 25 }, (_, at) =>
    [1960 + at, ...growth.map((by) => (100 * by ** at).toFixed(3))].join(","),
  );
  const { measures } = await rolesOfText(["year", ...columns].join(","), rows, "index-by-sector");
  expect(measures[0]!.column).toBe(columns[growth.indexOf(Math.max(...growth))]);
});

test.each(["Response time (min)", "Waiting time (days)", "Wartezeit Minuten", "Délai d'arrivée (min)", "等待时间(分)"])(
  "of records with “%s” it is asked how long",
  async (column) => {
    const next = numbersFrom(column.length);
    const rows = Array.from(
      { length: 400 },
      (_, at) =>
        `2025-${String(1 + (at % 12)).padStart(2, "0")}-${String(1 + (at % 28)).padStart(2, "0")},${"ABC"[at % 3]!},${1 + (at % 5)},${(5 + 9 * next()).toFixed(1)}`,
    );
    const { measures } = await rolesOfText(`Date,Place,Victims,${column}`, rows, "calls");
    expect(measures[0]!.column).toBe(column);
  },
);

test("marks on a scale lead before what was counted, and nobody is ranked by how many cases he had", async () => {
  const next = numbersFrom(5);
  const rows = Array.from(
    { length: 500 },
    (_, at) =>
      `2024-${String(1 + (at % 12)).padStart(2, "0")}-${String(1 + (at % 28)).padStart(2, "0")},${["Inn", "School"][at % 2]!},${["TM", "LB", "KO"][at % 3]!},${Math.floor(6 * next())},${Math.floor(4 * next())}`,
  );
  const head = "Inspection date,Kind,Inspector,Rating (0-5),Number of defects";
  const { measures } = await rolesOfText(head, rows, "inspections");
  expect(measures[0]!.column).toBe("Rating (0-5)");
  const { rows: found } = await reportOf(
    await openBytes(Buffer.from([head, ...rows, ""].join("\n")), "csv", "inspections"),
  );
  expect(new Set(found("whole_groups").map((row) => row["grouping"]))).toEqual(new Set(["kind"]));
});
