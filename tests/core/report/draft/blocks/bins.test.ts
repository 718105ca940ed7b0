import { expect, test } from "vitest";
import { openText, rowsOf } from "../draft-of-text.ts";

/** Whole numbers of hundredths, so that the expected counts need no fractions. */
interface Values {
  readonly from: number;
  readonly to: number;
  readonly grid: number;
}

const cases: readonly Values[] = [
  // Steps of 0.1, 0.2, 0.05, 0.5, 0.02, 0.01, 1 and 5; with a large base, and below zero.
  { from: 230, to: 400, grid: 10 },
  { from: 430, to: 790, grid: 10 },
  { from: 695, to: 745, grid: 5 },
  { from: 100, to: 1100, grid: 10 },
  { from: 110, to: 150, grid: 1 },
  { from: 1, to: 20, grid: 1 },
  { from: 10_010, to: 10_200, grid: 10 },
  { from: -330, to: 150, grid: 10 },
  { from: 9_999_910, to: 10_000_090, grid: 5 },
  { from: 0, to: 2000, grid: 25 },
  { from: -500, to: 10_000, grid: 100 },
];

const text = (hundredths: number): string =>
  `${hundredths < 0 ? "-" : ""}${Math.floor(Math.abs(hundredths) / 100)}.${String(Math.abs(hundredths) % 100).padStart(2, "0")}`;

test.each(cases)("bars hold what lies in them: $from to $to hundredths by $grid", async ({ from, to, grid }) => {
  const places = Math.floor((to - from) / grid) + 1;
  const all = Array.from({ length: places * 3 }, (_, at) => from + grid * ((at * 7) % places));
  const table = await openText(
    "group,acidity",
    all.map((value, at) => `${["north", "south", "west"][at % 3]!},${text(value)}`),
  );
  const bins = (await rowsOf(table))("bins");
  const exact = bins.map(({ low, high }) => {
    const [start, end] = [Math.round(Number(low) * 100), Math.round(Number(high) * 100)];
    return { low: start / 100, high: end / 100, records: all.filter((one) => one >= start && one < end).length };
  });
  // The edges are the decimals themselves, and not numbers beside them.
  expect(bins.map(({ low, high, records }) => ({ low: Number(low), high: Number(high), records }))).toEqual(exact);
  expect(exact.reduce((sum, { records }) => sum + records, 0)).toBe(all.length);
});

test("bars hold shares that are printed in percent", async () => {
  const all = Array.from({ length: 60 }, (_, at) => 1 + ((at * 7) % 60));
  const table = await openText(
    "group,pass_share",
    all.map((value, at) => `${["north", "south", "west"][at % 3]!},${(value / 100).toFixed(2)}`),
  );
  for (const { low, high, records } of (await rowsOf(table))("bins"))
    expect(records).toBe(all.filter((one) => one >= Number(low) && one < Number(high)).length);
});
