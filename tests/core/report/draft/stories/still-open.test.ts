import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { draftOf, openText, type Row, rowsOf } from "../draft-of-text.ts";
import { numbersFrom } from "./subject-shapes.ts";

const dayLength = 86_400_000;
const begin = Date.UTC(2025, 0, 1);
const lastDay = 272;
const text = (day: number): string => new Date(begin + day * dayLength).toISOString().slice(0, 10);
const monthOf = (day: unknown): string => String(day).slice(0, 7);

interface Case {
  readonly day: number;
  /** Days until it is closed, which is after the last day of the table for some. */
  readonly length: number;
}

/** Cases of nine months of one kind throughout: none of the months is quicker than another. */
function cases(seed: number, mean: number): readonly Case[] {
  const next = numbersFrom(seed);
  return Array.from({ length: 720 }, () => ({
    day: Math.floor((lastDay + 1) * next()),
    length: Math.floor(-mean * Math.log(1 - 0.999 * next())),
  }));
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The share of a month's cases that had been closed on the last day, and what they took in the end. */
function truth(made: readonly Case[], month: string): { readonly closed: number; readonly lengths: readonly number[] } {
  const own = made.filter(({ day }) => monthOf(text(day)) === month);
  return {
    closed: own.filter(({ day, length }) => day + length <= lastDay).length / own.length,
    lengths: own.map(({ length }) => length),
  };
}

const words: Readonly<
  Record<DraftLanguage, readonly [opened: string, closed: string, created: string, hours: string]>
> = {
  en: ["opened", "closed", "created", "resolution_hours"],
  de: ["Eröffnet", "Geschlossen", "Erstellt am", "Bearbeitungszeit (h)"],
  zh: ["创建日期", "关闭日期", "创建时间", "处理时间（小时）"],
};

const ofLength = /resol|Bearb|处理/i;

const isClosed = ({ day, length }: Case): boolean => day + length <= lastDay;
const team = (at: number): string => ["North", "South", "West"][(at * 7) % 3]!;

/** What a report tells of months, of which none may be told that only its quick cases make look short. */
function expectFair(told: readonly Row[], made: readonly Case[], of: (row: Row) => number, middle = median): void {
  expect(told.length).toBeGreaterThanOrEqual(3);
  for (const row of told) {
    const { closed, lengths } = truth(made, monthOf(row["period"] ?? row["begun"]));
    expect(closed).toBeGreaterThanOrEqual(0.9);
    expect(of(row)).toBeGreaterThan(0.75 * middle(lengths));
  }
}

test.each([
  ["en", 25, "all"],
  ["de", 25, "closed"],
  ["zh", 12, "closed"],
  ["en", 40, "closed"],
] as const)("months that only look quick are not told (%s, mean of %d days, %s)", async (language, days, kept) => {
  const made = cases(days, days);
  const [opened, closed] = words[language];
  const rows = made.flatMap((one, at) =>
    kept === "closed" && !isClosed(one)
      ? []
      : [`T${at},${text(one.day)},${isClosed(one) ? text(one.day + one.length) : ""},${team(at)}`],
  );
  const table = await openText(`ticket,${opened},${closed},team`, rows);
  const found = await rowsOf(table, {}, { language });
  expectFair(found("span_course"), made, ({ middle }) => Number(middle));
});

test.each(["en", "de", "zh"] as const)("a column of how long it took is told likewise (%s)", async (language) => {
  const made = cases(3, 25);
  const [, , created, hours] = words[language];
  const rows = made.map(
    (one, at) => `T${at},${text(one.day)},${team(at)},${isClosed(one) ? one.length * 24 + (at % 24) : ""}`,
  );
  const table = await openText(`ticket,${created},team,${hours}`, rows);
  const { questions, files } = await draftOf(table, { language });
  // Beside the records of a month stands no mean of those that have ended.
  expect([...files.keys()]).not.toContain("queries/others.sql");
  const about = questions
    .find(({ name }) => name === "about")!
    .choices.find(({ label }) => ofLength.test(label))!.value;
  const found = await rowsOf(table, {}, { language, about: String(about) });
  expectFair(found("course"), made, ({ value }) => Number(value) / 24, mean);
});
