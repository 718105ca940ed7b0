import { expect, test } from "vitest";
import { isComplex } from "../../../../functions/core/report/fonts/character-class.ts";

test("every mark, joiner, skin tone and letter of a script with context makes a text complex, and nothing else does", () => {
  const complex =
    /[\p{M}\p{Emoji_Modifier}\u0590-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc\u{1f1e6}-\u{1f1ff}]|\u200c|\u200d/u;
  const different: string[] = [];
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    const text = `A中${String.fromCodePoint(codePoint)}.`;
    if (isComplex(text) !== complex.test(text)) different.push(codePoint.toString(16));
  }
  expect(different).toEqual([]);
});
