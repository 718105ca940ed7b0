import type { DraftLanguage } from "../draft.ts";

/** The first few names, and how many more there are. */
export function few(names: string, count: string, language: DraftLanguage): string {
  const more = {
    en: ` and {{ ${count} | minus: 5 | number }} more`,
    de: ` und {{ ${count} | minus: 5 | number }} weitere`,
    zh: `等{{ ${count} | number }}项`,
  }[language];
  return `{{ ${names} }}{% if ${count} > 5 %}${more}{% endif %}`;
}
