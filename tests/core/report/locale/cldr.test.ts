import { formatLocale } from "d3-format";
import { describe, expect, it } from "vitest";
import { formatsOf } from "../../../../functions/core/report/compose/formats/formats.ts";
import { formatTime } from "../../../../functions/core/report/locale/format-time.ts";
import { languages } from "../../../../functions/core/report/locale/languages.ts";

/** Where a file departs from the CLDR of this Node's Intl, and why. */
const departures: Readonly<Record<string, readonly string[]>> = {
  // The day comes first, as in most of the world's English.
  en: ["longDate"],
  // The euro has its sign, not its code.
  uk: ["currency"],
  // "Tháng" twelve times does not fit an axis.
  vi: ["shortMonths"],
};

/** Arabic with the digits that its financial press prints, Thai with the calendar of its statistics abroad. */
const tags: Readonly<Record<string, string>> = { ar: "ar-u-nu-latn", th: "th-u-ca-gregory", zh: "zh-Hans" };
const dates = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 15)));
const week = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 8, 1 + day)));
/** Removes marks of direction and makes all spaces alike. */
const plain = (text: string): string => text.replace(/[\u200e\u200f\u061c]/g, "").replace(/[\u00a0\u202f\u2009]/g, " ");

describe.each(Object.entries(languages))("%s", (language, locale) => {
  const tag = tags[language] ?? language;
  const departs = departures[language] ?? [];
  const time = (date: Date, options: Intl.DateTimeFormatOptions): string =>
    plain(new Intl.DateTimeFormat(tag, { timeZone: "UTC", ...options }).format(date));
  const formats = formatsOf(locale);
  const facts: readonly (readonly [name: string, ours: unknown, cldr: unknown])[] = [
    [
      "number",
      plain(formatLocale(locale.number).format(",.1f")(12_345_678.5)),
      plain(new Intl.NumberFormat(tag).format(12_345_678.5)),
    ],
    ["percent", plain(formats.percent(50)!), plain(new Intl.NumberFormat(tag, { style: "percent" }).format(0.5))],
    [
      "currency",
      plain(formats.currency(12.5, "EUR")!),
      plain(new Intl.NumberFormat(tag, { style: "currency", currency: "EUR" }).format(12.5)),
    ],
    [
      "longDate",
      dates.map((date) => plain(formatTime(locale, locale.longDate)(date))),
      dates.map((date) => time(date, { dateStyle: "long" })),
    ],
    [
      "monthOfYear",
      dates.map((date) => plain(formatTime(locale, locale.monthOfYear)(date))),
      dates.map((date) => time(date, { month: "long", year: "numeric" })),
    ],
    ["days", locale.time.days, week.map((date) => time(date, { weekday: "long" }))],
    ["shortDays", locale.time.shortDays, week.map((date) => time(date, { weekday: "short" }))],
    [
      "shortMonths",
      (locale.monthsAlone ?? locale.time).shortMonths,
      dates.map((date) => time(date, { month: "short" })),
    ],
  ];
  it.each(facts.filter(([name]) => !departs.includes(name)))("has the %s of CLDR", (_name, ours, cldr) => {
    expect(ours).toEqual(cldr);
  });

  it("names the places where it departs from CLDR, and no others", () => {
    expect(
      facts.filter(([, ours, cldr]) => JSON.stringify(ours) !== JSON.stringify(cldr)).map(([name]) => name),
    ).toEqual(departs);
  });

  it.each(locale.compact.map(({ power, word }) => [power, word] as const))(
    "has a word of CLDR for 10^%i",
    (power, word) => {
      const words = (["short", "long"] as const).map((compactDisplay) =>
        plain(new Intl.NumberFormat(tag, { notation: "compact", compactDisplay }).format(2 * 10 ** power)),
      );
      expect(words).toContain(plain(`2${word}`));
    },
  );
});
