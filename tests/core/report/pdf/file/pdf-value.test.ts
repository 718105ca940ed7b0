import fc from "fast-check";
import { expect, test } from "vitest";
import { formatHundredths } from "../../../../../functions/core/report/pdf/file/pdf-value.ts";

test.each([
  [0, "0"],
  [-0, "0"],
  [5, "0.05"],
  [-5, "-0.05"],
  [10, "0.1"],
  [-99, "-0.99"],
  [100, "1"],
  [1_999_999_999, "19999999.99"],
  [-2_000_000_001, "-20000000.01"],
])("%d hundredths are written %s", (hundredths, text) => expect(formatHundredths(hundredths)).toBe(text));

test("hundredths are written as JavaScript writes the number", () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.maxSafeInteger()), (hundredths) => {
      expect(formatHundredths(hundredths)).toBe(String(hundredths / 100 + 0));
    }),
    { seed: 7, numRuns: 2000 },
  );
});
