import type { Dictionary, Locale, Syllables } from "../../locale/locale.ts";
import type { Theme } from "../../template/theme.ts";

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
 * hyphenates. Layout itself is synchronous, and most reports need neither; one whose tables are so narrow that words
 * must be divided asks for them by `SyllablesNeeded`.
 */
export async function loadLanguage(theme: Theme, locale: Locale): Promise<void> {
  if (locale.loadWords !== undefined && !dictionaries.has(locale)) dictionaries.set(locale, await locale.loadWords());
  if (needsHyphenation(theme, locale)) await loadSyllables(locale);
}

/** Loads the hyphenation patterns of a language that has some. */
export async function loadSyllables(locale: Locale): Promise<void> {
  if (loaded.has(locale) || locale.loadSyllables === undefined) return;
  const divide = await locale.loadSyllables();
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

/** A language's patterns are needed, and not yet loaded: load them by `loadSyllables`, and lay the report out again. */
export class SyllablesNeeded extends Error {
  constructor() {
    super("loadSyllables must be awaited before a report whose words are divided is laid out");
    this.name = "SyllablesNeeded";
  }
}

/**
 * The syllables of a word: only itself in a language without patterns.
 *
 * @throws SyllablesNeeded before `loadSyllables`
 */
export function hyphenate(locale: Locale, word: string): readonly string[] {
  const divide = loaded.get(locale);
  if (divide !== undefined) return divide(word);
  if (locale.loadSyllables === undefined) return [word];
  throw new SyllablesNeeded();
}

/** The words of a language without spaces between words; absent for other languages. */
export function dictionaryOf(locale: Locale): Dictionary | undefined {
  return dictionaries.get(locale);
}
