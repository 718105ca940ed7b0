import { Decimal, type Numeric } from "../../../decimal.ts";
import type { Locale } from "../../locale/locale.ts";

export interface NumberLayout {
  /**
   * Digits after the mark: exactly this many, or as many as the number has up to a maximum. @default as many as it has
   */
  readonly decimals?: number | { readonly most: number };
  /** Whether thousands are grouped. */
  readonly grouped: boolean;
}

/**
 * More zeros than a reader can count: a number larger or smaller than a one with this many is printed with a power of
 * ten.
 */
const mostZeros = 40;

/**
 * A number in a language's notation, exact: it is rounded only to the requested decimals, by its decimal digits and
 * half away from zero, so that 2.675 with two decimals is 2.68 although the double is slightly less.
 */
export function printNumber(
  value: Numeric,
  { number: signs, leastGrouped = 1 }: Pick<Locale, "number" | "leastGrouped">,
  { decimals, grouped }: NumberLayout,
): string {
  const text = digitsOf(value, decimals === undefined);
  const negative = text.startsWith("-");
  const e = text.indexOf("e");
  const most = typeof decimals === "object" ? decimals.most : decimals;
  const rounded = roundDigits(text.slice(negative ? 1 : 0, e === -1 ? undefined : e), most);
  const mark = rounded.indexOf(".");
  const whole = mark === -1 ? rounded : rounded.slice(0, mark);
  const fraction = mark === -1 ? "" : rounded.slice(mark + 1);
  const kept = typeof decimals === "number" ? fraction.padEnd(decimals, "0") : withoutZeros(fraction);
  const digits = (grouped ? group(whole, signs, leastGrouped) : whole) + (kept === "" ? "" : signs.decimal + kept);
  const sign = negative && /[1-9]/.test(rounded) ? (signs.minus ?? "-") : "";
  return sign + digits + (e === -1 ? "" : text.slice(e).replace("+", ""));
}

/** Rounds a number by its decimal digits. */
export function roundNumeric(value: Numeric, decimals: number): Numeric {
  const text = String(value);
  if (typeof value !== "number" || text.includes("e")) return Decimal.from(value)?.rounded(decimals).narrow() ?? value;
  return value < 0 ? -Number(roundDigits(text.slice(1), decimals)) : Number(roundDigits(text, decimals));
}

function digitsOf(value: Numeric, whole: boolean): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  const power = Number(text.split("e")[1]);
  return power > mostZeros || (whole && power < -mostZeros) ? text : (Decimal.parse(text)?.toString() ?? text);
}

/** Digits without a sign, with at most `decimals` after the mark. */
function roundDigits(text: string, decimals: number | undefined): string {
  const mark = text.indexOf(".");
  if (decimals === undefined || mark === -1 || text.length - mark - 1 <= decimals) return text;
  const digits = text.slice(0, mark) + text.slice(mark + 1, mark + 1 + decimals);
  const rounded = text.charCodeAt(mark + 1 + decimals) >= 0x35 ? increment(digits) : digits;
  const before = rounded.length - decimals;
  return decimals === 0 ? rounded : `${rounded.slice(0, before)}.${rounded.slice(before)}`;
}

function withoutZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end--;
  return digits.slice(0, end);
}

/** Adds one to a string of digits. */
function increment(digits: string): string {
  const nines = /9*$/.exec(digits)![0].length;
  const before = digits.slice(0, digits.length - nines);
  const zeros = "0".repeat(nines);
  return before === "" ? `1${zeros}` : before.slice(0, -1) + String(Number(before.at(-1)) + 1) + zeros;
}

function group(digits: string, { grouping, thousands }: Locale["number"], least: number): string {
  if (digits.length < (grouping[0] ?? 3) + least) return digits;
  const parts: string[] = [];
  let end = digits.length;
  for (let index = 0; end > 0; index++) {
    const size = grouping[index % grouping.length] ?? 3;
    parts.unshift(digits.slice(Math.max(0, end - size), end));
    end -= size;
  }
  return parts.join(thousands);
}
