import { expect, test } from "vitest";
import { numbersFrom } from "../../roles-of-text.ts";
import { reportOf } from "../../report-of-table.ts";
import { openText, rowsOf, templateOf } from "../../draft-of-text.ts";
import { acceptReport } from "../../../../../../functions/core/report/accept-report.ts";
import { layOutReport } from "../../../../../../functions/core/report/generate-report.ts";
import { shownLines } from "../../../../../../functions/core/report/document/shown-lines.ts";

const textOf = (lines: ReturnType<typeof shownLines>): string => lines.map(({ text }) => text).join(" ");

/**
 * Complaints get their cost once they are closed, so in the last month many have none: what is there is no month to
 * set beside the others. The oracle adds up the rows itself.
 */
interface Complaint {
  readonly month: number;
  readonly line: string;
  readonly cost: number | undefined;
}

function complaints(months: number, each: number, open: number, cancelled: boolean): readonly Complaint[] {
  return Array.from({ length: months * each }, (_, at) => {
    const month = 1 + Math.floor(at / each);
    const isOpen = month === months && ((at % each) * 37) % 100 < open;
    const isVoid = cancelled && at % 11 === 3;
    const cost = isOpen || isVoid ? undefined : 40 + ((at * 7919) % 211);
    const days = new Date(Date.UTC(2025, month, 0)).getUTCDate();
    const day = `2025-${String(month).padStart(2, "0")}-${String(1 + ((at * 7) % days)).padStart(2, "0")}`;
    const state = isVoid ? "Cancelled" : isOpen ? "Open" : "Closed";
    const branch = ["North", "South", "West"][(at * 13) % 3]!;
    const line = [day, branch, ...(cancelled ? [state] : []), cost ?? ""].join(",");
    return { month, line, cost };
  });
}

const table = (rows: readonly Complaint[], cancelled: boolean) =>
  openText(
    `Date,Branch,${cancelled ? "Status," : ""}Cost in GBP`,
    rows.map(({ line }) => line),
  );

for (const cancelled of [false, true])
  for (const [months, each, open] of [
    [7, 100, 54],
    [11, 60, 35],
    [9, 150, 88],
  ] as const)
    test(`${open}% of ${each} complaints without a cost in month ${months}${cancelled ? ", others cancelled" : ""}`, async () => {
      const rows = complaints(months, each, open, cancelled);
      const shown = await rowsOf(await table(rows, cancelled), { period: "latest" });
      const headline = shown("headline")[0]!;
      const sums = Array.from({ length: months - 1 }, (_, at) =>
        rows.filter(({ month }) => month === at + 1).reduce((sum, { cost }) => sum + (cost ?? 0), 0),
      );
      expect(String(headline["now"]).slice(0, 7)).toBe(`2025-${String(months - 1).padStart(2, "0")}`);
      expect(Number(headline["value"])).toBe(sums.at(-1));
      expect(Number(headline["highest"])).toBe(Math.max(...sums));
      expect(Number(headline["lowest"])).toBe(Math.min(...sums));
    });

test("a tenth without a cost leaves the last month in the course, and no note", async () => {
  const { world, template } = await templateOf(await table(complaints(8, 80, 10, false), false));
  const accepted = await acceptReport({ template: template.name, parameters: { period: "latest" } }, world);
  const { document, tables } = await layOutReport(accepted, world, () => {});
  expect(String(tables.get("headline")!.rows[0]!["now"])).toContain("2025-08");
  expect(textOf(shownLines(document))).not.toContain("has no value in the course");
});

test("the report says which amounts have no value in such a month", async () => {
  const { world, template } = await templateOf(await table(complaints(8, 80, 60, false), false));
  const accepted = await acceptReport({ template: template.name }, world);
  const { document } = await layOutReport(accepted, world, () => {});
  expect(textOf(shownLines(document))).toContain(
    "The course has no value where far fewer rows than usual have “Cost”: August 2025 (31 of 80).",
  );
});

/**
 * Reports of which a part never gets a cost, as nothing was done: what the others lack shows in the last months only,
 * of which fewer and fewer are done.
 */
interface Report {
  readonly month: number;
  readonly line: string;
  readonly cost: number | undefined;
}

function reports(each: readonly number[], never: number, done: (back: number) => number): readonly Report[] {
  const next = numbersFrom(each.length * 100 + never);
  return each.flatMap((count, at) =>
    Array.from({ length: count }, (_, nth) => {
      const month = at + 1;
      const days = new Date(Date.UTC(2024, month, 0)).getUTCDate();
      const isDone = 100 * next() >= never && next() < done(each.length - month);
      const cost = isDone ? 40 + Math.floor(next() * 180) : undefined;
      const day = `2024-${String(month).padStart(2, "0")}-${String(1 + ((nth * 7) % days)).padStart(2, "0")}`;
      return { month, cost, line: [day, ["North", "South", "West"][nth % 3]!, cost ?? ""].join(",") };
    }),
  );
}

const months12 = [260, 173, 119, 75, 67, 90, 140, 212, 273, 283, 279, 272];

test.each([
  ["en", "Reported on,Ward,Repair cost GBP", months12, 17, [0.3, 0.7], "far fewer rows than usual have"],
  ["de", "Gemeldet am,Bezirk,Kosten in EUR", months12.slice(2), 40, [0.2, 0.5, 0.7], "weit weniger Zeilen als sonst"],
  ["zh", "报修日期,区域,维修费用（元）", months12.map((count) => count + 100), 25, [0.5], "远少于平时"],
] as const)(
  "costs that come later leave the last months out, though some never have one (%s)",
  { timeout: 60_000 },
  async (language, head, each, never, done, said) => {
    const all = reports(each, never, (back) => done[back] ?? 1);
    const opened = await openText(
      head,
      all.map(({ line }) => line),
    );
    const { text, rows } = await reportOf(opened, { period: "month", language }, { period: "latest" });
    const known = each.length - done.length;
    const sums = Array.from({ length: known }, (_, at) =>
      all.filter(({ month }) => month === at + 1).reduce((sum, { cost }) => sum + (cost ?? 0), 0),
    );
    expect(rows("course").map(({ value }) => Number(value))).toEqual(sums);
    expect(String(rows("headline")[0]!["now"]).slice(0, 7)).toBe(`2024-${String(known).padStart(2, "0")}`);
    expect(text).toContain(said);
  },
);

test("months of which as many as always have a cost stay", { timeout: 60_000 }, async () => {
  for (const never of [10, 30, 45]) {
    const all = reports(months12, never, () => 1);
    const opened = await openText(
      "Reported on,Ward,Repair cost GBP",
      all.map(({ line }) => line),
    );
    const { text, rows } = await reportOf(opened, { period: "month" }, { period: "latest" });
    expect(rows("course")).toHaveLength(12);
    expect(text).not.toContain("far fewer rows");
  }
});
