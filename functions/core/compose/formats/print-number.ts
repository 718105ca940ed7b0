import { Decimal, type Numeric } from "../../decimal.ts";
import type { Locale } from "../../locale/locale.ts";

export interface NumberLayout {
  /** Digits after the mark: exactly so many, or as many as the number has and at most so many. @default as many as it has */
  readonly decimals?: number | { readonly most: number };
  /** Whether thousands are set apart. */
  readonly grouped: boolean;
}

/** Zeros that a reader cannot count: what is larger or smaller than a one with so many is printed with a power of ten. */
const mostZeros = 40;

/**
 * A number in a language's signs, exact: it is rounded only to the decimals that are asked for, by its decimal digits and half away from zero, so that 2.675
 * with two decimals is 2.68 although the double is a little less.
 */
export function printNumber(value: Numeric, { number: signs }: Locale, { decimals, grouped }: NumberLayout): string {
  const text = digitsOf(value, decimals === undefined);
  const negative = text.startsWith("-");
  const [mantissa = "", power] = text.slice(negative ? 1 : 0).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const most = typeof decimals === "object" ? decimals.most : decimals;
  const [printed, behind] = most === undefined ? [whole, fraction] : roundDigits(whole, fraction, most);
  const kept = typeof decimals === "number" ? behind : behind.replace(/0+$/, "");
  const digits = (grouped ? group(printed, signs) : printed) + (kept === "" ? "" : signs.decimal + kept) + (power === undefined ? "" : `e${power.replace("+", "")}`);
  return (negative && /[1-9]/.test(digits) ? (signs.minus ?? "-") : "") + digits;
}

function digitsOf(value: Numeric, whole: boolean): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  const power = Number(text.split("e")[1]);
  return power > mostZeros || (whole && power < -mostZeros) ? text : (Decimal.parse(text)?.toString() ?? text);
}

/** The digits before and behind the mark, with exactly `decimals` of the latter. */
function roundDigits(whole: string, fraction: string, decimals: number): readonly [string, string] {
  if (fraction.length <= decimals) return [whole, fraction.padEnd(decimals, "0")];
  const up = fraction.charCodeAt(decimals) >= 0x35;
  const digits = whole + fraction.slice(0, decimals);
  const rounded = up ? increment(digits) : digits;
  const before = rounded.length - decimals;
  return [rounded.slice(0, before), rounded.slice(before)];
}

/** A row of digits plus one. */
function increment(digits: string): string {
  const nines = /9*$/.exec(digits)![0].length;
  const before = digits.slice(0, digits.length - nines);
  const zeros = "0".repeat(nines);
  return before === "" ? `1${zeros}` : before.slice(0, -1) + String(Number(before.at(-1)) + 1) + zeros;
}

function group(digits: string, { grouping, thousands }: Locale["number"]): string {
  const parts: string[] = [];
  let end = digits.length;
  for (let index = 0; end > 0; index++) {
    const size = grouping[index % grouping.length] ?? 3;
    parts.unshift(digits.slice(Math.max(0, end - size), end));
    end -= size;
  }
  return parts.join(thousands);
}
