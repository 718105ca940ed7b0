import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../draft-of-text.ts";
import { numbersFrom } from "../stories/subject-shapes.ts";

const clinics = ["Cardiology", "Dermatology", "Ear", "Gastric", "Renal", "Urology", "Vascular"];
const month = (at: number): string => `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;

const middle = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
};
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Tables of clinics by month, with more and more holes: a clinic lacks a month. */
const tables = [0, 0.04, 0.12, 0.3].flatMap((holes) =>
  [3, 11].flatMap((seed) =>
    (["wait_weeks_median", "visits"] as const).map((measure) => ({ holes, seed: seed + 100 * holes, measure })),
  ),
);

test.each(tables)("a change beside a value is of the same members, $measure, $holes, $seed", async (made) => {
  const next = numbersFrom(made.seed);
  const isSum = made.measure === "visits";
  const cells = Array.from({ length: 14 }, (_, at) =>
    clinics.flatMap((clinic, place) => {
      const value = isSum
        ? 200 * (place + 1) + Math.round(next() * 90)
        : (40 + 13 * place + Math.round(next() * 60)) / 10;
      return next() < made.holes ? [] : [[month(at), clinic, value] as const];
    }),
  ).flat();
  const table = await openText(
    `month,clinic,${made.measure}`,
    cells.map((cell) => cell.join(",")),
  );
  const { world, template } = await templateOf(table, { language: "en", adds: isSum });
  const accepted = await acceptReport({ template: template.name, parameters: { against: "previous" } }, world);
  const { tables: found, document } = await layOutReport(accepted, world, () => {});
  const headline = found.get("headline")!.rows[0]!;
  const valuesOf = (period: unknown): Map<string, number> =>
    new Map(cells.flatMap(([at, clinic, value]) => (String(period).startsWith(at) ? [[clinic, value] as const] : [])));
  const [now, before] = [valuesOf(headline["now"]), valuesOf(headline["before"])];
  const both = [...now.keys()].filter((name) => before.has(name));
  const whole = isSum ? sum : middle;
  const [a, b] = [whole(both.map((name) => now.get(name)!)), whole(both.map((name) => before.get(name)!))];
  const own = found.get("measure")!.rows[0]!["kind"] === "percent" ? (100 * (a - b)) / b : a - b;
  expect(Number(headline["value"])).toBeCloseTo(whole([...now.values()]), 6);
  expect(Number(headline["change"])).toBeCloseTo(own, 6);
  const isAlike = both.length === now.size && both.length === before.size;
  expect(headline["alike"]).toBe(isAlike);
  // The large number of a change stands beside the value only then; else its sentence says of whom it is.
  const lines = shownLines(document).map(({ text }) => text);
  expect(JSON.stringify(document.blocks).includes("Change compared with")).toBe(isAlike);
  expect(lines.some((line) => line.startsWith(`Of the ${both.length} with values at both times`))).toBe(!isAlike);
  if (headline["begin_change"] === null) return;
  const begun = valuesOf(headline["begin"]);
  expect([...begun.keys()].toSorted()).toEqual([...now.keys()].toSorted());
});
