import { isGermanName } from "../locale/german-names.ts";
import type { DraftColumn, DraftLanguage } from "./draft.ts";

/** Words that German and English share say nothing by themselves. */
const shared = /^(name|status|august|september|november|april|alter|note|land|typ|nr)$/i;

/** Share of the columns from which a table's names are of a language. */
const most = 0.5;

/** The language of a table's names: Chinese by their letters, German by their words, else English. */
export function languageOf(columns: readonly DraftColumn[]): DraftLanguage {
  const count = (is: (name: string) => boolean): number => columns.filter(({ name }) => is(name)).length;
  const isMost = (found: number): boolean => found / Math.max(1, columns.length) >= most;
  const han = count((name) => /\p{Script=Han}/u.test(name));
  if (isMost(han) && count((name) => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)) === 0) return "zh";
  const surely = count((name) => isGermanName(name) && !shared.test(name.trim()));
  return surely > 0 && isMost(count((name) => isGermanName(name))) ? "de" : "en";
}
