import { describe, expect, test } from "vitest";
import type { ColumnLook } from "../../../../../functions/core/report/draft/look/look-at-columns.ts";
import { isIdentifierName, isLabelling } from "../../../../../functions/core/report/draft/roles/measures/labelling.ts";

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A name of words as tables write it. */
const written = (words: readonly string[]): readonly string[] => {
  return [
    words.join(" "),
    words.join("_"),
    words.map(capital).join(" "),
    [words[0]!, ...words.slice(1).map(capital)].join(""),
    words.map(capital).join(""),
    words.join("-"),
  ];
};

const things = ["customer", "order", "calling", "country", "flight", "batch", "sensor"];
const naming = [["id"], ["ids"], ["code"], ["codes"], ["number"], ["nr"], ["no"], ["prefix"], ["phone"], ["num"]];

describe("names of what only names", () => {
  test.each(things)("%s", (thing) => {
    const missed = naming.flatMap((words) => written([thing, ...words])).filter((name) => !isIdentifierName(name));
    expect(missed).toEqual([]);
  });

  test.each(["ccn3", "iso3", "Asset #", "Rechnungsnummer", "Vorwahl", "zip", "区号", "员工编号", "idd prefix", "ISBN"])(
    "%s",
    (name) => expect(isIdentifierName(name)).toBe(true),
  );
});

test.each([
  "number of orders",
  "order count",
  "phone calls",
  "code coverage",
  "numberOfCodes",
  "total number",
  "telefon_minutes",
  "zip_downloads",
  "device sales",
  "Anzahl",
  "订单数量",
  "paid",
  "humid",
  "covid",
  "keyboard sales",
  "product revenue",
  "idle",
  "median phone price",
])("%s measures something", (name) => expect(isIdentifierName(name)).toBe(false));

/** Whole numbers between two. */
const between = (low: number, high: number): ColumnLook => ({
  name: "valid",
  type: "integer",
  values: 40,
  distinct: 33,
  nulls: 0,
  low,
  high,
  middle: (low + high) / 2,
  least: low,
  whole: true,
  places: 0,
  sinks: true,
  negative: false,
  texts: [],
  totals: [],
  length: 0,
});

test("days written as numbers, with or without a time of day, are no measure", () => {
  expect(isLabelling(between(19_860_101, 20_190_131), 40)).toBe(true);
  expect(isLabelling(between(25_330_825_180_000, 25_330_826_030_000), 40)).toBe(true);
  expect(isLabelling(between(201_906_301_530, 202_001_010_000), 40)).toBe(true);
  expect(isLabelling(between(19_860_101, 20_190_199), 40)).toBe(false);
  expect(isLabelling(between(18_000_000, 24_000_000), 40)).toBe(false);
});
