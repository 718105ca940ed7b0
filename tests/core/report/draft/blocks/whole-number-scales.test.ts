import { expect, test } from "vitest";
import { draftOf, openText } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";

/** Answers on scales of whole numbers, each of which has a bar of its own; the oracle counts them. */
const scales: readonly (readonly [string, string, number, number, readonly number[]])[] = [
  ["en", "hotel,stars", 1, 5, []],
  ["de", "Klasse,Note", 1, 6, [4]],
  ["zh", "班级,评分", 0, 10, [0, 3]],
  ["en", "ward,children", 0, 8, [7]],
];

test.each(scales)(
  "%s: “%s” has a bar at each whole number from %i to %i",
  { timeout: 60_000 },
  async (language, head, from, to, absent) => {
    const steps = Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((step) => !absent.includes(step));
    const values = Array.from({ length: 240 }, (_, at) => steps[(at * at * 7 + at * 3 + (at % 5)) % steps.length]!);
    const table = await openText(
      head,
      values.map((value, at) => `${["North", "South", "West"][at % 3]!},${value}`),
    );
    const { rows } = await reportOf(table, { language: language as "en" });
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const expected = Array.from({ length: most - least + 1 }, (_, at) => [
      least + at,
      values.filter((value) => value === least + at).length,
    ]);
    const bars = rows("bins");
    expect(bars.map(({ low, records }) => [Number(low), Number(records)])).toEqual(expected);
    expect(bars.every(({ is_whole: isWhole }) => isWhole === true)).toBe(true);
    const { files } = await draftOf(table, { language: language as "en" });
    const spec = JSON.parse(files.get("charts/spread-whole.vl.json")!) as { encoding: { x: { type: string } } };
    expect(spec.encoding.x.type).toBe("ordinal");
    expect(files.get("report.md")).toMatch(/is_whole/);
  },
);

test("values with decimals, and whole numbers far apart, have intervals", { timeout: 60_000 }, async () => {
  const decimals = Array.from({ length: 90 }, (_, at) => `${"ABC"[at % 3]!},${(1 + ((at * 7) % 41) / 10).toFixed(1)}`);
  const wide = Array.from({ length: 90 }, (_, at) => `${"ABC"[at % 3]!},${(at * 37) % 401}`);
  for (const [head, lines] of [
    ["group,acidity", decimals],
    ["group,weight", wide],
  ] as const) {
    const table = await openText(head, lines);
    const { rows } = await reportOf(table);
    expect(rows("bins").some(({ is_whole: isWhole }) => isWhole === true)).toBe(false);
    expect((await draftOf(table)).files.has("charts/spread-whole.vl.json")).toBe(false);
  }
});
