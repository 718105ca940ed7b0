import { expect, test } from "vitest";
import { line, problemsOf } from "../../compose-fixture.ts";

const tables = {
  q: [
    { city: "Oslo", size: 3, big: true },
    { city: "Bergen", size: 1, big: false },
    { city: "Moss", size: null, big: null },
  ],
};

test.each([
  ["{{ q | sum: 'size' }}", "4"],
  ["{{ q | sort: 'size' | map: 'city' | join: ', ' }}", "Bergen, Oslo, Moss"],
  ["{{ q | map: 'size' | size }}", "3"],
  ["{{ q | where: 'size', 1 | map: 'city' | join }}", "Bergen"],
  ["{{ q | where: 'big' | map: 'city' | join }}", "Oslo"],
  ["{% assign found = q | find: 'city', 'Moss' %}{{ found.city }}", "Moss"],
  ["{% assign one = q | where: 'size', 9 | first %}{% if one == nil %}none{% endif %}", "none"],
  ["{% assign one = q | where: 'size', 9 | last %}{% if one == nil %}none{% endif %}", "none"],
  ["{% assign one = q | find: 'size', 9 %}{% if one == nil %}none{% endif %}", "none"],
  ["{% assign one = q | where: 'size', 3 | first %}{{ one.city }}", "Oslo"],
  ["{% assign one = q | sort: 'city' | last %}{{ one.city }}", "Oslo"],
  ["{{ 'Oslo' | first }}{{ 'Oslo' | last }}", "Oo"],
  ["{{ q | map: 'city' | join: '–' }}", "Oslo–Bergen–Moss"],
])("%s gives %s", (text, printed) => {
  expect(line(text, { tables })).toBe(printed);
});

test.each(["sum", "sort", "map", "where", "find"])("%s refuses a column that no row has", (filter) => {
  const [problem] = problemsOf(`{{ q | ${filter}: 'sise' }}`, { tables });
  expect(problem?.message).toContain(`${filter} names the column "sise", which the rows do not have`);
  expect(problem?.message).toContain("size");
});

test("join refuses rows", () => {
  expect(problemsOf("{{ q | join }}", { tables })[0]?.message).toContain("join needs a list of values, but got rows");
});
