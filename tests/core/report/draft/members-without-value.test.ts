import { expect, test } from "vitest";
import { draftOf, openText, rowsOf } from "./draft-of-text.ts";

const months = Array.from({ length: 12 }, (_, at) => `2024-${String(at + 1).padStart(2, "0")}`);
const countries = ["Austria", "Belgium", "Croatia", "Denmark", "Estonia", "Finland", "Greece"];

/** A panel in which each country of `gaps` misses the months of these places. */
const panel = (gaps: Readonly<Record<string, readonly number[]>>): readonly string[] =>
  countries.flatMap((country, place) =>
    months.flatMap((month, at) =>
      gaps[country]?.includes(at) === true ? [] : [`${country},${month},${100 * (place + 1) + ((at * 7) % 5)}`],
    ),
  );

test.each([
  ["en", "with a value"],
  ["de", "mit einem Wert"],
  ["zh", "有数值的"],
] as const)(
  "who has no value in the period is named, and the table says of how many it is (%s)",
  async (language, word) => {
    const rows = panel({ Austria: [11], Belgium: [10, 11], Croatia: [3], Denmark: [4], Estonia: [5], Finland: [6] });
    const table = await openText("country,month,exports_usd_m", rows);
    const found = (await rowsOf(table, {}, { language }))("standing")[0];
    expect(found).toMatchObject({ members: 5, missing: 2, missed: "Austria, Belgium" });
    const report = (await draftOf(table, { language })).files.get("report.md")!;
    expect(report).toContain("{{ s.missed }}");
    expect(/::table\{data="table"\s+title="([^"]*)"/.exec(report)![1]).toContain(word);
  },
);

test("totals of unlike members have no highest and no lowest", async () => {
  const rows = panel({ Austria: [1], Belgium: [2], Croatia: [3], Denmark: [4], Estonia: [5], Finland: [6] });
  const table = await openText("country,month,exports_usd_m", rows);
  expect((await rowsOf(table))("headline")[0]).toMatchObject({ unlike: true, fewest: 6, most: 7 });
  expect((await draftOf(table)).files.get("report.md")).toMatch(
    /\{% if h\.unlike %\}[^]*\{% unless h\.unlike %\}\n::chart\{spec="course"/,
  );
  // At least half have a value each time: the course is theirs.
  const few = await openText("country,month,exports_usd_m", panel({ Austria: [1], Belgium: [2] }));
  expect((await rowsOf(few))("headline")[0]).toMatchObject({ unlike: false, members: 5, absent: "Austria, Belgium" });
});

test("in a sum of dated records, what has none in the period has nothing", async () => {
  const days = Array.from({ length: 120 }, (_, at) => new Date(Date.UTC(2025, 0, 1) + at * 86_400_000));
  const trees = [
    ["Ash", "Birch", "Cedar", "Fir"],
    ["Ash", "Birch", "Cedar"],
    ["Ash", "Fir"],
  ];
  const rows = days.flatMap((day, at) => {
    const names = trees[Math.max(0, day.getUTCMonth() - 1)]!;
    return Array.from(
      { length: 3 },
      (_, n) => `${day.toISOString().slice(0, 10)},${names[(at * 5 + n * n) % names.length]!},${3 + ((at + n) % 3)}`,
    );
  });
  const query = await rowsOf(await openText("date,tree,sales", rows), {}, { period: "month" });
  expect(query("standing")[0]).toMatchObject({ members: 4, missing: 0, last_value: 0, last_ties: 2 });
  // Fir began with nothing, Birch and Cedar fell to nothing.
  expect(query("standing")[0]).toMatchObject({ rose: 2, fell: 2, compared: 4 });
  expect(query("panels").filter(({ member }) => member === "Fir")).toHaveLength(4);
});
