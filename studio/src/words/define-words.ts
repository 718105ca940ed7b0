import type { Language } from "./language.ts";

/** A text, or one that depends on a value. */
export type Word = string | ((...values: never[]) => string);

type Same<Words> = { readonly [Key in keyof Words]: Words[Key] extends string ? string : Words[Key] };

/** The texts of a room in each language, by the same keys. */
export type Texts<Words> = Readonly<Record<Language, Same<Words>>>;

/**
 * The texts of a room: whatever the page says is here, in English and in Chinese. A key that one of them lacks is an
 * error of the compiler.
 *
 * @example defineWords({ pages: (count: number) => `${count} ${count === 1 ? "page" : "pages"}` }, { pages: (count) =>
 *   `${count} 页` })
 */
export function defineWords<const Words extends Readonly<Record<string, Word>>>(
  en: Words,
  zh: Same<Words>,
): Texts<Words> {
  return { en: en as Same<Words>, zh };
}
