import { expect, test } from "vitest";
import { growthExponent, median } from "../../../bench/measure/statistics.ts";

test("the median of odd and even numbers of values, in whatever order", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 1, 4, 2])).toBe(3);
  expect(median([])).toBeNaN();
});

test("the exponent of growth is that of the power that made the times", () => {
  expect(growthExponent(grown(1))).toBeCloseTo(1);
  expect(growthExponent(grown(2))).toBeCloseTo(2);
  expect(growthExponent(grown(0.5))).toBeCloseTo(0.5);
});

function grown(power: number): (readonly [number, number])[] {
  return [1, 3, 10, 50].map((size) => [size, 7 * size ** power]);
}
