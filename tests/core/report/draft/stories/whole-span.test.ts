import { describe, expect, test } from "vitest";
import { openBytes } from "../open-table.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "../roles-of-text.ts";

const opened = (head: string, rows: readonly string[], name: string) =>
  openBytes(Buffer.from([head, ...rows, ""].join("\n")), "csv", name);

const dayOf = (start: string, at: number): string =>
  new Date(Date.parse(start) + at * 86_400_000).toISOString().slice(0, 10);

/** Heads of what was planned and what came of it, their language, days, and days between two rows. */
const plans = [
  ["date,line,Target pieces,Good pieces sold", "en", 40, 1],
  ["Datum,Maschine,Soll Stück,Ist Stück", "de", 60, 1],
  ["日期,产线,计划产量,实际产量", "zh", 55, 1],
  ["month,shop,Budget sales,Actual sales", "en", 12, 30],
] as const;

describe.each(plans)("%s", (head, language, days, step) => {
  test.each([1, 2])("what came of a plan is told of all periods together (%i)", { timeout: 60_000 }, async (seed) => {
    const next = numbersFrom(seed * 7 + days);
    const made = Array.from({ length: days }, (_, at) =>
      ["A1", "B2", "C3"].map((member) => {
        const planned = 400 + 10 * Math.floor(20 * next());
        const date = step === 1 ? dayOf("2025-03-03", at) : `2025-${String(1 + at).padStart(2, "0")}-01`;
        return { member, date, planned, actual: Math.round(planned * (0.8 + 0.25 * next())) };
      }),
    ).flat();
    const sum = (of: "actual" | "planned", member?: string): number =>
      made.filter((row) => member === undefined || row.member === member).reduce((all, row) => all + row[of], 0);
    const rows = made.map(({ member, date, planned, actual }) => [date, member, planned, actual].join(","));
    const report = await reportOf(await opened(head, rows, "shifts"), { language });
    const [plan = {}] = report.rows("plan");
    expect(plan).toMatchObject({ actual: sum("actual"), planned: sum("planned") });
    const last = made.at(-1)!.date;
    const ofLast = made.filter(({ date }) => date === last).reduce((all, { actual }) => all + actual, 0);
    if (step > 1) expect(plan).toMatchObject({ now_actual: ofLast });
    for (const member of ["A1", "B2", "C3"])
      expect(report.rows("plan_members")).toContainEqual(
        expect.objectContaining({ member, actual: sum("actual", member), planned: sum("planned", member) }),
      );
    expect(report.title.replaceAll(/[^\d]/g, "")).toContain(String(Math.abs(sum("actual") - sum("planned"))));
  });
});

test("a stock beside its target is told of the last time, since times have no sum", async () => {
  const rows = Array.from(
    { length: 24 },
    (_, at) => `2025-${String(1 + Math.floor(at / 2)).padStart(2, "0")}-01,${at % 2 ? "East" : "West"},${90 + at},100`,
  );
  const report = await reportOf(await opened("month,office,Actual headcount,Planned headcount", rows, "staff"));
  expect(report.rows("plan")[0]).toMatchObject({ actual: 112 + 113, planned: 200 });
});

test.each([
  ["en", "film,studio,Gross,Production Budget"],
  ["en", "shop,region,Revenue,Marketing budget"],
  ["de", "Laden,Region,Umsatz,Werbebudget"],
  ["zh", "影片,公司,票房收入,制作预算"],
] as const)("a budget that is a cost of its own is no plan (%s, %s)", { timeout: 60_000 }, async (language, head) => {
  const next = numbersFrom(head.length);
  const rows = Array.from({ length: 80 }, (_, at) => {
    const budget = 100 + Math.floor(400 * next());
    return `${String.fromCodePoint(65 + (at % 26))}${at},${["North", "South", "West"][at % 3]},${Math.round(budget * (0.8 + 0.6 * next()))},${budget}`;
  });
  const { draft } = await reportOf(await opened(head, rows, "table"), { language });
  expect([...draft.files.keys()]).not.toContain("queries/plan.sql");
});
