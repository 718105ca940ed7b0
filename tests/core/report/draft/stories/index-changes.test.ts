import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { isIndexName } from "../../../../../functions/core/report/draft/names/index-names.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../draft-of-text.ts";
import { numbersFrom } from "./subject-shapes.ts";

const months = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${2019 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`);

const quarters = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${2014 + Math.floor(at / 4)}-Q${(at % 4) + 1}`);

async function printed(head: string, rows: readonly string[], language: DraftLanguage) {
  const { world, template } = await templateOf(await openText(head, rows), { language });
  const accepted = await acceptReport({ template: template.name }, world);
  const { tables, document } = await layOutReport(accepted, world, () => {});
  return {
    title: document.title,
    text: shownLines(document).map(({ text }) => text),
    has: (query: string) => tables.has(query),
  };
}

/** Values that go up or down by about the same share each time. */
function drifting(count: number, step: number, seed: number): readonly number[] {
  const next = numbersFrom(seed);
  let value = 100;
  return Array.from({ length: count }, () => {
    value *= 1 + step + 0.004 * (next() - 0.5);
    return Number(value.toFixed(1));
  });
}

test.each([
  ["en", "month,CPI (2020 = 100)", months(60), 0.003],
  ["en", "quarter,House price index", quarters(36), 0.008],
  ["en", "month,oil price", months(48), -0.004],
  ["de", "Monat,Verbraucherpreisindex", months(60), 0.002],
  ["de", "Monat,Wechselkurs EUR/USD", months(36), -0.003],
  ["zh", "月份,居民消费价格指数", months(48), 0.003],
  ["zh", "月份,汇率", months(40), -0.002],
] as const)("%s: “%s” is told by its change in a year", async (language, head, times, step) => {
  const values = drifting(times.length, step, times.length);
  const { title, text, has } = await printed(
    head,
    times.map((time, at) => `${time},${values[at]!}`),
    language,
  );
  const inYear = head.startsWith("quarter") ? 4 : 12;
  const change = Math.abs(100 * (values.at(-1)! / values.at(-1 - inYear)! - 1)).toFixed(1);
  expect(title).toContain(language === "de" ? change.replace(".", ",") : change);
  expect(title).toMatch(step > 0 ? /up|\+|高/ : /down|−|低/);
  // No unit such as “2020 = 100” stands behind a value, and the lead does not repeat the title.
  expect(text.join("\n")).not.toMatch(/\d 20\d\d = 100/);
  expect(text.join("\n")).not.toMatch(/^It (rose|fell)|^Verglichen mit/m);
  // What rises steadily is no time of the year.
  expect(has("seasons")).toBe(false);
});

test("a season is one beside a rise", async () => {
  const wave = [0, -4, 3, 8, 14, 20, 24, 22, 12, 6, -2, 10];
  const rows = months(60).map((time, at) => `${time},${200 + 2 * at + wave[at % 12]!}`);
  expect((await printed("month,visits", rows, "en")).has("seasons")).toBe(true);
});

test.each([
  ["month,unemployment rate %", false],
  ["month,mean temperature (°C)", false],
  ["month,body mass index", false],
] as const)("“%s” is a level", async (head, is) => {
  const values = drifting(48, 0.002, 9);
  const { title } = await printed(
    head,
    months(48).map((time, at) => `${time},${(values[at]! / 10).toFixed(1)}`),
    "en",
  );
  expect(/from December/.test(title)).toBe(is);
});

test.each([
  ["CPI", true],
  ["EUR/USD", true],
  ["Adj Close", true],
  ["FTSE index", true],
  ["HICP, 2015 = 100", true],
  ["Preisindex", true],
  ["上证指数", true],
  ["close friends", false],
  ["Gini index", false],
  ["UV index", false],
  ["index of happiness", false],
  ["row index id", false],
] as const)("“%s” is an index: %s", (name, is) => {
  expect(isIndexName(name, "")).toBe(is);
});
