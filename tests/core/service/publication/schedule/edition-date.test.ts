import { expect, test } from "vitest";
import {
  editionDate,
  editionDateChoices,
} from "../../../../../functions/core/service/publication/schedule/edition-date.ts";

test.each([
  ["run", "2027-03-08"],
  ["month-start", "2027-03-01"],
  ["3-days-ahead", "2027-03-11"],
  ["12-months-ago", "2026-03-08"],
  // An edition's date is what decides the report's, so it cannot follow from it.
  ["report-date", undefined],
  ["month-strat", undefined],
])("on 8 March 2027, %s is %s", (word, date) => {
  expect(editionDate(word, "2027-03-08")).toBe(date);
});

test("a problem with the word lists all words and the nearest one", () => {
  const { allowed, hint } = editionDateChoices("month-strat");
  expect(allowed).toEqual(expect.arrayContaining(["run", "month-start", "12-months-ago, 3-days-ahead, …"]));
  expect(allowed).not.toContain("report-date");
  expect(hint).toBe('did you mean "month-start"?');
  expect(editionDateChoices("whenever")).toEqual({ allowed });
});

test("every word that is listed is a date", () => {
  for (const word of editionDateChoices("").allowed.slice(0, -1))
    expect(editionDate(word, "2027-03-08"), word).toMatch(/^\d{4}-\d\d-\d\d$/);
});
