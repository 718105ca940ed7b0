import { formatSpecifier } from "d3-format";
import { Decimal, type Numeric } from "../../decimal.ts";
import type { Locale } from "../../locale/locale.ts";
import { FormatError } from "./format-error.ts";
import { printNumber } from "./print-number.ts";

/** Types of d3-format that print a number's digits up to a place; the others print its first significant ones, for which a double will do. */
const places: Readonly<Record<string, { readonly decimals: number; readonly shift: number }>> = { f: { decimals: 6, shift: 0 }, d: { decimals: 0, shift: 0 }, "%": { decimals: 6, shift: 2 } };

/**
 * A number by a specifier of d3-format, which `print` knows. What prints digits up to a place (`f`, `d`, `%`) rounds the decimal number, as `printNumber` does.
 *
 * @throws FormatError for a number that no double holds where the specifier pads it
 */
export function printSpecified(value: Numeric, specifier: string, locale: Locale, print: (value: number, specifier: string) => string): string {
  const { type, precision, sign, symbol, comma, trim, width, zero } = formatSpecifier(specifier);
  const place = places[type];
  const decimal = Decimal.from(value);
  if (place === undefined || decimal === undefined) return print(Number(value), specifier);
  const most = type === "d" ? 0 : (precision ?? place.decimals);
  const rounded = decimal.rounded(most + place.shift);
  const narrow = rounded.narrow();
  if (typeof narrow === "number" && Math.abs(narrow) < 1e21) return print(narrow, specifier);
  if (width !== undefined || zero || !["", "$"].includes(symbol)) throw new FormatError(`"${specifier}" cannot pad a number of ${rounded.toString().length} digits: use number with its decimals`);
  const digits = printNumber(rounded.shifted(place.shift), locale, { decimals: trim ? { most } : most, grouped: comma });
  const minus = locale.number.minus ?? "-";
  const [before, after] = symbol === "$" ? locale.number.currency : ["", ""];
  const amount = before + digits.replace(minus, "") + after + (type === "%" ? locale.number.percent : "");
  if (rounded.negative) return sign === "(" ? `(${amount})` : minus + amount;
  return (sign === "+" ? "+" : sign === " " ? " " : "") + amount;
}
