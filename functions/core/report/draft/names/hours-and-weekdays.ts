import { quoteName } from "../quote.ts";

const hourName = /^(hour( of( the)? day)?|hr|time of day|stunde|uhrzeit|tageszeit|小时|时段|时间段|钟点)$/i;
const hourText = /^([01]?\d|2[0-3])(:00)?( ?(-|–|bis|to) ?([01]?\d|2[0-4])(:00)?)?( ?(h|uhr|时|点))?$/i;

/** Beginnings of the names of weekdays, from Monday. */
const weekdays = [
  "mon|mo|montag|星期一|周一|礼拜一",
  "tue|di|dienstag|星期二|周二|礼拜二",
  "wed|mi|mittwoch|星期三|周三|礼拜三",
  "thu|do|donnerstag|星期四|周四|礼拜四",
  "fri|fr|freitag|星期五|周五|礼拜五",
  "sat|sa|samstag|sonnabend|星期六|周六|礼拜六",
  "sun|so|sonntag|星期日|星期天|周日|周天|礼拜日",
].map((names) => {
  const [short = "", ...others] = names.split("|");
  return `^(${short}[a-z]*|${others.join("|")})\\.?$`;
});
const anyWeekday = weekdays.map((pattern) => new RegExp(pattern, "i"));

/** SQL and code of the names of columns that are weekdays, in full and as people shorten them. */
export const weekdayColumn =
  "^(?i:mon|monday|tue|tues|tuesday|wed|wednesday|thu|thur|thurs|thursday|fri|friday|sat|saturday|sun|sunday|mo|montag|di|dienstag|mi|mittwoch|do|donnerstag|fr|freitag|sa|samstag|sonnabend|so|sonntag|(星期|周|礼拜)[一二三四五六日天])\\.?$";
const ofColumn = new RegExp(weekdayColumn.replace("(?i:", "(?:"), "i");

/** The weekday, 1 for Monday to 7, that a column's name is; undefined if it is none. */
export function weekdayOf(name: string): number | undefined {
  if (!ofColumn.test(name.trim())) return undefined;
  return anyWeekday.findIndex((pattern) => pattern.test(name.trim())) + 1;
}

/** Fewest different hours and weekdays of a column that is one of them. */
const [fewestHours, fewestWeekdays] = [5, 5];

/** What a column looks like: its name, its type, the ends of its numbers, its different texts. */
interface Column {
  readonly name: string;
  readonly type: string;
  readonly low: number;
  readonly high: number;
  readonly distinct: number;
  readonly texts: readonly string[];
}

/** Whether a column holds hours of the day. */
export function isHours({ name, type, low, high, distinct, texts }: Column): boolean {
  if (!hourName.test(name.trim().replaceAll("_", " ")) || distinct < fewestHours) return false;
  if (type === "integer") return low >= 0 && high <= 23;
  return type === "text" && texts.every((text) => hourText.test(text.trim()));
}

/** Whether a column holds weekdays. */
export function isWeekdays({ type, distinct, texts }: Column): boolean {
  if (type !== "text" || distinct < fewestWeekdays || distinct > weekdays.length) return false;
  return texts.every((text) => anyWeekday.some((pattern) => pattern.test(text.trim())));
}

/** SQL of the hour, 0 to 23, that a column of hours holds. */
export const hourSql = ({ name, type }: Column): string =>
  type === "integer" ? quoteName(name) : `try_cast(regexp_extract(${quoteName(name)}, '\\d+') AS INTEGER)`;

/** SQL of the weekday, 1 for Monday to 7, that a column of weekdays holds. */
export function weekdaySql({ name }: Column): string {
  const text = `lower(trim(${quoteName(name)}))`;
  return `CASE ${weekdays.map((pattern, at) => `WHEN regexp_matches(${text}, '${pattern}') THEN ${at + 1}`).join(" ")} END`;
}
