import { expect, test } from "vitest";
import { hintNearMatch, listNear, nearMatch } from "../../functions/core/near-match.ts";

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

test("few names are all listed; of many those that are most like the one asked for, and how many more there are", () => {
  expect(listNear("yaer", ["year", "language"])).toEqual(["year", "language"]);
  const many = Array.from({ length: 315 }, (_, at) => `measure_${String(at).padStart(3, "0")}_eur`);
  const listed = listNear("mesure_207_eur", many);
  expect(listed).toHaveLength(21);
  expect(listed[0]).toBe("measure_207_eur");
  expect(listed.at(-1)).toBe("… and 295 more");
  // A part of a name finds the names that have it.
  expect(listNear("_31", many).slice(0, 5)).toEqual([..."01234"].map((digit) => `measure_31${digit}_eur`));
  expect(listNear("", many)).toHaveLength(21);
  expect(listNear("x".repeat(500), many)).toHaveLength(21);
});
