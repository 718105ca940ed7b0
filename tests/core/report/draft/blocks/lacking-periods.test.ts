import { describe, expect, test } from "vitest";
import type { DraftAnswers } from "../../../../../functions/core/report/draft/draft.ts";
import { draftOf, openText, rowsOf } from "../draft-of-text.ts";

/** Two years and a half of months. */
const months = Array.from({ length: 30 }, (_, at) => {
  const month = String((at % 12) + 1).padStart(2, "0");
  return { month: `${2023 + Math.floor(at / 12)}-${month}`, at };
});
const plants = ["North", "South", "Mid"];

/** A table of months and plants, without the cells that `lacks` names: empty, or without their rows. */
function energy(lacks: readonly string[], how: "empty" | "no row"): readonly string[] {
  return months.flatMap(({ month, at }) =>
    plants.flatMap((plant, place) => {
      const isLacking = lacks.includes(`${month} ${plant}`);
      if (isLacking && how === "no row") return [];
      return [`${month},${plant},${isLacking ? "" : 100 * (place + 1) + at},${10 + place + at}`];
    }),
  );
}

const sumOf = (from: number, times: number, places: readonly number[]): number =>
  months
    .slice(from, from + times)
    .flatMap(({ at }) => places.map((place) => 100 * (place + 1) + at))
    .reduce((sum, value) => sum + value, 0);

describe.each(["empty", "no row"] as const)("a cell that is missing (%s)", (how) => {
  test.each([
    ["quarter", "2023-Q4", "2023-10-01", 9, 3],
    ["year", "2023", "2023-01-01", 0, 12],
  ] as const)("its member has no value in the %s", async (period, key, now, from, times) => {
    const table = await openText("month,plant,consumption_kwh,costs", energy(["2023-12 North"], how));
    const query = await rowsOf(table, { period: key, measure: "consumption_kwh" }, { period, adds: true });
    expect(query("headline")[0]).toMatchObject({ now, value: sumOf(from, times, [1, 2]) });
    expect(query("standing")[0]).toMatchObject({ members: 2, missing: 1, missed: "North" });
    const all = await rowsOf(table, { measure: "consumption_kwh" }, { period, adds: true });
    // No course dips: it is that of the others, and the last period that of all.
    const [first, ...others] = all("course").map(({ value }) => Number(value));
    for (const value of others) expect(value).toBeGreaterThan(first!);
    expect(all("standing")[0]).toMatchObject({ missing: 0 });
  });
});

test.each([
  ["en", "Where the value of a month is missing, its quarter has no value for that member."],
  ["de", "Fehlt ein Wert eines Monats, hat das Quartal dort keinen."],
  ["zh", "缺少某月数值的一项，在该季度不计数值。"],
] as const)("the report says so (%s)", async (language, sentence) => {
  const table = await openText("month,plant,consumption_kwh,costs", energy(["2023-12 North"], "empty"));
  // Its lines break where they are full.
  const textOf = async (answers: DraftAnswers): Promise<string> =>
    (await draftOf(table, answers)).files.get("report.md")!.replaceAll(/\s+/g, " ");
  expect(await textOf({ language, period: "quarter" })).toContain(sentence);
  expect(await textOf({ language })).not.toContain(sentence);
});

test("beside the measure that the report is about, another has no value of that member either", async () => {
  const table = await openText("month,plant,consumption_kwh,costs", energy(["2023-12 North"], "empty"));
  const query = await rowsOf(table, { period: "2023-Q4", measure: "costs" }, { period: "quarter", about: "costs" });
  expect(query("standing")[0]).toMatchObject({ members: 3, missing: 0 });
  // Costs may be added up, and so may consumption.
  expect(query("others")[0]).toMatchObject({ key: "consumption_kwh", value: sumOf(9, 3, [1, 2]) });
});

test("a course without members has no value in a quarter that lacks a month", async () => {
  const rows = months.flatMap(({ month, at }) => (at === 10 ? [] : [`${month},${100 + at}`]));
  const query = await rowsOf(await openText("month,sales", rows), {}, { period: "quarter" });
  expect(query("course")).toHaveLength(9);
  expect(query("course").map(({ period }) => period)).not.toContain("2023-10-01");
});

test("days on which a shop of daily values has none make no month of it", async () => {
  const days = Array.from({ length: 31 + 28 + 31 + 30 }, (_, at) =>
    new Date(Date.UTC(2025, 0, 1) + at * 86_400_000).toISOString().slice(0, 10),
  );
  const rows = days.flatMap((day, at) =>
    ["a", "b", "c"].flatMap((shop) =>
      day === "2025-04-10" && shop === "b" ? [] : [`${day},${shop},${[9, 10, 11][at % 3]!}`],
    ),
  );
  const query = await rowsOf(await openText("day,shop,sales", rows), {}, { period: "month" });
  expect(query("standing")[0]).toMatchObject({ members: 2, missed: "b", first_value: 300, last_value: 300 });
});

test("sums of records stay sums, whatever days or months have none", async () => {
  const sold = months.flatMap(({ month, at }) =>
    ["pear", "plum", "fig"].flatMap((fruit, place) =>
      (at + place) % 3 === 0 ? [] : [`${month},${fruit},${[4, 5, 6][(at + 1) % 3]!}`],
    ),
  );
  const panel = await rowsOf(await openText("month,fruit,sales", sold), {}, { period: "quarter" });
  expect(panel("headline")[0]).toMatchObject({ value: 30 });
  const twice = [...sold, ...sold];
  const flow = await rowsOf(await openText("month,fruit,sales", twice), { measure: "sales" }, { period: "quarter" });
  expect(flow("headline")[0]).toMatchObject({ value: 60 });
});
