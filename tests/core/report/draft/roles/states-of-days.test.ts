import { expect, test } from "vitest";
import { draftOf, openText, rowsOf } from "../draft-of-text.ts";

/** Five months of days with users, of whom the same may come on each, and orders. */
const usersOf = (at: number): number => 700 + ((at * 53) % 190);
const days = Array.from({ length: 150 }, (_, at) =>
  [new Date(Date.UTC(2025, 0, 6 + at)).toISOString().slice(0, 10), usersOf(at), 20 + ((at * 7) % 9)].join(","),
);

test("unique users of days are never added up to weeks: their mean is shown, and called one", async () => {
  const table = await openText("Date,Users,Orders", days);
  const { files } = await draftOf(table, { about: "users" });
  expect(files.get("report.md")).toContain("{% unless m.flows %}, mean{% endunless %}");
  const of = await rowsOf(table, { measure: "users" });
  const { value } = of("headline")[0]!;
  // The last of whole weeks begins on the 141st day.
  const week = Array.from({ length: 7 }, (_, at) => usersOf(140 + at));
  expect(Number(value)).toBeCloseTo(week.reduce((sum, one) => sum + one, 0) / 7, 6);
});

test("households keep their numbers as the table writes them, and stand by their values", async () => {
  const rows = Array.from({ length: 24 }, (_, at) =>
    [1001 + Math.floor(at / 4), 2021 + (at % 4), 2000 + ((at * 137) % 900)].join(","),
  );
  const of = await rowsOf(await openText("household,wave,income", rows));
  const ranking = of("ranking");
  expect(ranking.map(({ member }) => String(member)).sort()).toEqual(["1001", "1002", "1003", "1004", "1005", "1006"]);
  const values = ranking.map(({ value }) => Number(value));
  expect(values).toEqual(values.toSorted((a, b) => b - a));
});
