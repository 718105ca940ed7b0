import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeLines } from "../../../studio/src/write/assumed/merge-lines.ts";

const line = fc.constantFrom("a", "b", "c", "", "  d");
const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n"));

const whole = (...parts: readonly (readonly string[])[]): string => parts.flat().join("\n");

test("a text that only one has changed is theirs, or mine", () => {
  fc.assert(
    fc.property(text, text, (base, changed) => {
      expect(mergeLines(base, base, changed)).toBe(changed);
      expect(mergeLines(base, changed, base)).toBe(changed);
      expect(mergeLines(base, changed, changed)).toBe(changed);
    }),
  );
});

test("changes of lines apart from each other are both made, whoever makes which", () => {
  const part = fc.array(fc.nat({ max: 3 }), { maxLength: 3 });
  fc.assert(
    fc.property(part, part, part, part, fc.nat({ max: 4 }), (above, below, mine, theirs, gap) => {
      // Every line is another, so that nothing can be found elsewhere.
      const [first, last] = [above.map((at) => `above ${at}`), below.map((at) => `below ${at}`)];
      const between = Array.from({ length: gap + 1 }, (_, at) => `between ${at}`);
      const [own, other] = [mine.map((at) => `mine ${at}`), theirs.map((at) => `theirs ${at}`)];
      const base = whole(["begin"], first, between, last, ["end"]);
      const [one, two] = [
        whole(["begin"], own, between, last, ["end"]),
        whole(["begin"], first, between, other, ["end"]),
      ];
      const both = whole(["begin"], own, between, other, ["end"]);
      expect(mergeLines(base, one, two)).toBe(both);
      expect(mergeLines(base, two, one)).toBe(both);
    }),
  );
});

test("lines that both have changed otherwise, or beside each other, are nobody's", () => {
  expect(mergeLines("a\nb\nc", "a\nmine\nc", "a\ntheirs\nc")).toBeUndefined();
  expect(mergeLines("a\nb\nc", "a\nb\nmine", "a\ntheirs\nc")).toBeUndefined();
  expect(mergeLines("a\nb", "a\nmine\nb", "a\ntheirs\nb")).toBeUndefined();
  expect(mergeLines("a\nb\nc\nd", "a\nsame\nc\nd", "a\nsame\nc\ntheirs")).toBe("a\nsame\nc\ntheirs");
});
