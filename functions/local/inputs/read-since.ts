import { BroadsheetError } from "../../core/errors.ts";
import { isCalendarDate } from "../../core/report/request/calendar-date.ts";
import { parseMoment } from "../../core/report/request/calendar-moment.ts";

/**
 * Reads the value of `--since`: a moment, or a day, which begins at midnight in UTC.
 *
 * @returns milliseconds since 1970
 * @throws BroadsheetError `invalid-request` for what is neither, also for a day that is not in the calendar
 */
export function readSince(text: string): number {
  const time = isCalendarDate(text) ? Date.parse(text) : parseMoment(text);
  if (time !== undefined) return time;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-option",
    message: `--since takes a moment, not "${text}"`,
    where: { name: "--since" },
    seen: text,
    allowed: "2026-11-29 or 2026-11-29T07:00:00Z",
  });
}
