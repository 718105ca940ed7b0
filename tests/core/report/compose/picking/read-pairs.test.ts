import fc from "fast-check";
import { expect, test } from "vitest";
import type { Piece } from "../../../../../functions/core/report/compose/liquid/placeholders.ts";
import { readPairs } from "../../../../../functions/core/report/compose/picking/read-pairs.ts";

const read = (...pieces: (string | { value: Extract<Piece, { value: unknown }>["value"] })[]) =>
  readPairs(pieces.map((piece) => (typeof piece === "string" ? { text: piece } : piece)));

test("pairs of the template's own words", () => {
  expect(read("region=Nord, year = 2021")).toEqual([
    { name: "region", value: "Nord", bare: true },
    { name: "year", value: "2021", bare: true },
  ]);
  expect(read("name='Doe, John', 'a=b' = \"O'Neil\"")).toEqual([
    { name: "name", value: "Doe, John", bare: false },
    { name: "a=b", value: "O'Neil", bare: false },
  ]);
  expect(read("name=O'Brien")).toEqual([{ name: "name", value: "O'Brien", bare: true }]);
  expect(read("a=1=2")).toEqual([{ name: "a", value: "1=2", bare: true }]);
  expect(read("region=null, note='null', empty=''")).toEqual([
    { name: "region", value: null, bare: false },
    { name: "note", value: "null", bare: false },
    { name: "empty", value: "", bare: false },
  ]);
});

test("a value keeps its type, alone or in quotation marks, and is text beside words", () => {
  expect(read("a=", { value: 5 }, ",b='", { value: null }, "', c= ", { value: true }, " ")).toEqual([
    { name: "a", value: 5, bare: false },
    { name: "b", value: null, bare: false },
    { name: "c", value: true, bare: false },
  ]);
  expect(read("name=", { value: "A" }, " and ", { value: 2 })).toEqual([
    { name: "name", value: "A and 2", bare: false },
  ]);
});

test("no character of a value is syntax", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(",", "=", "'", '"', " ", "a", "\n", "\\", "}") }), (value) => {
      expect(read("a=", { value }, ", b=2")).toEqual([
        { name: "a", value, bare: false },
        { name: "b", value: "2", bare: true },
      ]);
      expect(read("a='", { value }, "'")).toEqual([{ name: "a", value, bare: false }]);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test.each([
  ["region", 'after "region" there must be = and a value'],
  ["region, year=1", 'after "region" there must be = and a value'],
  ["=1", "there is no name before ="],
  ["a=1,", "there must be a name, = and a value"],
  ["a=", "there is no value after a=: write a=null for no value, a='' for an empty text"],
  ["a=1, b=, c=2", "there is no value after b=: write b=null for no value, b='' for an empty text"],
  ["a='x", "a quotation mark ' is not closed after a="],
  ["a='x' y", 'after "x" in quotation marks there must be a comma or the end'],
  ["'a' b=1", 'after "a" in quotation marks there must be ='],
])("%s is refused", (text, message) => {
  expect(() => read(text)).toThrow(message);
});

test("a value alone is not a condition", () => {
  expect(() => read({ value: "region=Nord" })).toThrow('after "region=Nord" there must be = and a value');
});
