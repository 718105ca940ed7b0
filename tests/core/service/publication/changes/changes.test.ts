import { expect, test } from "vitest";
import { type Changes, hasChanged } from "../../../../../functions/core/service/publication/changes/changes.ts";

const none = { count: 0, first: [] };
const same: Changes = {
  before: "2027-03-01t06-00-00z",
  keyFigures: none,
  tables: [],
  charts: none,
  pages: { before: 2, after: 2, changed: none },
};

test("an edition that shows what the one before it did has not changed", () => {
  expect(hasChanged(same)).toBe(false);
});

test.each<[string, Partial<Changes>]>([
  ["a key figure", { keyFigures: { count: 1, first: [{ label: "Sales", before: "1", after: "2" }] } }],
  ["a table", { tables: [{ title: "Regions", came: none, went: none, changed: { count: 1, first: ["North"] } }] }],
  ["a chart", { charts: { count: 1, first: ["Sales by year"] } }],
  ["the look of a page", { pages: { before: 2, after: 2, changed: { count: 1, first: [2] } } }],
  ["a page less, although the others look the same", { pages: { before: 2, after: 1, changed: none } }],
])("one change is enough: %s", (_what, change) => {
  expect(hasChanged({ ...same, ...change })).toBe(true);
});
