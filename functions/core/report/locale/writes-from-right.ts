import { languages } from "./languages.ts";

/** Tags of the languages that are written from right to left. Layout asks for every piece of text. */
const fromRight: ReadonlySet<string> = new Set(
  Object.values(languages).flatMap(({ tag, direction }) => (direction === "rtl" ? [tag] : [])),
);

/** Whether the language of a report is written from right to left. @param tag BCP 47, as in `Locale.tag` */
export function writesFromRight(tag: string): boolean {
  return fromRight.has(tag);
}
