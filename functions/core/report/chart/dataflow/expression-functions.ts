import { inputsOf } from "./chart-inputs.ts";
import type { Vega } from "../vega.ts";
import { parseUtcDate } from "../parse-utc-date.ts";
import { displayName } from "../../locale/display-names/display-names.ts";
import { roundNumber } from "../round-number.ts";

/** Expressions are untyped: a function must cope with any argument. */
export type ExpressionFunction = (...values: never[]) => unknown;

/**
 * The functions that Vega's code generator would inline, and those that depend on the environment: dates are in UTC
 * under every TZ, the clock is fixed, and functions whose last bits differ between processors are rounded. Beside them
 * are the names of countries and languages, `country(datum.code)`.
 */
export function expressionFunctions(vega: Vega): Readonly<Record<string, ExpressionFunction>> {
  const same = (name: string): ExpressionFunction =>
    (vega.expressionFunction as (name: string) => ExpressionFunction)(name);
  return {
    ...mathematics,
    ...dates,
    ...sequencesAndStrings,
    ...names,
    ...Object.fromEntries(Object.entries(utcTwins).map(([name, twin]) => [name, same(twin)])),
  };
}

/** The functions of a view, as Vega calls each of them. */
interface Functions {
  readonly context: { readonly dataflow: object };
}

/** Function of local time → its UTC counterpart. */
const utcTwins = {
  quarter: "utcquarter",
  week: "utcweek",
  isoweek: "utcisoweek",
  dayofyear: "utcdayofyear",
  timeFormat: "utcFormat",
  timeParse: "utcParse",
  timeOffset: "utcOffset",
  timeSequence: "utcSequence",
};

const mathematics: Readonly<Record<string, ExpressionFunction>> = {
  isNaN: Number.isNaN,
  isFinite: Number.isFinite,
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  max: Math.max,
  min: Math.min,
  round: Math.round,
  sqrt: Math.sqrt,
  clamp: (value: number, low: number, high: number) => Math.max(low, Math.min(high, value)),
  pow: rounded(Math.pow),
  exp: rounded(Math.exp),
  log: rounded(Math.log),
  hypot: rounded(Math.hypot),
  sin: rounded(Math.sin),
  cos: rounded(Math.cos),
  tan: rounded(Math.tan),
  asin: rounded(Math.asin),
  acos: rounded(Math.acos),
  atan: rounded(Math.atan),
  atan2: rounded(Math.atan2),
};

const dates: Readonly<Record<string, ExpressionFunction>> = {
  now(this: Functions) {
    const { now, tellClock } = inputsOf(this.context.dataflow);
    if (now === undefined)
      throw new Error("now() would make the chart depend on the clock; use a parameter or the report's date");
    tellClock();
    return now;
  },
  utc: Date.UTC,
  // As with JavaScript's Date, a single number is a time, not a year.
  datetime: (first: number | string, ...rest: number[]) =>
    new Date(
      typeof first === "string"
        ? (parseUtcDate(first) ?? Number.NaN)
        : rest.length === 0
          ? first
          : Date.UTC(first, ...rest),
    ),
  toDate: (value: unknown) => parseUtcDate(value),
  time: part((date) => date.getTime()),
  timezoneoffset: () => 0,
  ...bothWays("year", (date) => date.getUTCFullYear()),
  ...bothWays("month", (date) => date.getUTCMonth()),
  ...bothWays("date", (date) => date.getUTCDate()),
  ...bothWays("day", (date) => date.getUTCDay()),
  ...bothWays("hours", (date) => date.getUTCHours()),
  ...bothWays("minutes", (date) => date.getUTCMinutes()),
  ...bothWays("seconds", (date) => date.getUTCSeconds()),
  ...bothWays("milliseconds", (date) => date.getUTCMilliseconds()),
};

const sequencesAndStrings: Readonly<Record<string, ExpressionFunction>> = {
  // Vega-Lite reads the length of `toString("")`, which is null, if the categories of a sorted facet include an empty
  // text.
  length: (value: { length: number } | null | undefined) =>
    value === null || value === undefined ? null : value.length,
  parseFloat: Number.parseFloat,
  parseInt: Number.parseInt,
  upper: (text: unknown) => String(text).toUpperCase(),
  lower: (text: unknown) => String(text).toLowerCase(),
  substring: (text: unknown, start: number, end?: number) => String(text).substring(start, end),
  split: (text: unknown, separator: string | RegExp, limit?: number) => String(text).split(separator, limit),
  trim: (text: unknown) => String(text).trim(),
  btoa: (text: string) => btoa(text),
  atob: (text: string) => atob(text),
  encodeURIComponent: (text: string) => encodeURIComponent(text),
  regexp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
  test: (pattern: string | RegExp, text: string) => new RegExp(pattern).test(text),
};

const names: Readonly<Record<string, ExpressionFunction>> = {
  country(this: Functions, code: unknown) {
    return nameOf("country", "ISO 3166-1, such as DE, DEU or 276", code, this);
  },
  language(this: Functions, code: unknown) {
    return nameOf("language", "ISO 639-1, such as de", code, this);
  },
};

/** The name of a country or a language in the report's language; of a missing code an empty text. */
function nameOf(kind: "country" | "language", standard: string, code: unknown, { context }: Functions): string {
  if (code === null || code === undefined) return "";
  // A code of three digits may have arrived as a number.
  const written = typeof code === "number" ? String(code).padStart(3, "0") : String(code);
  const name = displayName(kind, written, inputsOf(context.dataflow).locale);
  if (name === undefined) throw new Error(`${kind}() needs a code of ${standard}, but got ${JSON.stringify(code)}`);
  return name;
}

function part(read: (date: Date) => number): ExpressionFunction {
  return (value: number | Date) => read(new Date(value));
}

function bothWays(name: string, read: (date: Date) => number): Record<string, ExpressionFunction> {
  return { [name]: part(read), [`utc${name}`]: part(read) };
}

function rounded(compute: (...numbers: number[]) => number): ExpressionFunction {
  return (...numbers: number[]) => roundNumber(compute(...numbers));
}
