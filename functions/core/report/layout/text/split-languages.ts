import { writesFromRight } from "../../locale/writes-from-right.ts";

/** Scripts that identify a language, with the characters allowed between two of their words. */
const scripts = [
  { language: "ja", own: "\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff", needs: /[\u3040-\u30ff]/ },
  { language: "zh", own: "\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}", needs: undefined },
  { language: "ko", own: "\\u1100-\\u11ff\\uac00-\\ud7af", needs: undefined },
  { language: "he", own: "\\u0590-\\u05ff\\ufb1d-\\ufb4f", needs: undefined },
  { language: "ar", own: "\\u0600-\\u06ff\\u0750-\\u077f\\ufb50-\\ufdff\\ufe70-\\ufefc", needs: undefined },
  { language: "hi", own: "\\u0900-\\u097f", needs: undefined },
  { language: "th", own: "\\u0e00-\\u0e7f", needs: undefined },
  // Only in reports that are written from right to left.
  { language: "en", own: "A-Za-z\\u00c0-\\u024f", needs: undefined },
] as const;

const runs = scripts.map(({ language, own, needs }) => ({
  language,
  needs,
  // Punctuation, digits and spaces belong to a run only between two of its characters.
  run: new RegExp(
    `[${own}](?:[\\s\\d\\p{P}\\u3000-\\u303f\\uff00-\\uffef]*[${own}\\u3000-\\u303f\\uff00-\\uff60])*`,
    "gu",
  ),
}));

const foreign =
  /[\u0900-\u097f\u0590-\u06ff\u0750-\u077f\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc\ud840-\ud8ff]/;

/** Those that a report in Chinese or Japanese does not use for its own language. */
const foreignToHan =
  /[\u0900-\u097f\u0590-\u06ff\u0750-\u077f\u0e00-\u0e7f\u1100-\u11ff\uac00-\ud7af\ufb1d-\ufdff\ufe70-\ufefc]/;

/** The same and Latin letters, which Arabic and Hebrew do not use. */
const foreignFromRight = new RegExp(`[A-Za-z\\u00c0-\\u024f]|${foreign.source}`);

/** Whether a text may contain words in another language than the report's, by their script. */
export function isForeign(report: string, text: string): boolean {
  return (writesHan(report) ? foreignToHan : writesFromRight(report) ? foreignFromRight : foreign).test(text);
}

/** Chinese and Japanese: the characters of one in a report in the other do not show their language. */
function writesHan(report: string): boolean {
  return report.startsWith("zh") || report.startsWith("ja");
}

export interface LanguagePart {
  readonly text: string;
  /** BCP 47; absent: the report's own, or one that the script does not tell. */
  readonly language?: string;
}

/**
 * Splits text where its language changes, as far as the script shows it: a screen reader must not spell out Chinese in
 * an English report (ISO 14289-1, 7.2). Latin words in a Chinese report stay, since their script does not identify a
 * language. In an Arabic or Hebrew one they are taken for English, the likeliest: a voice for Arabic leaves Latin
 * letters out or spells them. Authors mark other languages.
 *
 * @param report BCP 47 tag of the report
 */
export function splitLanguages(report: string, text: string): LanguagePart[] {
  if (!isForeign(report, text)) return [{ text }];
  const found = runs.find(
    ({ language, run, needs }) =>
      !shares(report, language) && (needs === undefined || needs.test(text)) && text.search(run) >= 0,
  );
  if (found === undefined) return [{ text }];
  const parts: LanguagePart[] = [];
  let from = 0;
  for (const match of text.matchAll(found.run)) {
    if (match.index > from) parts.push(...splitLanguages(report, text.slice(from, match.index)));
    parts.push({ text: match[0], language: found.language === "zh" ? "zh-Hans" : found.language });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(...splitLanguages(report, text.slice(from)));
  return parts;
}

/**
 * Whether a script is insignificant in a report: it is the report's own, Han or kana where Han is written, or Han in a
 * Korean one.
 */
function shares(report: string, language: string): boolean {
  if (language === "en") return !writesFromRight(report);
  if (language === "zh" || language === "ja")
    return writesHan(report) || (language === "zh" && report.startsWith("ko")) || report.startsWith(language);
  return report.startsWith(language);
}
