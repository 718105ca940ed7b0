import { expect, test } from "vitest";
import { orderMarks } from "../../../../functions/core/report/fonts/order-marks.ts";

const all = (): boolean => true;

test.each([
  ["\u0e19\u0e49\u0e33", "\u0e19\u0e4d\u0e49\u0e32"],
  ["\u0e33\u0e49\u0e33\u0e33 \u0e49", "\u0e4d\u0e32\u0e4d\u0e49\u0e32\u0e4d\u0e32 \u0e49"],
  ["\u0e99\u0ec9\u0ec8\u0eb3 x", "\u0e99\u0ecd\u0ec9\u0ec8\u0eb2 x"],
  ["\u0e19\u0e49\u0e32 x", "\u0e19\u0e49\u0e32 x"],
  ["", ""],
])("the ring of sara am goes below the marks before it: %j", (text, ordered) => {
  expect(orderMarks(text, all)).toBe(ordered);
});

test("a letter whose parts the font lacks stays whole", () => {
  const text = "\u0e19\u0e49\u0e33 \u0e99\u0ec9\u0eb3";
  expect(orderMarks(text, (codePoint) => codePoint !== 0x0e4d)).toBe("\u0e19\u0e49\u0e33 \u0e99\u0ecd\u0ec9\u0eb2");
});

test("a run of many marks is read once, wherever sara am stands", () => {
  const marks = "\u0e48".repeat(800_000);
  expect(orderMarks(`\u0e33${marks}`, all) === `\u0e4d\u0e32${marks}`).toBe(true);
  expect(orderMarks(`${marks}\u0e33`, all) === `\u0e4d${marks}\u0e32`).toBe(true);
  expect(orderMarks(`\u0e33${marks}x\u0e33`, all) === `\u0e4d\u0e32${marks}x\u0e4d\u0e32`).toBe(true);
});
