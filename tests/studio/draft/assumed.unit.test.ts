import { expect, test } from "vitest";
import { lineOf } from "../../../studio/src/api/assumed.ts";

/** Of a text, its lines as a draft kept them, then changed by edits that leave the line itself alone. */
test("an assumption leads to its line, whatever was inserted or deleted around it", () => {
  let state = 7;
  const random = (below: number): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % below;
  for (let round = 0; round < 300; round += 1) {
    const lines = Array.from({ length: 3 + random(30) }, (_, at) => `line ${at}`);
    const at = random(lines.length);
    const one = { line: at + 1, shown: lines[at]! };
    for (let edit = random(6); edit > 0; edit -= 1) {
      const place = random(lines.length);
      if (random(2) === 0) lines.splice(place, 0, `new ${round} ${edit}`);
      else if (lines[place] !== one.shown) lines.splice(place, 1);
    }
    expect(lines[lineOf(one, lines.join("\n")) - 1]).toBe(one.shown);
  }
});

test("of equal lines it is the nearest; of a line that is gone, the place where it was", () => {
  const text = "a\nsame\nb\nc\nd\nsame\ne";
  expect(lineOf({ line: 5, shown: "same" }, text)).toBe(6);
  expect(lineOf({ line: 3, shown: "same" }, text)).toBe(2);
  expect(lineOf({ line: 4, shown: "gone" }, text)).toBe(4);
  expect(lineOf({ line: 40, shown: "gone" }, text)).toBe(7);
  expect(lineOf({ line: 3, shown: "gone" }, "")).toBe(1);
});
