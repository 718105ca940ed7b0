import type { DraftLanguage } from "../draft.ts";

/** What stands for the rows that name none. */
export const withoutOne: Readonly<Record<DraftLanguage, string>> = {
  en: "without one",
  de: "ohne Angabe",
  zh: "未注明",
};
