import { expect, test } from "vitest";
import type { ShownLine } from "../../../../functions/core/report/document/shown-lines.ts";
import { compareLines, onlyNumbers } from "../../../../functions/core/service/review/compare-lines.ts";

const line = (kind: string, text: string, place = kind): ShownLine => ({ kind, text, place });

test("a changed figure, a changed word, a new and a lost line are told apart", () => {
  const before = [
    line("title", "Sales"),
    line("text", "We sold 5 ships."),
    line("row “Berlin”", "Berlin | 3", "Table 1, row “Berlin”"),
    line("text", "All is well."),
    line("text", "The end."),
  ];
  const after = [
    line("title", "Sales"),
    line("text", "We sold 6 ships."),
    line("row “Berlin”", "Berlin | 4", "Table 2, row “Berlin”"),
    line("text", "All is calm."),
    line("note", "Estimated"),
    line("text", "The end."),
  ];
  expect(compareLines(before, after)).toEqual([
    { kind: "number", place: "text", before: "We sold 5 ships.", after: "We sold 6 ships." },
    { kind: "number", place: "Table 2, row “Berlin”", before: "Berlin | 3", after: "Berlin | 4" },
    { kind: "text", place: "text", before: "All is well.", after: "All is calm." },
    { kind: "added", place: "note", after: "Estimated" },
  ]);
  expect(compareLines(after.toReversed(), after.slice(1).toReversed())).toEqual([
    { kind: "removed", place: "title", before: "Sales" },
  ]);
});

test.each([
  ["30.1% of GDP", "30.2% of GDP", true],
  ["−5 points", "+12 points", true],
  ["1\u00a0234,5 €", "999 €", true],
  ["5 ships", "5 boats", false],
  ["5 ships", "five ships", false],
  ["same", "same", false],
])("from %s to %s only numbers move: %s", (before, after, only) => {
  expect(onlyNumbers(before, after)).toBe(only);
});
