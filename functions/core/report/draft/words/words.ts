import type { DraftLanguage } from "../draft.ts";
import { de } from "./de/de.ts";
import { en } from "./en/en.ts";
import { zh } from "./zh/zh.ts";
import type { ReportWords } from "./report-words.ts";

/** The sentences of a language. */
export function wordsOf(language: DraftLanguage): ReportWords {
  return { en, zh, de }[language];
}
