import type { Locale } from "../locale/locale.ts";

/**
 * Returns a function that puts `#` for what goes by with time in a text: numbers, and the names of months. "Revenue,
 * May 2025" and "Revenue, April 2025" have the same stem.
 */
export function stemmer({ time, monthsAlone }: Pick<Locale, "time" | "monthsAlone">): (text: string) => string {
  const names = new Set([time, monthsAlone].flatMap((each) => [...(each?.months ?? []), ...(each?.shortMonths ?? [])]));
  const longestFirst = [...names]
    .filter((name) => name !== "")
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const months = new RegExp(
    `(?<!\\p{L})(?:${longestFirst.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join("|")})(?!\\p{L})`,
    "gu",
  );
  return (text) => text.replaceAll(months, "#").replaceAll(/\p{Nd}+(?:[.,\u00A0\u202F]\p{Nd}+)*/gu, "#");
}
