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

test("times are in the order of the clock", { timeout: 60_000 }, async () => {
  const rows = recordsOf("2025-10-01", 31, (_, at) => 9 + (at % 4));
  const table = await openText("Date,Time,Channel", rows);
  const found = await rowsOf(table);
  const times = (["whole_groups", "divided"] as const)
    .flatMap((query) => {
      try {
        return found(query);
      } catch {
        return [];
      }
    })
    .map(({ member }) => String(member))
    .filter((member) => member.includes(":"));
  expect(times.length).toBeGreaterThanOrEqual(6);
  expect(times.slice(0, 6)).toEqual(["9:05", "9:45", "12:15", "12:30", "18:00", "18:45"]);
});
