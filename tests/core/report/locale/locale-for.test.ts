import { readdirSync } from "node:fs";
import { join } from "node:path";
import { formatLocale } from "d3-format";
import { timeFormatLocale } from "d3-time-format";
import { expect, test } from "vitest";
import { formatsOf } from "../../../../functions/core/report/compose/formats/formats.ts";
import { languages } from "../../../../functions/core/report/locale/languages.ts";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";

test.each([
  ["en", "−1,234.5", "30 June 2024"],
  ["zh", "−1,234.5", "2024年6月30日"],
  ["de", "−1.234,5", "30. Juni 2024"],
  ["fr", "−1\u202f234,5", "30 juin 2024"],
  ["es", "−1.234,5", "30 de junio de 2024"],
])("numbers and dates in %s", (language, number, date) => {
  const locale = localeFor(language);
  expect(formatLocale(locale.number).format(",.1f")(-1234.5)).toBe(number);
  expect(timeFormatLocale(locale.time).utcFormat(locale.longDate)(new Date(Date.UTC(2024, 5, 30)))).toBe(date);
});

test("every language has every word, and its page line names both numbers", () => {
  for (const { words, time } of Object.values(languages)) {
    expect(Object.entries(words).filter(([key, word]) => word === "" && key !== "numberGap")).toEqual([]);
    expect(words.pageOf).toMatch(/\{page\}.*\{pages\}/);
    expect([time.days.length, time.shortDays.length, time.months.length, time.shortMonths.length]).toEqual([
      7, 7, 12, 12,
    ]);
  }
});

test("a language is one file, named after it, and all of them are spoken", () => {
  const files = readdirSync(join(import.meta.dirname, "../../../../functions/core/report/locale/languages")).map(
    (file) => file.replace(".ts", ""),
  );
  expect(files.toSorted()).toEqual(Object.keys(languages).toSorted());
});

test("every language names every kind of chart, with the same things filled in, and large numbers from the largest down", () => {
  for (const { chart, compact } of Object.values(languages)) {
    const { commonNouns: _, ...english } = languages["en"]!.chart;
    const filledIn = (words: object): [string, string[]][] =>
      Object.entries(words).flatMap(([key, text]: [string, unknown]): [string, string[]][] =>
        typeof text === "string"
          ? [[key, [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted()]]
          : text instanceof RegExp
            ? []
            : filledIn(text as object).map(([inner, names]) => [`${key}.${inner}`, names]),
      );
    expect(filledIn(chart)).toEqual(filledIn(english));
    expect(compact.map(({ power }) => power)).toEqual(compact.map(({ power }) => power).toSorted((a, b) => b - a));
  }
});

test.each([
  ["en", "hy-phen-ation"],
  ["de", "Sil-ben-tren-nung"],
  ["fr", "or-di-na-teur"],
  ["es", "or-de-na-dor"],
  ["it", "cal-co-la-to-re"],
  ["pt", "com-pu-ta-dor"],
  ["nl", "af-bre-king"],
  ["pl", "kom-pu-ter"],
  ["cs", "po-čí-tač"],
  ["sv", "av-stav-ning"],
  ["da", "ord-de-ling"],
  ["fi", "tie-to-ko-ne"],
  ["tr", "bil-gi-sa-yar"],
  ["ru", "ком-пью-тер"],
  ["uk", "про-ми-сло-вість"],
  ["hi", "प्रौ-द्यो-गि-की"],
])("words are divided where the patterns of %s say: %s", async (language, divided) => {
  const divide = await languages[language]!.loadSyllables!();
  expect(divide(divided.replaceAll("-", "")).join("-")).toBe(divided);
  expect(divide("a")).toEqual(["a"]);
});

test("Turkish writes the percent sign before the number", () => {
  const { percent, ratio, number } = formatsOf(languages["tr"]!);
  expect([percent(30.1), ratio(-0.301), number(0.301, ".1%"), number(-0.301, ".1%")]).toEqual([
    "%30,1",
    "−%30,1",
    "%30,1",
    "−%30,1",
  ]);
});

test("months without a day are not inflected", () => {
  const { date } = formatsOf(languages["pl"]!);
  expect([date("2021-01-05"), date("2021-01-05", "%B %Y"), date("2021-01-05", "%-d %B")]).toEqual([
    "5 stycznia 2021",
    "styczeń 2021",
    "5 stycznia",
  ]);
});

test.each(["xx", "constructor", ""])("the language %j is not spoken", (language) => {
  expect(() => localeFor(language)).toThrow("does not support");
  expect(() => localeFor("zn")).toThrowError(
    expect.objectContaining({ problems: [expect.objectContaining({ allowed: Object.keys(languages) })] }),
  );
});
