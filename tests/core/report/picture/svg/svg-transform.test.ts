import { describe, expect, it } from "vitest";
import { multiply, readTransform } from "../../../../../functions/core/report/picture/svg/svg-transform.ts";

/** Where a transform list moves a point, to 3 decimals. */
function moved(text: string, x: number, y: number): readonly number[] {
  const [a, b, c, d, e, f] = readTransform(text)!;
  return [a * x + c * y + e, b * x + d * y + f].map((value) => Math.round(value * 1000) / 1000 + 0);
}

describe("a transform list", () => {
  it.each([
    ["", [2, 3]],
    ["matrix(1 2 3 4 5 6)", [16, 22]],
    ["translate(10, 20)", [12, 23]],
    ["translate(10)", [12, 3]],
    ["scale(5)", [10, 15]],
    ["scale(5 2)", [10, 6]],
    ["rotate(90)", [-3, 2]],
    ["rotate(90, 10, 20)", [27, 12]],
    ["rotate(-30)", [3.232, 1.598]],
    ["skewX(45)", [5, 3]],
    ["skewY(45)", [2, 5]],
  ] as const)("%s moves a point", (text, place) => {
    expect(moved(text, 2, 3)).toEqual(place);
  });

  it("applies its last step first", () => {
    expect(moved("translate(10 20) scale(2)", 1, 1)).toEqual([12, 22]);
    expect(moved("scale(2) , translate(10 20)", 1, 1)).toEqual([22, 42]);
    expect(multiply([2, 0, 0, 3, 1, 1], [1, 0, 0, 1, 10, 20])).toEqual([2, 0, 0, 3, 21, 61]);
  });

  it("may be written without the spaces that it does not need", () => {
    expect(moved("translate(10-20)scale(.5.25)", 4, 4)).toEqual([12, -19]);
    expect(moved("matrix(1 0 0 1-5+3)", 0, 0)).toEqual([-5, 3]);
    expect(moved(" translate ( 1e1 ,\n2E0 ) ", 0, 0)).toEqual([10, 2]);
  });

  it.each([
    "turn(3)",
    "Scale(2)",
    "constructor(1)",
    "scale",
    "scale(2",
    "scale(2) x",
    "scale(2);",
    "scale(2%)",
    "scale(0x10)",
    "scale(1e999)",
    "scale(1e300) scale(1e300)",
    "rotate()",
    "rotate(45deg)",
    "rotate(1 2)",
    "rotate(1 2 3 4)",
    "translate(,1)",
    "translate(1,)",
    "translate(1,,2)",
    "translate(1 2 3)",
    "scale(1 2 3)",
    "skewX(1 2)",
    "skewY()",
    "matrix(1 0 0 1 0)",
    "matrix(1 0 0 1 0 0 0)",
  ])("%s cannot be read", (text) => {
    expect(readTransform(text)).toBeUndefined();
  });
});
