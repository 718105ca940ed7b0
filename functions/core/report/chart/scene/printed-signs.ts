import type { Locale } from "../../locale/locale.ts";

/**
 * The rule that gives a chart's texts the signs of a language: a true minus before negative numbers, and the percent
 * sign before the number in Turkish, since d3-format can put it only after.
 */
export function printedSigns({ percentPlace }: Pick<Locale, "percentPlace">): (text: string) => string {
  return percentPlace === undefined ? realMinus : (text) => realMinus(text).replace(/(?<![%\d.,])(\d[\d.,]*)%/g, "%$1");
}

/**
 * Replaces the hyphen before negative numbers with a true minus sign (U+2212). A hyphen counts as a minus if a number
 * follows and only a space or an opening bracket precedes it, so ranges (`2018-2021`), dates and compound words keep
 * their hyphens.
 */
function realMinus(text: string): string {
  return text.includes("-") ? text.replace(/(^|[\s([])-(?=[$€£¥]?\.?\d)/g, "$1\u2212") : text;
}
