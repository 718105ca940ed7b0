import { expect, test } from "vitest";
import type { Problem } from "../../../functions/core/errors.ts";
import { problemLine } from "../../../functions/core/wording/problem-line.ts";

test.each<[Omit<Problem, "code">, string]>([
  [
    { message: "report.md:1: there is no column x", where: { file: "report.md", line: 1, column: 44 } },
    "report.md:1:44: there is no column x",
  ],
  [
    { message: "template.yaml: date is missing", where: { file: "template.yaml", line: 3 } },
    "template.yaml:3: date is missing",
  ],
  [
    { message: "Line 3 has 1 field", where: { file: "data/a.csv", line: 3, row: 2 }, hint: "quote it" },
    "data/a.csv:3 row 2: Line 3 has 1 field (quote it)",
  ],
  [
    { message: "no column", where: { pointer: "/datasets/data", dataset: "data", name: "x" } },
    "dataset data, x: no column",
  ],
  [{ message: "not JSON", where: { line: 2, column: 5 } }, "line 2:5: not JSON"],
  [{ message: "not allowed", where: { pointer: "/parameters/year" } }, "/parameters/year: not allowed"],
  [{ message: "no place" }, "no place"],
])("%j is reported as %s", (problem, line) => {
  expect(problemLine({ code: "x", ...problem })).toBe(line);
});
