import { expect, test } from "vitest";
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
    "A month of which more than a quarter of the rows have no “Cost” yet has no value in the course.",
  );
});
