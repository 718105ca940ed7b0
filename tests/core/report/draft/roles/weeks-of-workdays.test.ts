import { expect, test } from "vitest";
import { openText, rowsOf } from "../draft-of-text.ts";

/** Two records on each day from the first to the last whose weekday is one of those given, 1 for Monday. */
function recordsOn(first: string, last: string, weekdays: readonly number[]): readonly string[] {
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  return Array.from({ length: days }, (_, at) => new Date(Date.parse(first) + at * 86_400_000))
    .filter((day) => weekdays.includes(day.getUTCDay() || 7))
    .flatMap((day, at) =>
      ["Ann", "Bob"].map((who, more) => `${day.toISOString().slice(0, 10)},${who},${1 + ((at * 7 + more * 3) % 8)}.5`),
    );
}

test.each([
  // 1 April 2025 is a Tuesday, 11 July a Friday.
  ["a Friday is the last working day", "2025-04-01", "2025-07-11", [1, 2, 3, 4, 5], "2025-04-07", "2025-07-07"],
  ["a Thursday is not", "2025-03-31", "2025-07-10", [1, 2, 3, 4, 5], "2025-03-31", "2025-06-30"],
  ["a shop is closed on Sunday and Monday", "2025-04-01", "2025-07-12", [2, 3, 4, 5, 6], "2025-04-01", "2025-07-07"],
  ["each day has records", "2025-04-01", "2025-07-12", [1, 2, 3, 4, 5, 6, 7], "2025-04-07", "2025-06-30"],
] as const)("%s", async (_, first, last, weekdays, begins, ends) => {
  const table = await openText("date,person,hours", recordsOn(first, last, weekdays));
  const periods = (await rowsOf(table))("periods").map(({ period }) => String(period).slice(0, 10));
  // A week is called by its Monday.
  const monday = begins === "2025-04-01" ? "2025-03-31" : begins;
  expect([periods[0], periods.at(-1)]).toEqual([monday, ends]);
});
