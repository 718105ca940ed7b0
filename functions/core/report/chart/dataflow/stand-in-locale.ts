import { formatSpecifier } from "d3-format";
import type { ChartSettings } from "../chart-settings.ts";
import { printsDay } from "../../locale/format-time.ts";
import { shortJoined } from "../../locale/number-format.ts";
import type { Vega } from "../vega.ts";

interface LocaleRegistry {
  defaultLocale(number: object, time: object): void;
  resetDefaultLocale(): void;
  /** The number formats of the default locale. */
  formatLocale(): Record<string, unknown>;
  /** The time formats of the default locale. */
  timeFormatLocale(): TimeFormats;
}

/** A pattern of d3-time-format; or one for each unit of an axis, where the coarsest that fits a tick is printed. */
type TimeSpecifier = string | Readonly<Record<string, string>> | null | undefined;
type TimeFormats = Record<"timeFormat" | "utcFormat", (specifier?: TimeSpecifier) => (date: Date) => string>;

/** Vega's own patterns of an axis for each unit (`vega-format`, time.js). */
const axisPatterns: Readonly<Record<string, string>> = {
  year: "%Y",
  quarter: "%B",
  month: "%B",
  week: "%b %d",
  date: "%a %d",
  hours: "%I %p",
  minutes: "%I:%M",
  seconds: ":%S",
  milliseconds: ".%L",
};

/** Settings whose locale Vega currently uses; initially its own English. */
let standing: ChartSettings["locale"] | undefined;

/**
 * Makes the report's locale Vega's default, so that its formats are built once rather than for every view. A chart
 * drawn as authored keeps Vega's English.
 *
 * Vega keeps its default in module variables, so this applies until the next call.
 */
export function standInLocale(vega: Vega, settings: ChartSettings): void {
  const locale = isVegas(settings) ? undefined : settings.locale;
  if (locale === standing) return;
  standing = locale;
  const registry = vega as unknown as LocaleRegistry;
  if (locale === undefined) registry.resetDefaultLocale();
  else {
    if (locale.monthsAlone === undefined) registry.defaultLocale(numbersOf(locale), locale.time);
    else {
      registry.defaultLocale(numbersOf(locale), { ...locale.time, ...locale.monthsAlone });
      const alone = { ...registry.timeFormatLocale() };
      registry.defaultLocale(numbersOf(locale), locale.time);
      inflectMonths(registry.timeFormatLocale(), alone);
    }
    joinShort(registry.formatLocale(), locale);
    trimSingle(registry.formatLocale());
  }
}

/**
 * The view option for a locale in the spec's own config, which overrides the report's. What it does not name stays as
 * the report has it.
 */
export function ownLocale(runtime: unknown, settings: ChartSettings): { readonly locale?: never } {
  const { locale: own } = runtime as { readonly locale?: { readonly number?: object; readonly time?: object } | null };
  const { locale } = settings;
  if (!own || isVegas(settings)) return {};
  const number = own.number && { ...numbersOf(locale), ...own.number };
  const time = own.time && { ...locale.time, ...locale.monthsAlone, ...own.time };
  return { locale: { number, time } as never };
}

/** Makes formats obey the least number of digits from which on the language groups thousands. */
function joinShort(formats: Record<string, unknown>, locale: ChartSettings["locale"]): void {
  const joined = shortJoined(locale);
  if (joined === undefined) return;
  for (const [name, make] of Object.entries(formats)) {
    formats[name] = (...args: unknown[]): unknown => {
      const print = (make as (...args: unknown[]) => unknown)(...args);
      return typeof print === "function"
        ? (value: unknown): string => joined((print as (value: unknown) => string)(value))
        : print;
    };
  }
}

/**
 * Makes the labels of an axis with a single value print the digits that the value has. d3 takes their number from the
 * step between ticks, and prints six where there is none: 3.000000.
 */
function trimSingle(formats: Record<string, unknown>): void {
  const formatSpan = formats["formatSpan"] as (...args: unknown[]) => unknown;
  formats["formatSpan"] = (start: number, stop: number, count: unknown, given?: string | null): unknown => {
    if (start !== stop) return formatSpan(start, stop, count, given);
    const specifier = formatSpecifier(given ?? ",f");
    // An author's number of decimals stays.
    if (specifier.precision === undefined) specifier.trim = true;
    return formatSpan(start, stop, count, specifier.toString());
  };
}

/**
 * Makes formats print a month that has no day as it is called by itself, in languages that inflect it after one: "май"
 * on an axis of months, and "9 мая".
 *
 * @param formats those of months after a day, which are changed
 * @param alone those of months by themselves
 */
function inflectMonths(formats: TimeFormats, alone: Readonly<TimeFormats>): void {
  for (const name of ["timeFormat", "utcFormat"] as const) {
    const [dated, byItself] = [formats[name], alone[name]];
    formats[name] = (specifier) => {
      if (typeof specifier === "string") return (printsDay(specifier) ? dated : byItself)(specifier);
      const { day, ...units } = specifier ?? {};
      const patterns = { ...axisPatterns, ...(day !== undefined && { date: day }), ...units };
      // Text without directives prints itself: which unit a tick has.
      const marks = Object.fromEntries(
        Object.entries(patterns).map(([unit, pattern]) => [unit, printsDay(pattern) ? "dated" : "alone"]),
      );
      const [unitOf, withDay, withoutDay] = [dated(marks), dated(patterns), byItself(patterns)];
      return (date) => (unitOf(date) === "dated" ? withDay(date) : withoutDay(date));
    };
  }
}

function isVegas({ authored, language }: ChartSettings): boolean {
  return authored !== undefined && language === "en";
}

function numbersOf({ number }: ChartSettings["locale"]): object {
  return { minus: "\u2212", ...number };
}
