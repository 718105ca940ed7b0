/** How the speech rule engine reads formulas in a language. */
export interface SpokenLanguage {
  /** `clearspeak` reads as a teacher would; `mathspeak` names the beginning and the end of each part. */
  readonly style: "clearspeak" | "mathspeak";
  readonly load: () => Promise<{ readonly default: object }>;
}

/** By a report's language: the languages with rules. ClearSpeak where the engine has it. */
export const spokenLanguages: Readonly<Record<string, SpokenLanguage>> = {
  da: { style: "mathspeak", load: () => import("speech-rule-engine/lib/mathmaps/da.json", { with: { type: "json" } }) },
  de: {
    style: "clearspeak",
    load: () => import("speech-rule-engine/lib/mathmaps/de.json", { with: { type: "json" } }),
  },
  en: {
    style: "clearspeak",
    load: () => import("speech-rule-engine/lib/mathmaps/en.json", { with: { type: "json" } }),
  },
  es: { style: "mathspeak", load: () => import("speech-rule-engine/lib/mathmaps/es.json", { with: { type: "json" } }) },
  fr: {
    style: "clearspeak",
    load: () => import("speech-rule-engine/lib/mathmaps/fr.json", { with: { type: "json" } }),
  },
  hi: {
    style: "clearspeak",
    load: () => import("speech-rule-engine/lib/mathmaps/hi.json", { with: { type: "json" } }),
  },
  it: {
    style: "clearspeak",
    load: () => import("speech-rule-engine/lib/mathmaps/it.json", { with: { type: "json" } }),
  },
  ko: {
    style: "clearspeak",
    load: () => import("speech-rule-engine/lib/mathmaps/ko.json", { with: { type: "json" } }),
  },
  sv: {
    style: "clearspeak",
    load: () => import("speech-rule-engine/lib/mathmaps/sv.json", { with: { type: "json" } }),
  },
};
