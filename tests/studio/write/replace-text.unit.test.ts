import fc from "fast-check";
import { expect, test } from "vitest";
import { replaceText } from "../../../studio/src/write/editor/replace-text.ts";

test("a change is as small as it can be in one piece", () => {
  expect(replaceText("one two three", "one 2 three")).toEqual({ from: 4, to: 7, insert: "2" });
  expect(replaceText("aaa", "aaaa")).toEqual({ from: 3, to: 3, insert: "a" });
  expect(replaceText("same", "same")).toBeUndefined();
});

test("a change always makes the other text", () => {
  const texts = fc.array(fc.constantFrom("a", "b", "\n"), { maxLength: 12 }).map((letters) => letters.join(""));
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const change = replaceText(before, after);
      expect(
        change === undefined ? before : before.slice(0, change.from) + change.insert + before.slice(change.to),
      ).toBe(after);
    }),
    { seed: 7, numRuns: 300 },
  );
});
