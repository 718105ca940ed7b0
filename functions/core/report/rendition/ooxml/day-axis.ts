import type { NumberedPlaces } from "../../chart/chart-marks.ts";
import type { Locale } from "../../locale/locale.ts";
import { firstNumber } from "./date-number.ts";
import type { OfficeAxis } from "./office-axis.ts";

/** The number of 1 January 1970 as a day of a spreadsheet. */
export const firstDay = 25_569;

interface Calendar {
  readonly year: number;
  /** From 0. */
  readonly month: number;
  readonly day: number;
}

/**
 * An axis of days: its labels at equal distances of days, months or years, by one format.
 *
 * @returns in words why there is none
 */
export function dayAxis(
  { domain: [min, max], ticks }: NumberedPlaces,
  { tag, time }: Pick<Locale, "tag" | "time">,
): OfficeAxis | { readonly unproven: string } {
  const axis = { min: min + firstDay, max: max + firstDay };
  if (axis.min < firstNumber) return { unproven: "spreadsheets count days before March 1900 otherwise" };
  const [first, second] = ticks;
  if (first === undefined) return axis;
  if (second === undefined) return { unproven: "its axis has a single label" };
  // Office programs have English names of months; in other languages, theirs may be others.
  const english = tag.startsWith("en");
  const format = [
    { names: time.shortMonths, code: "mmm" },
    { names: time.months, code: "mmmm" },
  ]
    .map((names) => new Set(ticks.map(({ value, label }) => dateFormat(value, label, english ? names : undefined))))
    .flatMap((formats) => (formats.size === 1 ? [...formats] : []))
    .find((each) => each !== undefined);
  if (format === undefined) return { unproven: "no format of dates prints the labels of its axis" };
  const steps = stepsOf(ticks.map(({ value }) => value));
  if (steps === undefined || first.value !== min)
    return { unproven: "its axis has labels at unequal distances, or does not begin at one" };
  return { ...axis, labels: { ...steps, format } };
}

function stepsOf(days: readonly number[]): { readonly step: number; readonly unit?: "months" | "years" } | undefined {
  const step = even(days);
  if (step !== undefined) return { step };
  const dates = days.map(calendarOf);
  if (dates.some(({ day }) => day !== dates[0]!.day || day > 28)) return undefined;
  const months = even(dates.map(({ year, month }) => year * 12 + month));
  if (months === undefined) return undefined;
  return months % 12 === 0 ? { step: months / 12, unit: "years" } : { step: months, unit: "months" };
}

/** The distance of numbers, if it is always the same. */
function even(values: readonly number[]): number | undefined {
  const steps = values.slice(1).map((value, index) => value - values[index]!);
  return steps.every((step) => step === steps[0]) ? steps[0] : undefined;
}

interface MonthNames {
  readonly names: readonly string[];
  /** How a format of dates asks for them. */
  readonly code: string;
}

/** The format of dates that prints a day as a text. @param english names of months; absent in other languages */
function dateFormat(day: number, label: string, english: MonthNames | undefined): string | undefined {
  const { year, month, day: date } = calendarOf(day);
  const tokens: (readonly [string, string])[] = [
    [String(year), "yyyy"],
    ...(english === undefined ? [] : [[english.names[month]!, english.code] as const]),
    [String(month + 1).padStart(2, "0"), "mm"],
    [String(month + 1), "m"],
    [String(date).padStart(2, "0"), "dd"],
    [String(date), "d"],
  ];
  const used = new Set<string>();
  let format = "";
  for (let rest = label; rest !== "";) {
    const token = tokens.find(([words, code]) => rest.startsWith(words) && !used.has(code[0]!));
    const [words, code] = token ?? [rest[0]!, undefined];
    if (code === undefined && /[\p{L}\d"\\]/u.test(words) && !/[年月日]/u.test(words)) return undefined;
    if (code !== undefined) used.add(code[0]!);
    format += code ?? `\\${words}`;
    rest = rest.slice(words.length);
  }
  return used.has("y") || used.has("m") ? `${english === undefined ? "" : "[$-409]"}${format}` : undefined;
}

function calendarOf(day: number): Calendar {
  const date = new Date(day * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}
