import { languages } from "./languages.ts";

/** Whether the language of a report is written from right to left. @param tag BCP 47, as in `Locale.tag` */
export function writesFromRight(tag: string): boolean {
  return Object.values(languages).some((locale) => locale.tag === tag && locale.direction === "rtl");
}
