import type { Locale, Syllables } from "../../locale/locale.ts";
import type { Theme } from "../../template/template.ts";

const loaded = new Map<Locale, Syllables>();

/** Most words cached per language; a word's syllables never change. */
const kept = 20_000;

/** Whether a report's lines may end with a divided word: in justified text, if there are patterns for its language. */
export function needsHyphenation({ align }: Theme, locale: Locale): boolean {
  return align === "justify" && locale.loadSyllables !== undefined;
}

/**
 * Loads a language's hyphenation patterns if a report needs them. Layout itself is synchronous, and most reports are
 * ragged and need none.
 */
export async function loadHyphenation(theme: Theme, locale: Locale): Promise<void> {
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

/** The syllables of a word. @throws TypeError before `loadHyphenation` */
export function hyphenate(locale: Locale, word: string): readonly string[] {
  const divide = loaded.get(locale);
  if (divide === undefined) throw new TypeError("loadHyphenation must be awaited before a justified report is laid out");
  return divide(word);
}
