import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { quoteName } from "../../quote.ts";
import type { Roles } from "../../roles/roles.ts";
import type { RhythmRole } from "./rhythm-role.ts";

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

/** Fewest hours and weekdays that differ, days of instants, and rows. */
const [fewestHours, fewestWeekdays, fewestDays, fewestRows] = [5, 5, 14, 12];

/** When there is most: by a column of hours or of weekdays, or by the instants of at least two weeks. */
export async function findRhythm(table: DraftTable, source: string, roles: Roles): Promise<RhythmRole | undefined> {
  const { story, looks, time, measures, selector, survey, long } = roles;
  const [measure] = measures;
  if (measure === undefined || story === "survey" || survey !== undefined || selector !== undefined) return undefined;
  if (table.rows < fewestRows) return undefined;
  const instant = time === undefined ? undefined : looks.find((look) => isInstant(look, time.columns));
  const hours = looks.find(isHours);
  const days = looks.find(isWeekdays);
  if (long?.turned === true && days === undefined) return undefined;
  const at = instant === undefined ? undefined : quoteName(instant.name);
  const isLong = time !== undefined && daysOf(time.first, time.last) >= fewestDays;
  const told = isLong && at !== undefined && (await hasHours(table, source, at)) ? at : undefined;
  if (hours === undefined && days === undefined && told === undefined) return undefined;
  const day = time !== undefined && time.raw === "day" ? time.day : undefined;
  const isOfDays = day !== undefined && isLong;
  return {
    measure,
    hour: hours === undefined ? told && `hour(${told})` : hourSql(hours),
    weekday: days === undefined ? (isOfDays ? `isodow(${day})` : undefined) : weekdaySql(days),
    day,
    put: putOf(roles, day),
    columns: [hours, days].flatMap((look) => look?.name ?? []),
    leads: hours !== undefined || days !== undefined || time?.finer === true,
  };
}

function putOf({ measures }: Roles, day: string | undefined): RhythmRole["put"] {
  const { adds, column } = measures[0]!;
  if (!adds) return "mean";
  if (day === undefined) return "sum";
  return column === "*" ? "days" : "slots";
}

const daysOf = (first: string, last: string): number => (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;

const isInstant = ({ name, type }: ColumnLook, columns: readonly string[]): boolean =>
  type === "timestamp" && columns.includes(name);

function isHours({ name, type, low, high, distinct, texts }: ColumnLook): boolean {
  if (!hourName.test(name.trim().replaceAll("_", " ")) || distinct < fewestHours) return false;
  if (type === "integer") return low >= 0 && high <= 23;
  return type === "text" && texts.every((text) => hourText.test(text.trim()));
}

function isWeekdays({ type, distinct, texts }: ColumnLook): boolean {
  if (type !== "text" || distinct < fewestWeekdays || distinct > 7) return false;
  return texts.every((text) => anyWeekday.some((pattern) => pattern.test(text.trim())));
}

const hourSql = ({ name, type }: ColumnLook): string =>
  type === "integer" ? quoteName(name) : `try_cast(regexp_extract(${quoteName(name)}, '\\d+') AS INTEGER)`;

function weekdaySql({ name }: ColumnLook): string {
  const text = `lower(trim(${quoteName(name)}))`;
  return `CASE ${weekdays.map((pattern, at) => `WHEN regexp_matches(${text}, '${pattern}') THEN ${at + 1}`).join(" ")} END`;
}

/** Whether instants are of several hours: those of days are all at midnight. */
async function hasHours({ ask }: DraftTable, source: string, at: string): Promise<boolean> {
  const [row = {}] = await ask(`SELECT count(DISTINCT hour(${at})) AS hours FROM ${source}`);
  return Number(row["hours"] ?? 0) >= fewestHours;
}
