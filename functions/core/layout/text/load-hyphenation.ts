import type { Locale } from "../../locale/locale.ts";
import type { Theme } from "../../template/template.ts";

type Hyphenate = (word: string) => readonly string[];

let divide: Hyphenate | undefined;

/** Words kept: their syllables are a fact of the language. */
const kept = 20_000;

/** Whether lines of a report may end with a divided word: those of justified English. */
export function needsHyphenation({ align }: Theme, { tag }: Locale): boolean {
  return align === "justify" && tag.startsWith("en");
}

/**
 * Loads the patterns of English syllables (Liang, 1983) if a report needs them; layout itself is
 * synchronous, and most reports are set ragged and would wait for nothing.
 */
export async function loadHyphenation(theme: Theme, locale: Locale): Promise<void> {
  if (divide !== undefined || !needsHyphenation(theme, locale)) return;
  const { default: english } = await import("hyphen/en-us/index.js");
  const words = new Map<string, readonly string[]>();
  divide = (word) => {
    let syllables = words.get(word);
    if (syllables === undefined) {
      if (words.size >= kept) words.clear();
      words.set(word, (syllables = english.hyphenateSync(word, { hyphenChar: "\u00ad", minWordLength: 6 }).split("\u00ad")));
    }
    return syllables;
  };
}

/** The syllables of an English word. @throws TypeError before `loadHyphenation` */
export function hyphenate(word: string): readonly string[] {
  if (divide === undefined) throw new TypeError("loadHyphenation must be awaited before a justified report is laid out");
  return divide(word);
}
