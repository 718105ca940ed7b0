import { isCalendarDate } from "./calendar-date.ts";

const form =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Reads a moment, `YYYY-MM-DDThh:mm[:ss]` with `Z` or an offset. `Date.parse` alone takes 31 February for a day of
 * March.
 *
 * @returns milliseconds since 1970; undefined for any other text, and for a day that is not in the calendar
 */
export function parseMoment(text: string): number | undefined {
  const [, day] = form.exec(text) ?? [];
  return day !== undefined && isCalendarDate(day) ? Date.parse(text) : undefined;
}
