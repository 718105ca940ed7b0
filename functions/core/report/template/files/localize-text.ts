import type { LocalizedText } from "../template.ts";

/** A text per language: a string applies to all, and a missing language takes the first one's text. */
export function localizeText(text: string | LocalizedText | undefined, languages: readonly string[]): LocalizedText {
  if (typeof text === "string") return Object.fromEntries(languages.map((language) => [language, text]));
  const fallback = languages.map((language) => text?.[language]).find((found) => found !== undefined) ?? "";
  return Object.fromEntries(languages.map((language) => [language, text?.[language] ?? fallback]));
}
