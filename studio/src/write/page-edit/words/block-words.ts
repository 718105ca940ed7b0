import { englishName } from "./english-column-words.ts";
import { chineseName } from "./query-column-words.ts";
import { pageEditWords } from "./words.ts";

/**
 * The texts of editing on the page, with what values are called: that of a draft in words, others as their table calls
 * them. The names are many, and come with the first block that is opened.
 */
export const blockWords = {
  en: { ...pageEditWords.en, nameOf: englishName },
  zh: { ...pageEditWords.zh, nameOf: (name: string): string => chineseName(name) ?? name },
};
