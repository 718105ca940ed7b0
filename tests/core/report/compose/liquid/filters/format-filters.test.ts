import { expect, test } from "vitest";
import { line, problemsOf } from "../../compose-fixture.ts";

const tables = { q: [{ n: 1234.5, none: null, day: "2021-03-04", word: "x" }] };

test.each([
  ["{{ q.first.n | number }}", "1,234.5"],
  ["{{ q.first.n | number: 0 }}", "1,235"],
  ["{{ q.first.n | number: '+,.1f' }}", "+1,234.5"],
  ["{{ 30.1 | percent }}", "30.1%"],
  ["{{ 0.301 | ratio }}", "30.1%"],
  ["{{ 5 | points }}", "5 percentage points"],
  ["{{ 1 | points }}", "1 percentage point"],
  ["{{ -1 | currency: 'USD' }}", "−$1.00"],
  ["{{ 1234567 | compact }}", "1.2M"],
  ["{{ 999960 | compact }}", "1M"],
  ["{{ q.first.day | date }}", "4 March 2021"],
  ["{{ q.first.day | date: '%Y' }}", "2021"],
  ["{{ q.first.none | number | default: 'none' }}", "none"],
  ["{{ q | map: 'none' | compact | size }}", "0"],
])("%s prints %s", (text, printed) => {
  expect(line(text, { tables }).replaceAll(/[\u00a0\u202f]/g, " ")).toBe(printed);
});

test.each([
  ["{{ q.first.word | number }}", 'number needs a number, but got "x"'],
  ["{{ q.first.n | number: 'zz' }}", '"zz" is not a number format'],
  ["{{ q.first.n | number: 99 }}", "decimals must be a whole number from 0 to 38, not 99"],
  ["{{ q.first.n | currency }}", "currency needs a code"],
  ["{{ q.first.word | date }}", 'date needs YYYY-MM-DD or a timestamp, but got "x"'],
])("%s is refused", (text, message) => {
  expect(problemsOf(text, { tables })[0]?.message).toContain(message);
});

test("country and language print names by code, in the language of the report", () => {
  expect(line("{{ 'KOR' | country }}, {{ 410 | country }}, {{ 'ko' | language }}")).toBe(
    "South Korea, South Korea, Korean",
  );
  expect(problemsOf("{{ 'KOO' | country }}")[0]?.message).toContain(
    'country needs a code of ISO 3166-1, such as DE, DEU or 276, but got "KOO"',
  );
  expect(problemsOf("{{ 'South Korea' | country }}")).toHaveLength(1);
});
