import { expect, test } from "vitest";
import { heatScale } from "../../../../../functions/core/report/compose/table/heat-scale.ts";
import { FormatError } from "../../../../../functions/core/report/compose/formats/format-error.ts";
import type { Value } from "../../../../../functions/core/report/query/table.ts";

const sharesOf = (...values: Value[]) => values.map(heatScale(values, "value"));

test("values on one side of zero are coloured from the least to the largest", () => {
  expect(sharesOf(10, 15, 20, null)).toEqual([
    { share: 0, diverging: false },
    { share: 0.5, diverging: false },
    { share: 1, diverging: false },
    undefined,
  ]);
  expect(sharesOf(0, 2, 6)).toMatchObject([{ share: 0 }, { share: 0.3333 }, { share: 1, diverging: false }]);
  expect(sharesOf(-6, -3, 0)).toMatchObject([{ share: 0 }, { share: 0.5 }, { share: 1, diverging: false }]);
});

test("values on both sides of zero have it in the middle, as far to each side as the furthest", () => {
  expect(sharesOf(-5, 0, 10)).toEqual([
    { share: 0.25, diverging: true },
    { share: 0.5, diverging: true },
    { share: 1, diverging: true },
  ]);
  expect(sharesOf(-10, 5)).toMatchObject([{ share: 0 }, { share: 0.75 }]);
});

test("equal values, a single one and none have no colour", () => {
  expect(sharesOf(3, 3)).toEqual([undefined, undefined]);
  expect(sharesOf(3)).toEqual([undefined]);
  expect(sharesOf(null, null)).toEqual([undefined, undefined]);
});

test("a text is refused, with the column", () => {
  expect(() => sharesOf(1, "high")).toThrow(new FormatError('a heat map needs numbers, and "value" holds "high"'));
});
