import { expect, test } from "vitest";
import { languages } from "../../../../../functions/core/report/locale/languages.ts";
import { numberFormat } from "../../../../../functions/core/report/locale/number-format.ts";
import { axisFormat } from "../../../../../functions/core/report/rendition/ooxml/value-format.ts";
import { showNumber } from "../../../../../functions/proof/xlsx/show-number.ts";

/** Steps of axes, as scales choose them. */
const steps = [0.1, 0.5, 1, 2, 20, 25, 200, 250, 500, 1_000, 2_000, 5_000, 20_000, 500_000, 2_000_000];

/** The labels of an axis, as a chart prints them. */
function axis(step: number, from: number, specifier: string, language: string): { value: number; label: string }[] {
  const print = numberFormat(languages[language]!).format(specifier);
  return Array.from({ length: 6 }, (_, index) => {
    const value = Number(((from + index) * step).toPrecision(12));
    return { value, label: print(value) };
  });
}

test("one format prints all labels of an axis, below a thousand and above it, in every language", () => {
  const lacking: string[] = [];
  for (const [language, locale] of Object.entries(languages))
    for (const step of steps)
      for (const from of [0, -2, 3]) {
        const ticks = axis(step, from, step < 1 ? ",.1f" : ",", language);
        const format = axisFormat(ticks, locale, false);
        if (format === undefined) lacking.push(`${language} ${ticks.map(({ label }) => label).join(" ")}`);
        else
          expect(
            ticks.map(({ value }) => showNumber(String(value), format, locale.number)),
            `${language} ${format}`,
          ).toEqual(ticks.map(({ label }) => label));
      }
  // Languages that write 5000 beside 10.000 have no such format there, and groups of two digits none at all.
  expect(lacking.filter((labels) => !/(?<!\d)\d{4}(?!\d)|,\d\d,/.test(labels))).toEqual([]);
});

test("no format prints a label that others contradict", () => {
  const locale = languages["en"]!;
  const labels = (...all: [number, string][]): (string | undefined)[] => [
    axisFormat(
      all.map(([value, label]) => ({ value, label })),
      locale,
      false,
    ),
  ];
  expect(labels([500, "500"], [1_000, "1,000"])).toEqual([`#,##0;"−"#,##0`]);
  expect(labels([1_000, "1000"], [2_000, "2,000"])).toEqual([undefined]);
  expect(labels([500, "500 t"], [1_000, "1,000 kg"])).toEqual([undefined]);
  expect(labels([0, "0"], [1, "1.0"])).toEqual([undefined]);
});
