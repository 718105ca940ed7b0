import { formatSpecifier } from "d3-format";
import type { ChartSettings } from "../chart-settings.ts";
import { shortJoined } from "../../locale/number-format.ts";
import type { Vega } from "../vega.ts";

interface LocaleRegistry {
  defaultLocale(number: object, time: object): void;
  resetDefaultLocale(): void;
  /** The number formats of the default locale. */
  formatLocale(): Record<string, unknown>;
}

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
    registry.defaultLocale(numbersOf(locale), timesOf(locale));
    joinShort(registry.formatLocale(), locale);
    trimSingle(registry.formatLocale());
  }
}

/** The view option for a locale in the spec's own config, which overrides the report's. */
export function ownLocale(runtime: unknown, settings: ChartSettings): { readonly locale?: never } {
  const { locale: own } = runtime as { readonly locale?: { readonly number?: object; readonly time?: object } | null };
  const { locale } = settings;
  return !own || isVegas(settings)
    ? {}
    : {
        locale: { number: { ...numbersOf(locale), ...own.number }, time: { ...timesOf(locale), ...own.time } } as never,
      };
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

function isVegas({ authored, language }: ChartSettings): boolean {
  return authored !== undefined && language === "en";
}

function numbersOf({ number }: ChartSettings["locale"]): object {
  return { minus: "\u2212", ...number };
}

/** In a chart, a month without a day is written out. */
function timesOf({ time, monthsAlone }: ChartSettings["locale"]): object {
  return { ...time, months: monthsAlone?.months ?? time.months };
}
