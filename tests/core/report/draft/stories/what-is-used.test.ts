import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { draftOf, openText, rowsOf } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "./subject-shapes.ts";

interface Used {
  readonly language: DraftLanguage;
  readonly head: string;
  /** Whether what is used is counted at several times of a day. */
  readonly isHourly: boolean;
}

const cases: readonly Used[] = [
  { language: "en", head: "date,room_type,rooms_available,rooms_sold,room_revenue_eur", isHourly: false },
  { language: "de", head: "Datum,Zimmertyp,Zimmer verfügbar,Zimmer verkauft,Umsatz (€)", isHourly: false },
  { language: "zh", head: "时间,停车场,总车位,占用车位", isHourly: true },
];

function rowsOfCase({ head, isHourly }: Used): {
  readonly rows: readonly string[];
  readonly parts: ReadonlyMap<string, number>;
} {
  const next = numbersFrom(6);
  const sums = new Map<string, readonly [used: number, all: number]>();
  const rows = Array.from({ length: 31 }, (_, day) =>
    Array.from({ length: isHourly ? 6 : 1 }, (__, hour) =>
      [84, 36, 9].map((all, at) => {
        const member = `M${at + 1}`;
        const used = Math.round(all * (0.9 - 0.3 * at) * (0.9 + 0.2 * next()));
        const [u, a] = sums.get(member) ?? [0, 0];
        sums.set(member, [u + used, a + all]);
        const date = `2025-01-${String(day + 1).padStart(2, "0")}`;
        const time = isHourly ? `${date} ${String(8 + 2 * hour).padStart(2, "0")}:00:00` : date;
        const money = head.split(",").length > 4 ? [(used * 110).toFixed(2)] : [];
        return [time, member, all, used, ...money].join(",");
      }),
    ).flat(),
  ).flat();
  return { rows, parts: new Map([...sums].map(([member, [used, all]]) => [member, (100 * used) / all])) };
}

test.each(cases)("$head: what is used is a quotient of sums", { timeout: 60_000 }, async (made) => {
  const { rows, parts } = rowsOfCase(made);
  const table = await openText(made.head, rows);
  const asked = { language: made.language, period: "month" } as const;
  const { rows: found, title } = await reportOf(table, asked);
  const told = new Map(found("plan_members").map((row) => [String(row["member"]), Number(row["part"])]));
  expect([...told.keys()].sort()).toEqual([...parts.keys()].sort());
  for (const [member, part] of told) expect(part).toBeCloseTo(parts.get(member)!, 9);
  const [plan = {}] = found("plan");
  expect(title).toContain(String(Math.round(Number(plan["part"]))));
});

test("what is left of a capacity is none", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 60 }, (_, at) => `D${at},${(at * 7) % 40},${40 - ((at * 7) % 40)}`);
  const { files } = await draftOf(await openText("Day,Spaces occupied,Spaces available", rows));
  expect([...files.keys()]).not.toContain("queries/plan.sql");
});

test("where many are full, those are shown that are not", { timeout: 60_000 }, async () => {
  const rows = Array.from(
    { length: 48 },
    (_, at) => `Course ${at + 1},${at % 5 === 0 ? 60 : 40},${at < 18 ? (at % 5 === 0 ? 60 : 40) : 12 + (at % 23)}`,
  );
  const found = await rowsOf(await openText("Course title,Capacity,Enrolled", rows));
  const shown = found("plan_chart").map((row) => Number(row["value"]));
  expect(shown).toHaveLength(15);
  expect(Math.max(...shown)).toBeLessThan(100);
});

test("the stock of several batches is compared with the level of their item", { timeout: 60_000 }, async () => {
  const next = numbersFrom(8);
  const stocks = new Map<string, [stock: number, level: number]>();
  const rows = Array.from({ length: 90 }, (_, at) => {
    const item = `Item ${(at % 30) + 1}`;
    const [quantity, level] = [Math.floor(next() * 300), 200 + 10 * (at % 30)];
    stocks.set(item, [(stocks.get(item)?.[0] ?? 0) + quantity, level]);
    return `${item},LOT${1000 + at},${quantity},${level}`;
  });
  const table = await openText("Item,Batch,Qty on hand,Reorder level", rows);
  const [plan = {}] = (await rowsOf(table))("plan");
  const under = [...stocks.values()].filter(([stock, level]) => stock < level).length;
  expect([Number(plan["members"]), Number(plan["under"])]).toEqual([stocks.size, under]);
  expect(
    await faultsOfDraft({ head: "Item,Batch,Qty on hand,Reorder level", rows, language: "en", allPeriods: false }),
  ).toEqual([]);
});

test("a small difference from a plan is one", { timeout: 60_000 }, async () => {
  const rows = ["76,79.1", "655,654.8", "663,636.8", "1519,1498.9", "210,210", "320,318.4", "80,81.5", "140,139.2"];
  const table = await openText(
    "科目,年初预算（万元）,实际支出（万元）",
    rows.map((row, at) => `科目${at + 1},${row}`),
  );
  const found = await rowsOf(table, {}, { language: "zh" });
  expect(found("plan")[0]).toMatchObject({ over: 2, under: 5 });
  const { files } = await draftOf(table, { language: "zh" });
  expect(files.get("report.md")).toContain("difference: '差额' | number: '+,.1f'");
});

test.each([
  ["Uptake %", "Target %", 9, (value: number) => value >= 95],
  ["Complaints per 1,000", "Target", 12, (value: number) => value <= 95],
] as const)(
  "%s: a target that is the same in all rows",
  { timeout: 60_000 },
  async (actual, planned, step, isReached) => {
    const values = Array.from({ length: 12 }, (_, at) => 90 + ((at * step * 7) % 97) / 10);
    const rows = values.map((value, at) => `District ${at + 1},${value},95`);
    const table = await openText(`District,"${actual}",${planned}`, rows);
    const found = await rowsOf(table);
    expect(Number(found("plan")[0]!["reached"])).toBe(values.filter(isReached).length);
  },
);

test.each([
  ["en", "date,rooms_available,rooms_occupied", 120],
  ["de", "Datum,Stellplätze,Belegt", 350],
  ["zh", "日期,总床位数,占用床位", 300],
  ["en", "date,Beds,Beds occupied", 64],
] as const)(
  "a capacity that never changes is no measure (%s, %s)",
  { timeout: 60_000 },
  async (language, head, all) => {
    const next = numbersFrom(all);
    const used = Array.from({ length: 120 }, () => Math.round(all * (0.5 + 0.45 * next())));
    const rows = used.map((count, at) => {
      const day = new Date(Date.UTC(2025, 0, 1) + at * 86_400_000).toISOString().slice(0, 10);
      return `${day},${all},${count}`;
    });
    expect(await faultsOfDraft({ head, rows, language, allPeriods: false })).toEqual([]);
    const { rows: found, title, draft } = await reportOf(await openText(head, rows), { language, period: "month" });
    expect(draft.questions.find(({ name }) => name === "about")?.choices).toHaveLength(1);
    const months = [31, 28, 31, 30].map((days, at, list) => {
      const from = list.slice(0, at).reduce((sum, count) => sum + count, 0);
      return (100 * used.slice(from, from + days).reduce((sum, count) => sum + count, 0)) / (all * days);
    });
    expect(found("plan_course").map(({ value }) => Number(value))).toEqual(
      months.map((share) => expect.closeTo(share, 9)),
    );
    const [plan = {}] = found("plan");
    expect(plan["highest_part"]).toBeCloseTo(Math.max(...months), 9);
    expect(plan["lowest_part"]).toBeCloseTo(Math.min(...months), 9);
    expect(title).toContain(String(Math.round(months.at(-1)!)));
  },
);
