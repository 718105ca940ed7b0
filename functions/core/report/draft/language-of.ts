import { isGermanName } from "../locale/german-names.ts";
import type { DraftColumn, DraftLanguage } from "./draft.ts";

/** Words that German and English share say nothing, neither alone nor beside others: `Country Name`, `Order Status`. */
const shared = /^(name|status|august|september|november|april|alter|note|land|typ|nr)$/i;

/** Share of the columns from which a table's names are of a language. */
const most = 0.5;

/** What has the same name in every language: formulas, units, years, abbreviations. */
const neutral = /^[^\p{L}]*$|^[A-Z][A-Za-z]?\d|^[A-Z]{1,4}\d*[.,\d]*$/u;

/** A name without years, numbers and what stands in brackets. */
const bare = (name: string): string =>
  name
    .replace(/[([（].*?[)\]）]/gu, " ")
    .replace(/\b(1[89]|20|21)\d\d\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** A name without the words that say nothing. */
const unshared = (name: string): string =>
  name
    .split(/[^\p{L}]+/u)
    .filter((word) => !shared.test(word))
    .join(" ");

const isSurely = (name: string): boolean => isGermanName(unshared(name));

/** The language of a table's names: Chinese by their letters, German by their words, else English. */
export function languageOf(columns: readonly DraftColumn[]): DraftLanguage {
  const said = columns.map(({ name }) => bare(name)).filter((name) => !neutral.test(name));
  const count = (is: (name: string) => boolean): number => said.filter(is).length;
  const isMost = (found: number): boolean => found / Math.max(1, said.length) >= most;
  const han = count((name) => /\p{Script=Han}/u.test(name));
  if (isMost(han) && count((name) => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)) === 0) return "zh";
  return count(isSurely) > 0 && isMost(count((name) => isSurely(name) || shared.test(name))) ? "de" : "en";
}
