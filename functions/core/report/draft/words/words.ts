import type { DraftLanguage } from "../draft.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";
import type { ReportWords } from "./report-words.ts";

/** The sentences of a language. */
export function wordsOf(language: DraftLanguage): ReportWords {
  return { en, zh, de }[language];
}
