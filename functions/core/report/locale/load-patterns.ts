import type { Syllables } from "./locale.ts";

interface Patterns {
  readonly default: { hyphenateSync(text: string, options?: { hyphenChar?: string; minWordLength?: number }): string };
}

/**
 * A function that hyphenates a language's words by its patterns (Liang, Word Hy-phen-a-tion by Com-put-er, 1983).
 *
 * @param load imports the language of the package `hyphen`
 */
export async function loadPatterns(load: () => Promise<Patterns>): Promise<Syllables> {
  const { default: hyphenation } = await load();
  return (word) => hyphenation.hyphenateSync(word, { hyphenChar: "\u00ad", minWordLength: 6 }).split("\u00ad");
}
