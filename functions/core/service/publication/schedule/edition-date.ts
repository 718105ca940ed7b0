import { hintNearMatch } from "../../../near-match.ts";
import { relativeDate, relativeDates } from "../../../relative-date.ts";

/** The words for an edition's date. */
export const editionDates: readonly string[] = ["run", ...relativeDates.filter((word) => word !== "report-date")];

/**
 * The date of an edition: `run` is the day on which it is made, every other word is relative to that day.
 *
 * @param day `YYYY-MM-DD`
 * @returns undefined for an unknown word
 */
export function editionDate(word: string, day: string): string | undefined {
  return word === "run" ? day : word === "report-date" ? undefined : relativeDate(word, day);
}

/** The allowed words and the nearest one, for a problem. */
export function editionDateChoices(word: string): { readonly allowed: readonly string[]; readonly hint?: string } {
  return { allowed: [...editionDates, "12-months-ago, 3-days-ahead, …"], ...hintNearMatch(word, editionDates) };
}
