import { expect, test } from "vitest";
import { relativeDate, relativeDates, resolveDates } from "../../functions/core/relative-date.ts";

test.each([
  ["report-date", "2024-03-31", "2024-03-31"],
  ["previous-day", "2024-03-01", "2024-02-29"],
  ["next-day", "2023-12-31", "2024-01-01"],
  ["week-start", "2026-11-29", "2026-11-23"],
  ["week-start", "2026-11-23", "2026-11-23"],
  ["previous-week-end", "2026-11-29", "2026-11-22"],
  ["next-week-start", "2026-11-27", "2026-11-30"],
  ["month-start", "2024-02-29", "2024-02-01"],
  ["month-end", "2024-02-01", "2024-02-29"],
  ["previous-month-end", "2024-03-31", "2024-02-29"],
  ["previous-month-start", "2024-01-15", "2023-12-01"],
  ["next-month-end", "2023-12-31", "2024-01-31"],
  ["quarter-start", "2024-06-30", "2024-04-01"],
  ["quarter-end", "2024-05-01", "2024-06-30"],
  ["previous-quarter-end", "2024-02-10", "2023-12-31"],
  ["next-quarter-start", "2024-11-10", "2025-01-01"],
  ["year-start", "2024-06-30", "2024-01-01"],
  ["year-end", "2024-06-30", "2024-12-31"],
  ["previous-year-start", "2024-06-30", "2023-01-01"],
  ["30-days-ago", "2024-03-01", "2024-01-31"],
  ["2-weeks-ahead", "2024-12-25", "2025-01-08"],
  ["1-month-ago", "2024-03-31", "2024-02-29"],
  ["12-months-ago", "2024-02-29", "2023-02-28"],
  ["4-years-ahead", "2024-02-29", "2028-02-29"],
  ["1-year-ago", "0050-01-01", "0049-01-01"],
])("%s of %s is %s", (word, date, expected) => {
  expect(relativeDate(word, date)).toBe(expected);
});

test("other words are not dates, nor is a day beyond the calendar", () => {
  for (const word of [
    "previous-mont-end",
    "day",
    "day-start",
    "previous-day-end",
    "",
    "2024-01-01",
    "month",
    "ago",
    "1-decade-ago",
    "toString",
  ])
    expect(relativeDate(word, "2024-06-30")).toBeUndefined();
  expect(relativeDate("9999-years-ago", "2024-06-30")).toBeUndefined();
  expect(relativeDate("next-day", "9999-12-31")).toBeUndefined();
  for (const word of relativeDates) expect(relativeDate(word, "2024-06-30")).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test("words become dates where the schema says that there is a date", () => {
  const date = { type: "string", format: "date" };
  const schema = {
    properties: {
      date,
      from: date,
      note: { type: "string" },
      days: { type: "array", items: date },
      span: { type: "object", properties: { date, to: date } },
    },
  };
  const value = {
    date: "month-end",
    from: "month-start",
    note: "month-start",
    days: ["report-date", "2020-01-01", 5],
    span: { date: "year-start", to: null },
    other: "month-start",
  };
  expect(resolveDates(schema, value, "2024-06-15")).toEqual({
    date: "month-end",
    from: "2024-06-01",
    note: "month-start",
    days: ["2024-06-15", "2020-01-01", 5],
    span: { date: "2024-01-01", to: null },
    other: "month-start",
  });
});
