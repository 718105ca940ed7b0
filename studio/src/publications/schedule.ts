/** How often, as the form offers it; `custom` is a pattern of its own. */
export const frequencies = ["daily", "weekdays", "weekly", "monthly", "custom"] as const;

export type Frequency = (typeof frequencies)[number];

/** A cron pattern in a time zone. */
export interface Schedule {
  readonly schedule: string;
  readonly timezone: string;
}

/** A schedule as the form shows it. */
export interface Plan {
  readonly frequency: Frequency;
  /** `07:00` */
  readonly time: string;
  /** Days of the week, 0 for Sunday; of `weekly`. */
  readonly days: readonly number[];
  /** Day of the month, `L` for the last; of `monthly`. */
  readonly day: string;
  /** The pattern itself; of `custom`. */
  readonly pattern: string;
}

const dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Reads a cron pattern of five fields; one that the form has no words for is `custom`. */
export function readPlan(pattern: string): Plan {
  const plain: Plan = { frequency: "custom", time: "07:00", days: [1], day: "1", pattern };
  const [minute = "", hour = "", day = "", month = "", weekday = "", ...more] = pattern.trim().split(/\s+/);
  if (more.length > 0 || month !== "*" || !isBelow(minute, 60) || !isBelow(hour, 24)) return plain;
  const timed = { ...plain, time: `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}` };
  if (day === "*" && weekday === "*") return { ...timed, frequency: "daily" };
  if (day === "*" && /^(?:1-5|mon-fri)$/i.test(weekday)) return { ...timed, frequency: "weekdays" };
  const days = daysOf(weekday);
  if (day === "*" && days !== undefined) return { ...timed, frequency: "weekly", days };
  if (weekday === "*" && (/^l$/i.test(day) || (/^\d{1,2}$/.test(day) && Number(day) >= 1 && Number(day) <= 31)))
    return { ...timed, frequency: "monthly", day: day.toUpperCase().replace(/^0/, "") };
  return plain;
}

/** The cron pattern of a plan. */
export function writePlan({ frequency, time, days, day, pattern }: Plan): string {
  if (frequency === "custom") return pattern;
  const [hour = "7", minute = "0"] = time.split(":").map((part) => String(Number(part)));
  const [inMonth, inWeek] = {
    daily: ["*", "*"],
    weekdays: ["*", "1-5"],
    weekly: ["*", days.toSorted((a, b) => a - b).join(",")],
    monthly: [day, "*"],
  }[frequency] as [string, string];
  return `${minute} ${hour} ${inMonth} * ${inWeek}`;
}

/** What the language says of a schedule. */
export interface ScheduleWords {
  readonly daily: (time: string) => string;
  readonly weekdays: (time: string) => string;
  readonly weekly: (days: readonly number[], time: string) => string;
  readonly monthly: (day: string, time: string) => string;
  readonly custom: (pattern: string) => string;
}

/** A schedule in words. */
export function scheduleInWords(pattern: string, words: ScheduleWords): string {
  const plan = readPlan(pattern);
  switch (plan.frequency) {
    case "daily":
      return words.daily(plan.time);
    case "weekdays":
      return words.weekdays(plan.time);
    case "weekly":
      return words.weekly(plan.days, plan.time);
    case "monthly":
      return words.monthly(plan.day, plan.time);
    case "custom":
      return words.custom(plan.pattern);
  }
}

function isBelow(text: string, limit: number): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) < limit;
}

/** Days of the week from `1`, `MON,THU` or `0,6`; 7 is Sunday too. */
function daysOf(text: string): readonly number[] | undefined {
  const days = text
    .toLowerCase()
    .split(",")
    .map((part) => (/^[0-7]$/.test(part) ? Number(part) % 7 : dayNames.indexOf(part)));
  return days.includes(-1) ? undefined : [...new Set(days)].toSorted((a, b) => a - b);
}
