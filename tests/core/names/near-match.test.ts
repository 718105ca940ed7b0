import { expect, test } from "vitest";
import { hintNearMatch, nearMatch } from "../../../functions/core/names/near-match.ts";

test.each([
  ["yaer", ["year", "language"], "year"],
  ["Weigths", ["weights"], "weights"],
  ["pecent", ["percent", "points"], "percent"],
  ["a", ["b"], "b"],
])("%s is probably one of %j", (text, candidates, expected) => {
  expect(nearMatch(text, candidates)).toBe(expected);
});

test("a name that is too different is not a match", () => {
  expect(nearMatch("currency", ["year", "language"])).toBeUndefined();
  expect(nearMatch("x".repeat(300), ["x".repeat(299)])).toBeUndefined();
  expect(hintNearMatch("currency", ["year"])).toEqual({});
});

test("the nearest of several wins, the earlier at equal distance", () => {
  expect(nearMatch("shore", ["share", "short", "shores"])).toBe("share");
  expect(hintNearMatch("shere", ["share"])).toEqual({ hint: 'did you mean "share"?' });
});
