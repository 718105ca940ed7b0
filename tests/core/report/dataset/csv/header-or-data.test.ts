import { expect, test } from "vitest";
import { readTable } from "../read-table.ts";
import { seeded } from "../seeded.ts";

const files = process.env["SOAK"] === undefined ? 60 : 20_000;

type Maker = {
  readonly name: (random: () => number, column: number) => string;
  readonly value: (random: () => number) => string;
};

const pick = <T>(from: readonly T[], random: () => number): T => from[Math.floor(random() * from.length)]!;
const digits = (from: number, to: number) => (random: () => number) =>
  String(from + Math.floor(random() * (to - from)));

/** Columns of tables, as names and values are written. */
const makers: readonly Maker[] = [
  {
    name: (random, column) => `${pick(["name", "city", "person"], random)}${column}`,
    value: (random) => pick(["Anna", "Bert", "Carl", "Dora", "Emil"], random),
  },
  { name: (_, column) => `n${column}`, value: digits(1, 100) },
  { name: (_, column) => String(column + 1), value: digits(1, 100) },
  { name: (_, column) => String(2019 + column), value: digits(1, 5000) },
  { name: (_, column) => `x${column}`, value: (random) => (random() < 0.1 ? "n/a" : (random() * 100).toFixed(1)) },
  { name: (_, column) => `born${column}`, value: digits(1950, 2020) },
  {
    name: (_, column) => `day${column}`,
    value: (random) =>
      random() < 0.1 ? "unknown" : `2024-01-${String(1 + Math.floor(random() * 28)).padStart(2, "0")}`,
  },
];

/** What was written and what was read of one file, if they differ and nothing says so. */
async function misread(seed: number): Promise<string | undefined> {
  const random = seeded(seed);
  const headed = random() < 0.5;
  const columns = Array.from({ length: 2 + Math.floor(random() * 5) }, () => pick(makers, random));
  // Words alone do not show whether the first of them are names.
  if (columns.every((column) => column === makers[0])) return undefined;
  const names = columns.map((column, index) => column.name(random, index));
  const rows = Array.from({ length: 2 + Math.floor(random() * 12) }, () =>
    columns.map((column) => column.value(random)),
  );
  const text = [...(headed ? [names] : []), ...rows].map((cells) => `${cells.join(",")}\n`).join("");
  const outcome = await readTable(new TextEncoder().encode(text), "csv");
  if ("refused" in outcome) return undefined;
  const right = outcome.rows.length === rows.length && (!headed || outcome.columns.join() === names.join());
  const said = outcome.warnings.some((warning) => /first row|no header/.test(warning));
  return right || said ? undefined : text;
}

test("a first row that may be a header or data is never taken for one of them in silence", async () => {
  const wrong: string[] = [];
  for (let seed = 1; seed <= files; seed++) {
    const text = await misread(seed);
    if (text !== undefined) wrong.push(text);
  }
  expect(wrong.slice(0, 3), `${wrong.length} of ${files}`).toEqual([]);
});
