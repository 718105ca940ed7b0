import { Decimal, isNumeric, type Numeric } from "../../../decimal.ts";
import type { Value } from "../../query/table.ts";
import { formatTime } from "../../locale/format-time.ts";
import type { Locale } from "../../locale/locale.ts";
import { displayName } from "../../locale/display-names/display-names.ts";
import { numberFormat } from "../../locale/number-format.ts";
import { withPercent } from "../../locale/with-percent.ts";
import { currencyDecimals } from "./currency-decimals.ts";
import { currencySymbols } from "./currency-symbols.ts";
import { FormatError } from "./format-error.ts";
import { printNumber } from "./print-number.ts";
import { printSpecified } from "./print-specified.ts";

/**
 * Formats of one language. All take a query's value and return null for null, so that a `default` can follow.
 */
export interface Formats {
  /** `1,234.5`. @param decimals digits after the mark (absent: all there are), or a d3-format specifier: `+.2f` */
  number(value: Value, decimals?: number | string): string | null;
  /** `30.1%` for 30.1. @param decimals absent: as many as needed, at most one */
  percent(value: Value, decimals?: number): string | null;
  /** `30.1%` for 0.301. @param decimals absent: as many as needed, at most one */
  ratio(value: Value, decimals?: number): string | null;
  /**
   * `5 percentage points` for 5, in the language's words.
   *
   * @param decimals absent: as many as needed, at most one
   * @param length `short`: `5 pp`
   */
  points(value: Value, decimals?: number | string, length?: string): string | null;
  /** `$1,234.00`. @param code ISO 4217; absent: the template's own @param decimals absent: the currency's own */
  currency(value: Value, code?: string, decimals?: number): string | null;
  /** `1.2M`, `1.2亿`. @param decimals absent: as many as needed, at most one */
  compact(value: Value, decimals?: number): string | null;
  /** A date or timestamp. @param pattern d3-time-format; absent: the language's long date */
  date(value: Value, pattern?: string): string | null;
  /** `Südkorea` for `KOR`, `KR` or `410`, as CLDR names it. */
  country(value: Value): string | null;
  /** `Deutsch` for `de`, as CLDR names it. */
  language(value: Value): string | null;
  /** A value without a format: without grouping, since it may be a year; null is an en dash. */
  plain(value: Value): string;
}

/** Printed for a missing value. */
export const noValue = "–";

const cache = new WeakMap<Locale, Map<string | undefined, Formats>>();

/**
 * The formats of a locale, by its pinned definitions.
 *
 * @param currency default ISO 4217 code for `currency`; absent: each use must give one
 */
export function formatsOf(locale: Locale, currency?: string): Formats {
  const known = cache.get(locale) ?? new Map<string | undefined, Formats>();
  cache.set(locale, known);
  const formats = known.get(currency) ?? createFormats(locale, currency);
  known.set(currency, formats);
  return formats;
}

function createFormats(locale: Locale, usualCurrency: string | undefined): Formats {
  const print = createPrinter(locale);
  const fixed = (value: Numeric, decimals: number | undefined, most?: number): string =>
    printFixed(value, locale, decimals, most);
  return {
    number: (value, decimals) =>
      ifNumber(value, "number", (number) =>
        typeof decimals === "string"
          ? printSpecified(number, checkSpecifier(decimals), locale, print)
          : fixed(number, decimals),
      ),
    percent: (value, decimals) =>
      ifNumber(value, "percent", (number) => withPercent(fixed(number, decimals, 1), locale)),
    ratio: (value, decimals) =>
      ifNumber(value, "ratio", (number) => withPercent(fixed(shifted(number, 2), decimals, 1), locale)),
    points: (value, ...given) => {
      const [decimals, length] = typeof given[0] === "string" ? [undefined, given[0]] : [given[0], given[1]];
      return ifNumber(value, "points", (number) => withPoints(fixed(number, decimals, 1), locale, isShort(length)));
    },
    currency: (value, code = usualCurrency, decimals) =>
      ifNumber(value, "currency", (number) => printCurrency(number, locale, code, decimals)),
    compact: (value, decimals) => ifNumber(value, "compact", (number) => printCompact(number, locale, decimals)),
    date: (value, pattern) => {
      if (value === null) return null;
      const day = typeof value === "string" ? parseDate(value) : undefined;
      if (day === undefined) throw new FormatError(`date needs YYYY-MM-DD or a timestamp, but got ${shown(value)}`);
      return formatTime(locale, pattern ?? locale.longDate)(day);
    },
    country: (value) => printName("country", value, locale),
    language: (value) => printName("language", value, locale),
    plain: (value) => {
      if (value === null) return noValue;
      if (typeof value === "boolean") return value ? locale.words.yes : locale.words.no;
      // Without grouping, since it may be a year.
      return typeof value === "string" ? value : printNumber(value, locale, { grouped: false });
    },
  };
}

/** @throws FormatError for what is no code */
function printName(kind: "country" | "language", value: Value, locale: Locale): string | null {
  if (value === null) return null;
  // A code of three digits may have arrived as a number.
  const code = isNumeric(value) ? String(value).padStart(3, "0") : String(value);
  const name = displayName(kind, code, locale);
  if (name !== undefined) return name;
  const standard = kind === "country" ? "ISO 3166-1, such as DE, DEU or 276" : "ISO 639-1, such as de";
  throw new FormatError(`${kind} needs a code of ${standard}, but got ${shown(value)}`);
}

/** Prints by d3-format specifiers, each read once. */
function createPrinter(locale: Locale): (value: number, specifier: string) => string {
  const d3 = numberFormat(locale);
  const printers = new Map<string, (value: number) => string>();
  return (value, specifier) => {
    const printer = printers.get(specifier) ?? d3.format(specifier);
    printers.set(specifier, printer);
    return printer(value);
  };
}

/** @param decimals absent: as many as needed, at most `most`, or all there are */
function printFixed(value: Numeric, locale: Locale, decimals: number | undefined, most?: number): string {
  if (decimals !== undefined) return printNumber(value, locale, { grouped: true, decimals: checkDecimals(decimals) });
  return printNumber(value, locale, { grouped: true, ...(most !== undefined && { decimals: { most } }) });
}

/** @throws FormatError for anything but `short` */
function isShort(length: string | undefined): boolean {
  if (length === undefined || length === "short") return length === "short";
  throw new FormatError(`points are long, or "short", not ${shown(length)}`);
}

/** In the form that the language's plural rule asks for: 1,5 point de pourcentage. */
function withPoints(text: string, { number, unitGap, words, sentence }: Locale, short: boolean): string {
  if (short && sentence.shortPoints !== undefined) return text + unitGap + sentence.shortPoints;
  const [whole = "", decimals = ""] = text.split(number.decimal).map((digits) => digits.replaceAll(/\D/g, ""));
  const category = sentence.plural.categoryOf({ whole: BigInt(whole), decimals });
  const few = category === "few" ? words.percentagePointsFew : undefined;
  return text + unitGap + (few ?? (category === "one" ? words.percentagePoint : words.percentagePoints));
}

function printCurrency(
  number: Numeric,
  locale: Locale,
  code: string | undefined,
  decimals: number | undefined,
): string {
  // A language has no default currency, or data in francs would be printed as dollars.
  if (code === undefined)
    throw new FormatError('currency needs a code: write currency: "USD", or currency: USD in template.yaml for all');
  const [before, after] = currencySymbols(code, locale);
  const text = printFixed(number, locale, decimals ?? currencyDecimals(code));
  const minus = locale.number.minus ?? "-";
  return text.startsWith(minus) ? minus + before + text.slice(minus.length) + after : before + text + after;
}

function printCompact(number: Numeric, locale: Locale, decimals: number | undefined): string {
  const units = locale.compact;
  const places = checkDecimals(decimals ?? 1);
  const fitting = units.findIndex(({ power }) => magnitude(number) >= power);
  // 999,960 rounds to 1,000 thousand: that is 1 million.
  const larger = fitting === -1 ? units.length - 1 : fitting - 1;
  const rounded = shifted(number, -(units[fitting]?.power ?? 0), places);
  const unit =
    larger >= 0 && magnitude(rounded) + (units[fitting]?.power ?? 0) >= units[larger]!.power
      ? units[larger]
      : units[fitting];
  return printFixed(shifted(number, -(unit?.power ?? 0)), locale, decimals, 1) + (unit?.word ?? "");
}

function checkSpecifier(text: string): string {
  if (isSpecifier(text)) return text;
  throw new FormatError(`${shown(text)} is not a number format: use a number of decimals or a d3-format specifier`);
}

/** d3-format's specifier, see its README: `[[fill]align][sign][symbol][0][width][,][.precision][~][type]`. */
const specifier = /^(?:(.)?[<>=^])?[+\-( ]?[$#]?0?\d{0,2},?(?:\.\d{1,2})?~?[a-z%]?$/i;

/** Whether `text` is a d3-format specifier of a known type. */
export function isSpecifier(text: string): boolean {
  const type = /[a-z%]$/i.exec(text)?.[0] ?? "";
  return text !== "" && specifier.test(text) && (type === "" || "bcdefgnoprsxX%".includes(type));
}

/** A number multiplied by a power of ten, exact. @param decimals to which it is rounded; absent: not rounded */
function shifted(value: Numeric, power: number, decimals = Infinity): Numeric {
  return Decimal.from(value)!.shifted(power).rounded(decimals).narrow();
}

/** The power of ten of a number's first digit: 3 for 1,000. */
function magnitude(value: Numeric): number {
  return Number(value) === 0 ? -Infinity : Number(Math.abs(Number(value)).toExponential().split("e")[1]);
}

function ifNumber(value: Value, name: string, format: (value: Numeric) => string): string | null {
  if (value === null) return null;
  if (isNumeric(value)) return format(value);
  throw new FormatError(`${name} needs a number, but got ${shown(value)}`);
}

function shown(value: unknown): string {
  if (value instanceof Decimal) return value.toString();
  if (typeof value !== "string")
    return value === undefined
      ? "nothing"
      : Array.isArray(value)
        ? "a list"
        : typeof value === "object"
          ? "a whole row"
          : String(value);
  return value.length > 60 ? `${JSON.stringify(value.slice(0, 60))}…` : JSON.stringify(value);
}

function checkDecimals(decimals: unknown): number {
  if (typeof decimals === "number" && Number.isInteger(decimals) && decimals >= 0 && decimals <= 38) return decimals;
  throw new FormatError(`decimals must be a whole number from 0 to 38, not ${shown(decimals)}`);
}

function parseDate(text: string): Date | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?Z?)?$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : undefined;
}
