import { expect, test } from "vitest";
import { numbersFrom, rolesOfText } from "../roles-of-text.ts";

const codesOf = async (head: string, rows: readonly string[]): Promise<readonly string[]> =>
  (await rolesOfText(head, rows)).reading.missing.map(({ column, code, rows: n }) => `${column} ${code} ${n}`);

/** Rows whose last cell is one of the codes every few rows, and else a value up to a largest. */
function rowsWith(
  count: number,
  { most, codes, every, seed }: { most: number; codes: readonly number[]; every: number; seed: number },
): { readonly rows: readonly string[]; readonly cells: readonly number[] } {
  const next = numbersFrom(seed);
  const cells = Array.from({ length: count }, (_, at) =>
    at % every === 0 ? codes[(at / every) % codes.length]! : Math.floor(next() * (most + 1)),
  );
  return { rows: cells.map((cell, at) => `${["a", "b"][at % 2]!},${(next() * 9).toFixed(2)},${cell}`), cells };
}

test.each([
  { column: "pieces", most: 20, codes: [80, 90] },
  { column: "pieces", most: 12, codes: [77, 88, 99] },
  { column: "visits", most: 30, codes: [97, 98, 99] },
  { column: "drinks", most: 40, codes: [98] },
  { column: "days", most: 300, codes: [997, 998, 999] },
  { column: "weight_kg", most: 120, codes: [777, 999] },
  { column: "age", most: 60, codes: [99] },
  { column: "alter", most: 64, codes: [99] },
])("$codes among $column up to $most stand for missing values", async ({ column, most, codes }) => {
  for (const every of [7, 11, 20]) {
    const { rows, cells } = rowsWith(400, { most, codes, every, seed: most + every });
    const wanted = codes
      .toSorted((a, b) => a - b)
      .map((code) => `${column} ${code} ${cells.filter((cell) => cell === code).length}`);
    expect((await codesOf(`kind,strength,${column}`, rows)).toSorted()).toEqual(wanted.toSorted());
  }
});

test.each([
  // What people are given as a rule, what has no gap below it, and a single value.
  { column: "minutes", most: 20, codes: [90] },
  { column: "age", most: 97, codes: [99] },
  { column: "points", most: 70, codes: [80, 90] },
  { column: "score", most: 88, codes: [95, 97, 99] },
])("but not $codes among $column up to $most", async ({ column, most, codes }) => {
  const { rows } = rowsWith(400, { most, codes, every: 13, seed: most });
  expect(await codesOf(`kind,strength,${column}`, rows)).toEqual([]);
});
