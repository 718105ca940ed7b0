import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OperatorBytes } from "../../../../../functions/core/report/pdf/canvas/operator-bytes.ts";

function written(hundredths: number): string {
  const bytes = new OperatorBytes();
  bytes.begin();
  bytes.operand(hundredths);
  return bytes.end();
}

describe("OperatorBytes", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [5, "0.05"],
    [-5, "-0.05"],
    [10, "0.1"],
    [99, "0.99"],
    [100, "1"],
    [-12_345, "-123.45"],
    [1_999_999_999, "19999999.99"],
    [2_000_000_001, "20000000.01"],
    [-1e15, "-10000000000000"],
  ])("writes %d hundredths as %s", (hundredths, text) => expect(written(hundredths)).toBe(`${text} `));

  it("writes every number as JavaScript does", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.maxSafeInteger()), (hundredths) => {
        expect(written(hundredths)).toBe(`${hundredths / 100 + 0} `);
      }),
      { seed: 7 },
    );
  });

  it("grows for the longest path, and starts again", () => {
    const bytes = new OperatorBytes();
    bytes.begin();
    for (let i = 0; i < 50_000; i++) {
      if (i > 0) bytes.lineBreak();
      bytes.operand(i);
      bytes.operand(-i);
      bytes.operator("l");
    }
    expect(bytes.end()).toBe(Array.from({ length: 50_000 }, (_, i) => `${i / 100} ${-i / 100 + 0} l`).join("\n"));
    bytes.begin();
    bytes.operator("h");
    expect(bytes.end()).toBe("h");
  });
});
