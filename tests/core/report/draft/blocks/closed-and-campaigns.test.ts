import { expect, test } from "vitest";
import { openText, rowsOf } from "../draft-of-text.ts";

const dayLength = 86_400_000;
const textOf = (day: number): string => new Date(day).toISOString().slice(0, 10);

/** Records of each day that is open, some times a day. */
function recordsOf(first: string, days: number, countOf: (day: Date, at: number) => number): readonly string[] {
  return Array.from({ length: days }, (_, at) => new Date(Date.parse(first) + at * dayLength)).flatMap((day, at) =>
    Array.from(
      { length: countOf(day, at) },
      (__, nth) =>
        `${textOf(day.getTime())},${["12:30", "12:15", "18:45", "18:00", "9:45", "9:05"][(at + nth * nth) % 6]!},${["Web", "Phone", "Walk-in"][(at + nth) % 3]!}`,
    ),
  );
}

const zerosOf = (course: readonly Readonly<Record<string, unknown>>[]): number =>
  course.filter(({ value }) => Number(value) === 0).length;

test.each([
  [1, 5],
  [1, 24],
  [7, 9],
  [3, 30],
])("weekday %i is closed, and no day with 0 (%i records a day)", { timeout: 60_000 }, async (closed, each) => {
  const rows = recordsOf("2025-10-01", 31, (day, at) =>
    (day.getUTCDay() || 7) === closed ? 0 : each + ((at * 5) % each),
  );
  const found = await rowsOf(await openText("Date,Time,Channel", rows));
  const course = found("course");
  expect(course.length).toBeGreaterThan(20);
  expect(zerosOf(course)).toBe(0);
  expect(course.filter(({ period }) => (new Date(String(period)).getUTCDay() || 7) === closed)).toEqual([]);
});

test.each([
  ["2007-11-09", 20, 6],
  ["2015-05-12", 18, 10],
])("records of a few campaigns are no course of many periods (%s)", { timeout: 60_000 }, async (first, days, each) => {
  const year = Number(first.slice(0, 4));
  const rows = [0, 1, 2].flatMap((more) =>
    recordsOf(`${year + more}${first.slice(4)}`, days, (_, at) => each + (at % 3)),
  );
  const found = await rowsOf(await openText("Date,Time,Kind", rows));
  const course = found("course");
  expect(zerosOf(course)).toBe(0);
});

test("a week without games has no goals, and is no lowest one", { timeout: 60_000 }, async () => {
  const rows = recordsOf("2009-10-09", 150, (day, at) =>
    day.getUTCDay() >= 5 && !(at > 70 && at < 78) ? 30 + (at % 7) : 0,
  );
  const found = await rowsOf(await openText("Date,Time,League", rows));
  expect(zerosOf(found("course"))).toBe(0);
});
