import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, rowsOf, templateOf } from "../draft-of-text.ts";

const months = Array.from({ length: 12 }, (_, at) => `2025-${String(at + 1).padStart(2, "0")}-01`);
const clinics = ["Cardiology", "Dermatology", "Ear", "Gastric", "Renal", "Urology", "Vascular"];

/** Waits and the share that is seen in time, where one clinic has not reported the last month and one began late. */
const rows = months.flatMap((month, at) =>
  clinics.flatMap((clinic, place) =>
    (clinic === "Cardiology" && at === 11) || (clinic === "Vascular" && at < 3)
      ? []
      : [
          `${month},${clinic},${(8 + place * 1.7 + ((at * 3 + place) % 5) / 2).toFixed(1)},${(70 - 3 * place - ((at * 5 + place * 2) % 7)).toFixed(1)}`,
        ],
  ),
);
const table = openText("month,clinic,wait_weeks_median,seen_in_time_pct", rows);

const middle = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
};

test("a median and its change beside the first measure are of the same members", async () => {
  const found = await rowsOf(await table);
  const [other] = found("others");
  const column = other!["key"] === "wait_weeks_median" ? 2 : 3;
  const valueOf = (month: string): Map<string, number> =>
    new Map(
      rows
        .map((row) => row.split(","))
        .flatMap((row) => (row[0] === month ? [[row[1]!, Number(row[column])] as const] : [])),
    );
  const [now, before] = [valueOf(months[11]!), valueOf(months[10]!)];
  const both = [...now.keys()].filter((name) => before.has(name));
  const change = middle(both.map((name) => now.get(name)!)) - middle(both.map((name) => before.get(name)!));
  expect(Number(other!["change"])).toBeCloseTo(change, 6);
  expect(other).toMatchObject({ compared: both.length });
});

test.each([
  ["en", /with a value in every period shown/, /Median of the own changes/],
  ["de", /mit Werten in jedem gezeigten Zeitraum/, /Median der eigenen Änderungen/],
  ["zh", /只计各期都有数值的/, /各项自身变化的中位数/],
] as const)("in %s, a line of fewer members says of whom it is", async (language, drawn, own) => {
  const { world, template } = await templateOf(await table, { language });
  const { document, tables } = await layOutReport(
    await acceptReport({ template: template.name }, world),
    world,
    () => {},
  );
  const text = JSON.stringify(document.blocks);
  const [headline] = tables.get("headline")!.rows;
  expect(headline).toMatchObject({ drawn: tables.get("course")!.rows.at(-1)!["value"] });
  expect(Number(headline!["members"])).toBeLessThan(Number(headline!["present"]));
  expect(text).toMatch(drawn);
  expect(text).toMatch(own);
});
