import { expect, test } from "vitest";
import { parseDatasets } from "../../../functions/local/inputs/parse-datasets.ts";
import { catchProblems } from "../../core/report/dataset/catch-problems.ts";

test("files by alias, each with what is said of how to read it", () => {
  expect(
    parseDatasets({
      dataset: ["a=x.csv", "b=y.xlsx"],
      read: ["a.encoding=shift_jis", "a.delimiter=tab", "b.sheet=Q1 = total", "b.header=no"],
    }),
  ).toEqual({
    datasets: { a: "x.csv", b: "y.xlsx" },
    readings: { a: { encoding: "shift_jis", delimiter: "\t" }, b: { sheet: "Q1 = total", header: false } },
  });
});

test.each([
  ["c.sheet=Q1", "invalid-option"],
  ["sheet=Q1", "invalid-option"],
  ["a.sheat=Q1", "unknown-member"],
  ["a.delimiter=:", "invalid-member"],
])("--read %s is refused: %s", async (read, code) => {
  expect(
    await catchProblems("invalid-request", () => parseDatasets({ dataset: ["a=x.csv"], read: [read] })),
  ).toMatchObject([{ code }]);
});
