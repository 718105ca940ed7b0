import { describe, expect, it } from "vitest";
import { decimalOffset } from "../../../../../functions/core/report/layout/table/align-decimals.ts";

describe("decimalOffset", () => {
  it.each([
    ["12.5%", ".", 2],
    ["1,234.56", ".", 5],
    ["1,234", ".", 5],
    ["−0.4 pp", ".", 2],
    ["$1,234.5 bn", ".", 6],
    ["1.234,5", ",", 5],
    ["12\u202f000,25", ",", 6],
    ["3.", ".", 1],
    ["30.1\ufffc", ".", 2],
    ["–", ".", 1],
    ["4–5", ".", 3],
    ["12.5–13.25 %", ".", 7],
    ["n/a", ".", 3],
  ])("of %s is before its mark or behind its whole number", (text, mark, offset) => {
    expect(decimalOffset(text, mark)).toBe(offset);
  });
});
