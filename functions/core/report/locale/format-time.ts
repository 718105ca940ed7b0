import { timeFormatLocale, type TimeLocaleObject } from "d3-time-format";
import type { Locale } from "./locale.ts";

/** Directives of d3-time-format that print the day of a month; `%c` and `%x` are whole dates of a language. */
const day = /%[-_0]?[decx]/;

/** Whether a pattern of d3-time-format prints a day, after which some languages inflect the name of a month. */
export function printsDay(pattern: string): boolean {
  return day.test(pattern);
}

const formats = new WeakMap<Locale, { readonly dated: TimeLocaleObject; readonly alone: TimeLocaleObject }>();

/**
 * Prints UTC dates in a language, which may inflect a month that follows its day.
 *
 * @param pattern a pattern of d3-time-format
 */
export function formatTime(locale: Locale, pattern: string): (date: Date) => string {
  let known = formats.get(locale);
  if (known === undefined) {
    const dated = timeFormatLocale(locale.time);
    formats.set(
      locale,
      (known = {
        dated,
        alone: locale.monthsAlone === undefined ? dated : timeFormatLocale({ ...locale.time, ...locale.monthsAlone }),
      }),
    );
  }
  return known[printsDay(pattern) ? "dated" : "alone"].utcFormat(pattern);
}
