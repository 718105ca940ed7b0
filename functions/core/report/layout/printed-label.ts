import type { Captioned } from "../document/document.ts";
import type { Locale } from "../locale/locale.ts";

/**
 * The printed name of a figure or table: "Figure 3"; empty if it is not counted.
 *
 * @param word "Figure" in the report's language
 */
export function printedLabel(
  { locale }: { readonly locale: Locale },
  { number, label }: Pick<Captioned, "number" | "label">,
  word: string,
): string {
  return number === 0 ? "" : `${word}${locale.words.numberGap}${label ?? number}`;
}
