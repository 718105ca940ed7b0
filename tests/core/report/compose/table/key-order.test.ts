import { describe, expect, it } from "vitest";
import { createKeyOrder } from "../../../../../functions/core/report/compose/table/key-order.ts";
import { Decimal } from "../../../../../functions/core/decimal.ts";
import type { Value } from "../../../../../functions/core/report/query/table.ts";

/** Returns the keys in order, from lines that come one after the other. */
function ordered(lines: readonly (readonly Value[])[], comparable = false): readonly Value[] {
  const order = createKeyOrder(comparable);
  lines.forEach((values, line) => values.forEach((value) => order.meet(String(line), String(value), value)));
  return order.ordered().map(({ value }) => value);
}

describe("the order of a pivot's headings", () => {
  it("is that of the first meetings", () => {
    expect(
      ordered([
        ["b", "a", "c"],
        ["b", "a", "c"],
      ]),
    ).toEqual(["b", "a", "c"]);
    expect(ordered([["b"], ["a"]])).toEqual(["b", "a"]);
    expect(ordered([["a"], ["b"], ["c"], ["a", "z"]])).toEqual(["a", "b", "c", "z"]);
  });

  it("puts a key that the first line lacks where the others have it", () => {
    expect(
      ordered([
        ["Q2", "Q4"],
        ["Q1", "Q2", "Q3", "Q4"],
      ]),
    ).toEqual(["Q1", "Q2", "Q3", "Q4"]);
    expect(
      ordered([
        ["Q1", "Q3"],
        ["Q2", "Q3"],
      ]),
    ).toEqual(["Q1", "Q2", "Q3"]);
  });

  it("starts again where a line returns to a key", () => {
    expect(
      ordered([
        ["Q2", "Q3", "Q1", "Q2", "Q3"],
        ["Q1", "Q2", "Q3", "Q1", "Q2", "Q3"],
      ]),
    ).toEqual(["Q1", "Q2", "Q3"]);
    expect(ordered([["c", "a", "b", "c"]])).toEqual(["c", "a", "b"]);
    expect(ordered([["c", "a", "a", "b", "c"]])).toEqual(["c", "a", "b"]);
  });

  it("follows the greater number of lines where they contradict", () => {
    expect(
      ordered([
        ["b", "a"],
        ["a", "b"],
        ["a", "b"],
      ]),
    ).toEqual(["a", "b"]);
    expect(
      ordered([
        ["a", "b"],
        ["b", "a"],
        ["b", "a"],
      ]),
    ).toEqual(["b", "a"]);
    expect(
      ordered([
        ["b", "a"],
        ["a", "b"],
      ]),
    ).toEqual(["a", "b"]);
  });

  it("counts numbers and dates up, or down, where every line does", () => {
    expect(
      ordered(
        [
          [1, 4],
          [2, 3],
        ],
        true,
      ),
    ).toEqual([1, 2, 3, 4]);
    expect(
      ordered([
        [1, 4],
        [2, 3],
      ]),
    ).toEqual([1, 4, 2, 3]);
    expect(
      ordered(
        [
          ["2024-04-01", "2024-01-01"],
          ["2024-03-01", "2024-02-01"],
        ],
        true,
      ),
    ).toEqual(["2024-04-01", "2024-03-01", "2024-02-01", "2024-01-01"]);
    expect(
      ordered(
        [
          [1, 4],
          [3, 2],
        ],
        true,
      ),
    ).toEqual([1, 4, 3, 2]);
    expect(ordered([[2], [1]], true)).toEqual([2, 1]);
    expect(
      ordered(
        [
          [3, 1],
          [1, 3],
          [2, 10],
        ],
        true,
      ),
    ).toEqual([1, 2, 3, 10]);
  });

  it("has a missing value at the end, or where every line puts it first; the others are in order", () => {
    expect(
      ordered(
        [
          [1, 4, null],
          [2, 3, null],
        ],
        true,
      ),
    ).toEqual([1, 2, 3, 4, null]);
    expect(
      ordered(
        [
          [4, 1, null],
          [3, 2, null],
        ],
        true,
      ),
    ).toEqual([4, 3, 2, 1, null]);
    expect(
      ordered(
        [
          [null, 1, 4],
          [null, 2, 3],
        ],
        true,
      ),
    ).toEqual([null, 1, 2, 3, 4]);
    expect(
      ordered(
        [
          [null, 4, 1],
          [3, 2],
        ],
        true,
      ),
    ).toEqual([null, 4, 3, 2, 1]);
    expect(
      ordered(
        [
          [null, 1, 4],
          [2, 3, null],
        ],
        true,
      ),
    ).toEqual([1, 2, 3, 4, null]);
    expect(ordered([[2, null], [null], [1, null]], true)).toEqual([2, 1, null]);
    expect(
      ordered(
        [
          [null, 2, 1],
          [1, 2, null],
        ],
        true,
      ),
    ).toEqual([1, 2, null]);
    expect(
      ordered([
        [null, "a"],
        ["a", null],
      ]),
    ).toEqual(["a", null]);
    expect(
      ordered([
        ["a", null],
        [null, "a"],
        [null, "a"],
      ]),
    ).toEqual([null, "a"]);
  });

  it("compares numbers by their value and to the last digit", () => {
    const [less, more] = ["9007199254740993", "9007199254740995"].map((digits) => Decimal.parse(digits)!) as [
      Decimal,
      Decimal,
    ];
    expect(
      ordered(
        [
          [10, 9],
          [9, 10],
          [2, 10],
        ],
        true,
      ),
    ).toEqual([2, 9, 10]);
    expect(
      ordered(
        [
          [1, more],
          [2, less],
        ],
        true,
      ),
    ).toEqual([1, 2, less, more]);
    expect(
      ordered(
        [
          [more, 1],
          [less, 2],
        ],
        true,
      ),
    ).toEqual([more, less, 2, 1]);
    // A double that is as near to a decimal as doubles can be.
    expect(
      ordered(
        [
          [1, less],
          [2, 9007199254740992],
        ],
        true,
      ),
    ).toEqual([1, 2, 9007199254740992, less]);
    expect(
      ordered(
        [
          [1, 9007199254740992],
          [2, less],
        ],
        true,
      ),
    ).toEqual([1, 2, 9007199254740992, less]);
    expect(ordered([[more, 9007199254740996], [1]], true)).toEqual([1, more, 9007199254740996]);
  });

  it("is found for hundreds of keys on contradicting lines", () => {
    const keys = Array.from({ length: 400 }, (_, index) => `k${index}`);
    expect(ordered([keys, keys.toReversed()])).toEqual(keys);
  });
});
