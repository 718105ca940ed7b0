import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { readFontTables } from "../../../../functions/core/report/fonts/font-tables.ts";
import {
  classesOf,
  coverageOf,
  lookupsOf,
  partFrom,
  readCoverage,
  viewOf,
} from "../../../../functions/core/report/fonts/layout-tables.ts";

const require = createRequire(import.meta.url);
const inter = readFontTables(readFileSync(require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf")));

function tableOf(...words: number[]): DataView {
  const table = new DataView(new ArrayBuffer(words.length * 2));
  words.forEach((word, i) => table.setUint16(i * 2, word));
  return table;
}

test.each([
  [
    "a list",
    tableOf(1, 3, 5, 9, 40),
    [
      [5, 0],
      [9, 1],
      [40, 2],
    ],
    [0, 4, 6, 39, 41, 65535],
  ],
  [
    "ranges",
    tableOf(2, 2, 5, 7, 0, 20, 20, 3),
    [
      [5, 0],
      [6, 1],
      [7, 2],
      [20, 3],
    ],
    [0, 4, 8, 19, 21, 65535],
  ],
  ["an empty list", tableOf(1, 0), [], [0, 7]],
])("a coverage of %s is found glyph by glyph", (_name, coverage, covered, others) => {
  const indexOf = coverageOf(coverage);
  expect(covered.map(([glyph]) => [glyph, indexOf(glyph!)])).toEqual(covered);
  expect(others.map(indexOf)).toEqual(others.map(() => -1));
  expect(covered.map(([glyph]) => [glyph, indexOf(glyph!)])).toEqual(covered);
});

test("the pairs that Inter kerns are covered as the whole table says", () => {
  const [pairs] = lookupsOf(viewOf(inter.get("GPOS")!), new Set(["kern"]), 9).filter(({ type }) => type === 2);
  for (const subtable of pairs!.subtables) {
    const coverage = partFrom(subtable, subtable.getUint16(2));
    const whole = readCoverage(coverage);
    const indexOf = coverageOf(coverage);
    expect(whole.size).toBeGreaterThan(100);
    const wrong = Array.from({ length: 3000 }, (_, glyph) => glyph).filter(
      (glyph) => indexOf(glyph) !== (whole.get(glyph) ?? -1),
    );
    expect(wrong).toEqual([]);
  }
});

test.each([
  ["from a first glyph", tableOf(1, 10, 3, 2, 0, 1), [9, 10, 11, 12, 13], [0, 2, 0, 1, 0]],
  ["by ranges", tableOf(2, 2, 10, 12, 4, 20, 20, 1), [9, 10, 12, 13, 20, 21], [0, 4, 4, 0, 1, 0]],
])("classes %s", (_name, classes, glyphs, expected) => {
  expect(glyphs.map(classesOf(classes))).toEqual(expected);
});
