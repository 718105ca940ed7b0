import { expect, test } from "vitest";
import { letterOf, printPageNumber } from "../../../../functions/core/report/document/page-numbering.ts";

test("page numbers in each style", () => {
  expect([1, 4, 9, 14, 40, 90, 400, 1994, 3999].map((number) => printPageNumber(number, "lower-roman"))).toEqual([
    "i",
    "iv",
    "ix",
    "xiv",
    "xl",
    "xc",
    "cd",
    "mcmxciv",
    "mmmcmxcix",
  ]);
  expect(printPageNumber(12, "upper-roman")).toBe("XII");
  expect([1, 26, 27, 53].map((number) => printPageNumber(number, "lower-alpha"))).toEqual(["a", "z", "aa", "aaa"]);
  expect(printPageNumber(28, "upper-alpha")).toBe("BB");
  expect(printPageNumber(0, "decimal")).toBe("0");
});

test("a number that its style cannot write is decimal", () => {
  expect([
    printPageNumber(0, "lower-roman"),
    printPageNumber(4000, "upper-roman"),
    printPageNumber(0, "upper-alpha"),
  ]).toEqual(["0", "4000", "0"]);
});

test("letters of appendices", () => {
  expect([1, 2, 26, 27, 52, 53, 703].map(letterOf)).toEqual(["A", "B", "Z", "AA", "AZ", "BA", "AAA"]);
});
