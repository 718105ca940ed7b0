import { expect, test } from "vitest";
import { languages } from "../../../../functions/core/report/locale/languages.ts";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";
import { stemmer } from "../../../../functions/core/report/publish/stemmer.ts";

test("every month of every language has one stem", () => {
  for (const tag of Object.keys(languages)) {
    const locale = localeFor(tag);
    const stem = stemmer(locale);
    for (const names of [
      locale.time.months,
      locale.time.shortMonths,
      locale.monthsAlone?.months ?? [],
      locale.monthsAlone?.shortMonths ?? [],
    ]) {
      expect(new Set(names.map((name, month) => stem(`Revenue, ${name} ${2_020 + month}`))).size, tag).toBe(
        names.length === 0 ? 0 : 1,
      );
    }
  }
});

test("words that only begin like a month are words", () => {
  const stem = stemmer(localeFor("en"));
  expect(stem("Mayor of Marchfield, Q3 2025: 1,200.5 m")).toBe("Mayor of Marchfield, Q# #: # m");
});
