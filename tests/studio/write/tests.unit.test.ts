import { expect, test } from "vitest";
import { passedOf } from "../../../studio/src/write/tests/test-run.ts";
import { valueInWords } from "../../../studio/src/write/tests/value-in-words.ts";

test("values are written as in a test", () => {
  expect(valueInWords("30.1%")).toBe("30.1%");
  expect(valueInWords(7)).toBe("7");
  expect(valueInWords(null)).toBe("null");
  expect(valueInWords([])).toBe("[]");
  expect(valueInWords(["empty-query", "clipped-text"])).toBe("empty-query, clipped-text");
  expect(valueInWords({ near: 4.2, within: 0.05 })).toBe("near: 4.2, within: 0.05");
});

test("a test without a problem has passed", () => {
  const failed = {
    file: "tests/b.yaml",
    title: "B",
    problems: [{ code: "expectation-failed", message: "the title differs" }],
  };
  expect(passedOf({ tests: [{ file: "tests/a.yaml", title: "A", problems: [] }, failed] })).toBe(1);
});
