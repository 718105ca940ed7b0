/** Words for days relative to the report's date, for messages and near matches. */
export const relativeDates: readonly string[] = [
  "report-date",
  "previous-day",
  "next-day",
  ...["", "previous-", "next-"].flatMap((which) =>
    ["week", "month", "quarter", "year"].flatMap((span) => [`${which}${span}-start`, `${which}${span}-end`]),
  ),
];

const dayMs = 86_400_000;

/**
 * The day that a word denotes, relative to the report's date: `previous-month-end`, `quarter-start`, `12-months-ago`.
 * Weeks begin on Monday (ISO 8601). A day that a month does not have becomes its last one.
 *
 * @param date `YYYY-MM-DD`
 * @returns `YYYY-MM-DD`; undefined for any other word, and beyond the years 1 to 9999
 */
export function relativeDate(word: string, date: string): string | undefined {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const counted = /^(\d{1,5})-(day|week|month|year)s?-(ago|ahead)$/.exec(word);
  if (counted !== null) {
    const count = Number(counted[1]) * (counted[3] === "ago" ? -1 : 1);
    if (counted[2] === "day" || counted[2] === "week")
      return written(atDay(year, month - 1, day) + count * (counted[2] === "week" ? 7 : 1) * dayMs);
    const months = count * (counted[2] === "year" ? 12 : 1);
    const last = new Date(atDay(year, month + months, 0)).getUTCDate();
    return written(atDay(year, month - 1 + months, Math.min(day, last)));
  }
  if (word === "report-date") return date;
  const [, which = "", span, edge = "start"] =
    /^(?:(previous|next)-)?(day|week|month|quarter|year)(?:-(start|end))?$/.exec(word) ?? [];
  if (span === undefined || !relativeDates.includes(word)) return undefined;
  const step = which === "previous" ? -1 : which === "next" ? 1 : 0;
  // The end of a period is the day before the next one's start.
  const [at, back] = edge === "end" ? [step + 1, dayMs] : [step, 0];
  switch (span) {
    case "day":
      return written(atDay(year, month - 1, day + step));
    case "week": {
      const midnight = atDay(year, month - 1, day);
      const monday = midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * dayMs;
      return written(monday + at * 7 * dayMs - back);
    }
    case "month":
      return written(atDay(year, month - 1 + at, 1) - back);
    case "quarter":
      return written(atDay(year, Math.floor((month - 1) / 3) * 3 + at * 3, 1) - back);
    default:
      return written(atDay(year + at, 0, 1) - back);
  }
}

/**
 * Replaces the relative dates in a value by dates, wherever its JSON Schema says `format: date`. The parameter `date`
 * is left alone: it is the report's date itself.
 */
export function resolveDates(schema: unknown, value: unknown, date: string, top = true): unknown {
  if (!isObject(schema)) return value;
  if (typeof value === "string") return schema["format"] === "date" ? (relativeDate(value, date) ?? value) : value;
  if (Array.isArray(value)) return value.map((item) => resolveDates(schema["items"], item, date, false));
  const properties = schema["properties"];
  if (!isObject(value) || !isObject(properties)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      Object.hasOwn(properties, name) && !(top && name === "date")
        ? resolveDates(properties[name], member, date, false)
        : member,
    ]),
  );
}

/** Midnight in UTC; `Date.UTC` takes the years 0 to 99 for those from 1900 on. */
function atDay(year: number, month: number, day: number): number {
  const at = new Date(0);
  at.setUTCFullYear(year, month, day);
  return at.getTime();
}

function written(time: number): string | undefined {
  const at = new Date(time);
  const year = at.getUTCFullYear();
  return year >= 1 && year <= 9999 ? at.toISOString().slice(0, 10) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
