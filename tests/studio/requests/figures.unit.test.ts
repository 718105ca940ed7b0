import { expect, test } from "vitest";
import { type Changes, figureSeries, readNumber } from "../../../studio/src/publications/figure-series.ts";

const none = { count: 0, first: [] };

function changes(before: string | undefined, first: Changes["keyFigures"]["first"]): Changes {
  return {
    ...(before !== undefined && { before }),
    keyFigures: { count: first.length, first },
    tables: [],
    charts: none,
    pages: { before: 1, after: 1, changed: none },
    words: [],
  };
}

const edition = (id: string) => ({ id, instant: `2026-11-0${id}T07:00:00Z`, language: "en" });

test("a key figure is followed back through the changes; what did not move is what it was", () => {
  const series = figureSeries([
    { edition: edition("5"), changes: changes("4", []) },
    {
      edition: edition("4"),
      changes: changes("3", [
        { label: "Share", before: "29.8%", after: "30.1%" },
        { label: "New", after: "7" },
      ]),
    },
    { edition: edition("3"), changes: changes("2", [{ label: "Gone", before: "1,200" }]) },
    { edition: edition("2"), changes: changes("1", [{ label: "Share", before: "about a third", after: "29.8%" }]) },
    { edition: edition("1"), changes: changes(undefined, []) },
  ]);
  const told = Object.fromEntries(
    [...series].map(([label, points]) => [label, points.map(({ edition: { id }, text, value }) => [id, text, value])]),
  );
  expect(told).toEqual({
    Share: [
      ["1", "about a third", undefined],
      ["2", "29.8%", 29.8],
      ["3", "29.8%", 29.8],
      ["4", "30.1%", 30.1],
      ["5", "30.1%", 30.1],
    ],
    New: [
      ["4", "7", 7],
      ["5", "7", 7],
    ],
    Gone: [
      ["1", "1,200", 1200],
      ["2", "1,200", 1200],
    ],
  });
});

test("an edition that was not compared with the one before ends the series", () => {
  const series = figureSeries([
    { edition: edition("3"), changes: changes("2", [{ label: "Share", before: "1", after: "2" }]) },
    { edition: edition("2"), changes: { ...changes("1", []), unknown: "not-recorded" } },
    { edition: edition("1"), changes: changes(undefined, []) },
  ]);
  expect(series.get("Share")?.map(({ edition: { id } }) => id)).toEqual(["2", "3"]);
});

test.each([
  ["30.1%", "en", 30.1],
  ["−4,4 %", "de", -4.4],
  ["1,234.5 million", "en", 1234.5],
  ["1 234,5", "fr", 1234.5],
  ["5.21% of GDP in 2022", "en", 5.21],
  ["+8.6%", "en", 8.6],
  ["no figure", "en", undefined],
])("%s, printed in %s, is %s", (text, language, value) => {
  expect(readNumber(text, language)).toBe(value);
});
