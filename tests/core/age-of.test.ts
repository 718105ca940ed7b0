import { expect, test } from "vitest";
import { ageOf } from "../../functions/core/age-of.ts";

const minute = 60_000;
const noon = Date.UTC(2026, 0, 31, 12);
const age = (modified: number): number =>
  ageOf({ modified }, { clock: { now: () => noon, sleep: () => Promise.resolve() } });

test("an object's age is the time since it was written", () => {
  expect(age(noon - 3 * minute)).toBe(3 * minute);
  expect(age(noon)).toBe(0);
});

test("a store whose clock is a little ahead writes objects of no age; one from the future is old", () => {
  expect(age(noon + minute)).toBe(0);
  expect(age(noon + 5 * minute)).toBe(0);
  expect(age(noon + 5 * minute + 1)).toBe(Infinity);
});
