import { quoteName } from "../../quote.ts";
import type { Moment, SpanUnit } from "./span-role.ts";

/** Texts of a time of day: `8:05`, `08:05:30`. */
export const clockPattern = "^([01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$";

/** SQL of the minutes of a time of day since midnight. */
function clockSql(column: string): string {
  const text = `trim(${quoteName(column)})`;
  return `(60 * try_cast(split_part(${text}, ':', 1) AS INTEGER) + try_cast(split_part(${text}, ':', 2) AS INTEGER))`;
}

/** SQL of whether a record has a moment. */
export const hasSql = ({ column, kind }: Moment): string =>
  kind === "clock" ? `${clockSql(column)} IS NOT NULL` : `${quoteName(column)} IS NOT NULL`;

/** SQL of the day of a moment; undefined if it names none. */
export const daySql = ({ column, kind }: Moment): string | undefined =>
  kind === "clock" ? undefined : kind === "day" ? quoteName(column) : `${quoteName(column)}::DATE`;

const secondsOf: Readonly<Record<SpanUnit, number>> = { day: 86_400, hour: 3600, minute: 60 };

/** Half a day in minutes: what seems to end longer before it began ended after midnight. */
const halfDay = 720;

/** SQL of what lies between two moments, in a unit; of two days it is whole. */
export function betweenSql(from: Moment, to: Moment, unit: SpanUnit): string {
  if (from.kind === "clock") {
    const minutes = `(${clockSql(to.column)} - ${clockSql(from.column)})`;
    const wrapped = `CASE WHEN ${minutes} < -${halfDay} THEN ${minutes} + 1440 ELSE ${minutes} END`;
    return unit === "minute" ? wrapped : `(${wrapped}) / 60.0`;
  }
  if (from.kind === "day" || to.kind === "day") return `date_diff('day', ${daySql(from)!}, ${daySql(to)!})`;
  return `(epoch(${quoteName(to.column)}) - epoch(${quoteName(from.column)})) / ${secondsOf[unit].toFixed(1)}`;
}

/** Decimals of what lies between two moments: days that are counted have none. */
export const decimalsBetween = (from: Moment, to: Moment): number =>
  from.kind === "day" || to.kind === "day" || from.kind === "clock" ? 0 : 1;

/** The last day of all columns that hold what has happened, as SQL over the records of `source`. */
export function lastDaySql(moments: readonly Moment[], source: string): string {
  const days = moments.flatMap((moment) => daySql(moment) ?? []);
  if (days.length === 0) return "NULL::DATE";
  const last = days.length === 1 ? `max(${days[0]!})` : `greatest(${days.map((day) => `max(${day})`).join(", ")})`;
  return `(SELECT ${last} FROM ${source})`;
}
