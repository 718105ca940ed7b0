import type { Language } from "./language.ts";

/** A text of a template in the language of the studio, else in English, else in its first language. */
export function textOf(text: Readonly<Record<string, string>>, language: Language): string {
  const near = Object.keys(text).find((tag) => tag.split("-")[0] === language);
  return text[near ?? "en"] ?? Object.values(text)[0] ?? "";
}
