import type { CompactUnit } from "../../locale/locale.ts";

/** A unit behind a word for a power of ten: "€", "t", "EUR", 円. A longer word may be such a word itself, "millones". */
const shortUnit = /^\s*(?:\p{Sc}|\p{L}{1,3}\p{No}?)$/u;
/** Words for powers of ten that join with others: 千万, 천만, and Thai ones. 百分点 is a percentage point. */
const joining = /^(?:[十千萬万億亿兆십백천만억조]|百(?!分)|พัน|หมื่น|แสน|ล้าน)/u;
/** Scripts that put no space behind a word. */
const spaceless = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Thai}]$/u;
/** The prefix of a unit right behind the digits, as d3-format's type `s` prints it: "1.2k". */
const prefix = /^[yzafpnµmkMGTPEZY]$/u;

/**
 * The power of ten by which the text behind a number multiplies it: 6 for "Mio. €" in German, 0 for "kg".
 *
 * @param before the text before the number
 * @param compact the language's words, largest first
 * @returns undefined if the value is uncertain, so that the number is to stay a text
 */
export function powerOf(before: string, after: string, compact: readonly CompactUnit[]): number | undefined {
  const exact = compact.find(({ word }) => word === after);
  if (exact !== undefined) return exact.power;
  const text = after.trimStart();
  const unit = compact.find(({ word }) => opens(text, bare(word)));
  if (unit === undefined) return prefix.test(after) || joining.test(text) ? undefined : 0;
  const word = bare(unit.word);
  if (word.length === 1 && !after.startsWith(unit.word)) {
    // With another gap: "5K" are five thousand, "5 K" may be kelvins, "$5 K" may be neither.
    const uncertain = spaceless.test(word) || prefix.test(after) || /\p{Sc}/u.test(before + after);
    return uncertain ? undefined : 0;
  }
  const rest = text.slice(word.length).replace(/^\./, "");
  if (rest === "") return unit.power;
  const continued = joining.test(rest) || compact.some((other) => opens(rest.trimStart(), bare(other.word)));
  return shortUnit.test(rest) && !continued ? unit.power : undefined;
}

/** A word without its gap and the mark of its abbreviation. */
function bare(word: string): string {
  return word.trim().replace(/\.$/, "");
}

/** Whether a text begins with a word, not only with its letters. */
function opens(text: string, word: string): boolean {
  return text.startsWith(word) && (spaceless.test(word) || !/^[\p{L}\p{M}]/u.test(text.slice(word.length)));
}
