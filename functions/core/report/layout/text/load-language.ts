import type { Dictionary, Locale, Syllables } from "../../locale/locale.ts";
import type { Theme } from "../../template/template.ts";

const loaded = new Map<Locale, Syllables>();
const dictionaries = new Map<Locale, Dictionary>();

/** Most words cached per language; a word's syllables never change. */
const kept = 20_000;

/** Whether a report's lines may end with a divided word: in justified text, if there are patterns for its language. */
export function needsHyphenation({ align }: Theme, locale: Locale): boolean {
  return align === "justify" && locale.loadSyllables !== undefined;
}

/**
 * Loads what a report's language needs for breaking lines: its words, and its hyphenation patterns if the report
 * hyphenates. Layout itself is synchronous, and most reports need neither.
 */
export async function loadLanguage(theme: Theme, locale: Locale): Promise<void> {
  if (locale.loadWords !== undefined && !dictionaries.has(locale)) dictionaries.set(locale, await locale.loadWords());
  if (loaded.has(locale) || !needsHyphenation(theme, locale)) return;
  const divide = await locale.loadSyllables!();
  const words = new Map<string, readonly string[]>();
  loaded.set(locale, (word) => {
    let syllables = words.get(word);
    if (syllables === undefined) {
      if (words.size >= kept) words.clear();
      words.set(word, (syllables = divide(word)));
    }
    return syllables;
  });
}

/** The syllables of a word. @throws TypeError before `loadLanguage` */
export function hyphenate(locale: Locale, word: string): readonly string[] {
  const divide = loaded.get(locale);
  if (divide === undefined) throw new TypeError("loadLanguage must be awaited before a justified report is laid out");
  return divide(word);
}

/** The words of a language without spaces between words; absent for other languages. */
export function dictionaryOf(locale: Locale): Dictionary | undefined {
  return dictionaries.get(locale);
}
