import { formatLocale, type FormatLocaleObject } from "d3-format";
import type { Locale } from "./locale.ts";

/**
 * d3-format in a language, which also obeys the least number of digits from which on it groups thousands; d3-format
 * itself has no such rule.
 */
export function numberFormat(locale: Pick<Locale, "number" | "leastGrouped">): FormatLocaleObject {
  const plain = formatLocale(locale.number);
  const joined = shortJoined(locale);
  if (joined === undefined) return plain;
  const then =
    (print: (value: number | { valueOf(): number }) => string) =>
    (value: number | { valueOf(): number }): string =>
      joined(print(value));
  return {
    format: (specifier) => then(plain.format(specifier)),
    formatPrefix: (specifier, value) => then(plain.formatPrefix(specifier, value)),
  };
}

/** Takes the separator out of printed numbers that the language does not group yet; absent: it groups all. */
export function shortJoined({
  number,
  leastGrouped = 1,
}: Pick<Locale, "number" | "leastGrouped">): ((printed: string) => string) | undefined {
  if (leastGrouped === 1 || number.thousands === "") return undefined;
  const separator = `\\u${number.thousands.charCodeAt(0).toString(16).padStart(4, "0")}`;
  // A single digit, a separator and three digits that no further one follows.
  const short = new RegExp(`(?<![\\d${separator}])(\\d)${separator}(\\d{3})(?![\\d${separator}])`, "u");
  return (printed) => printed.replace(short, "$1$2");
}
