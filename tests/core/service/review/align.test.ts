import { expect, test } from "vitest";
import { alignLists, pairEntries, pairRows } from "../../../../functions/core/service/review/align.ts";

const itself = (text: string): string => text;

test("what stands between equal entries is a hunk, and hunks hold both sides", () => {
  expect(alignLists(["a", "b", "c", "d"], ["a", "x", "c", "d", "e"], itself)).toEqual([
    { before: ["b"], after: ["x"] },
    { before: [], after: ["e"] },
  ]);
  expect(alignLists(["a"], ["a"], itself)).toEqual([]);
});

test("long lists without anything in common are one hunk, found without comparing each with each", () => {
  const [before, after] = ["a", "b"].map((letter) =>
    Array.from({ length: 4000 }, (_, index) => `${letter}${index}`),
  ) as [string[], string[]];
  expect(alignLists(before, after, itself)).toEqual([{ before, after }]);
});

test("entries of the same name are pairs in their order; the others have no partner", () => {
  const pairs = pairEntries({ before: ["a1", "b1", "a2"], after: ["a3", "c1"] }, (text) => text[0]!);
  expect(pairs).toEqual([
    ["a1", "a3"],
    ["b1", undefined],
    ["a2", undefined],
    [undefined, "c1"],
  ]);
});

test("rows left over are pairs if both sides have as many of them", () => {
  expect(pairRows({ before: ["a1", "b1"], after: ["c1", "a2"] }, (text) => text[0]!)).toEqual([
    ["a1", "a2"],
    ["b1", "c1"],
  ]);
  expect(pairRows({ before: ["a1", "b1"], after: ["c1"] }, (text) => text[0]!)).toEqual([
    ["a1", undefined],
    ["b1", undefined],
    [undefined, "c1"],
  ]);
});
