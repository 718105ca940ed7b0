/** Languages whose characters Word calls East Asian, and those that it calls complex scripts. */
const [eastAsian, complex] = [new Set(["zh", "ja", "ko"]), new Set(["ar", "he", "fa", "ur", "hi", "th"])];
const fromRight = new Set(["ar", "he", "fa", "ur"]);
const chinese: Readonly<Record<string, string>> = { zh: "zh-CN", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW" };

/** The attributes of `w:lang` for text in a language: which of them says it depends on the script. @param tag BCP 47 */
export function wordLanguage(tag: string): Readonly<Record<string, string>> {
  const language = languageOf(tag);
  const name = chinese[tag] ?? tag;
  if (eastAsian.has(language)) return { "w:eastAsia": name };
  return complex.has(language) ? { "w:bidi": name } : { "w:val": name };
}

/** Whether a language is written from right to left. @param tag BCP 47 */
export function isFromRight(tag: string): boolean {
  return fromRight.has(languageOf(tag));
}

/** The language of a tag without its script and region. @param tag BCP 47 */
export function languageOf(tag: string): string {
  return tag.split("-")[0]!.toLowerCase();
}
