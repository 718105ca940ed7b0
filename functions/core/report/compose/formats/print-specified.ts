import { formatSpecifier } from "d3-format";
import { Decimal, type Numeric } from "../../../decimal.ts";
import type { Locale } from "../../locale/locale.ts";
import { withPercent } from "../../locale/with-percent.ts";
import { FormatError } from "./format-error.ts";
import { printNumber, roundNumeric } from "./print-number.ts";

/**
 * Types of d3-format that print digits up to a fixed decimal place; the others print the first significant digits, for
 * which a double suffices.
 */
const places: Readonly<Record<string, { readonly decimals: number; readonly shift: number }>> = {
  f: { decimals: 6, shift: 0 },
  d: { decimals: 0, shift: 0 },
  "%": { decimals: 6, shift: 2 },
};

type Specifier = ReturnType<typeof formatSpecifier>;

/** Parsed specifiers: a template has few, but each cell uses one. */
const specifiers = new Map<string, Specifier>();

function specifierOf(text: string): Specifier {
  const specifier = specifiers.get(text) ?? formatSpecifier(text);
  specifiers.set(text, specifier);
  return specifier;
}

/**
 * Prints a number by a d3-format specifier; `print` does this for doubles, in the report's language. Types that print
 * up to a decimal place (`f`, `d`, `%`) round the decimal number, as `printNumber` does.
 *
 * @throws FormatError if the specifier pads a number that no double can hold
 */
export function printSpecified(
  value: Numeric,
  specifier: string,
  locale: Locale,
  print: (value: number, specifier: string) => string,
): string {
  const { type, precision, sign, symbol, comma, trim, width } = specifierOf(specifier);
  const place = places[type];
  if (place === undefined) return print(Number(value), specifier);
  const most = type === "d" ? 0 : (precision ?? place.decimals);
  const narrow = roundNumeric(value, most + place.shift);
  if (typeof narrow === "number" && Math.abs(narrow) < 1e21) {
    const text = print(narrow, specifier);
    // d3-format can put the percent sign only after the number.
    return type === "%" && locale.percentPlace === "before" ? text.replace(/([−+(]?)(\S*)%/u, "$1%$2") : text;
  }
  const rounded = Decimal.from(narrow)!;
  if (width !== undefined)
    throw new FormatError(
      `"${specifier}" cannot pad a number of ${rounded.toString().length} digits: use number with its decimals`,
    );
  const digits = printNumber(rounded.shifted(place.shift), locale, {
    decimals: trim ? { most } : most,
    grouped: comma,
  });
  const minus = locale.number.minus ?? "-";
  const [before, after] = symbol === "$" ? locale.number.currency : ["", ""];
  const bare = before + digits.replace(minus, "") + after;
  const amount = type === "%" ? withPercent(bare, locale) : bare;
  if (rounded.negative) return sign === "(" ? `(${amount})` : minus + amount;
  return (sign === "+" ? "+" : sign === " " ? " " : "") + amount;
}
