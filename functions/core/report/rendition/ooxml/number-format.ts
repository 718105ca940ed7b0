import { Decimal } from "../../../decimal.ts";
import type { Locale } from "../../locale/locale.ts";
import { powerOf } from "./power-of.ts";

/** A printed number as a sheet has it: its value, and the format that shows it as it is printed. */
export interface SheetNumber {
  readonly value: Decimal;
  /** A format code (ECMA-376-1, 18.8.31). Its marks are those of the reader's own language. */
  readonly format: string;
}

/** The marks of a language's numbers. */
export type NumberMarks = Pick<Locale, "number" | "compact" | "percentPlace">;

interface Pieces {
  /** Before the digits, without its sign. */
  readonly before: string;
  readonly sign: "" | "+" | "−";
  /** Behind the digits. */
  readonly after: string;
  readonly grouped: boolean;
  /** Digits behind the decimal mark. */
  readonly decimals: number;
  /** Powers of a thousand by which the value is divided to be shown. */
  readonly thousands: number;
}

/** A double has no more, and a sheet shows no more. */
const mostDigits = 15;
/** A longer text is no unit. */
const longestUnit = 24;

/**
 * Reads a printed number, and derives the format that prints it again. What it cannot print again in the same
 * characters stays a text: labels with digits, two numbers, groups of two, more than 15 digits, words for powers of ten
 * that are not powers of a thousand.
 *
 * @returns undefined if it is to stay a text
 */
export function sheetNumber(printed: string, marks: NumberMarks): SheetNumber | undefined {
  const found = takeApart(printed, marks);
  if (found === undefined) return undefined;
  const { pieces, digits } = found;
  const percent = pieces.before.includes("%") || pieces.after.includes("%");
  const shown = Decimal.parse(digits);
  if (shown === undefined) return undefined;
  const signed = pieces.sign === "−" ? shown.negated() : shown;
  const value = signed.shifted(percent ? -2 : 0).shifted(3 * pieces.thousands);
  const { before, sign, after } = pieces;
  if (sign === "−" && value.unscaled === 0n) return undefined;
  const written = sign === "−" ? (marks.number.minus ?? "-") : sign;
  const tail = printDigits(shown, pieces, marks) + after;
  const first = written + before + tail;
  if (printed !== first && printed !== before + written + tail) return undefined;
  return { value, format: formatOf(pieces, printed === first, value.unscaled === 0n) };
}

/** A number of a chart's data, written as JavaScript writes it: `-0.25`. */
export function plainNumber(written: string): SheetNumber | undefined {
  const match = /^-?(?:0|[1-9]\d*)(?:\.(\d+))?$/.exec(written);
  const value = match === null ? undefined : Decimal.parse(written);
  if (value === undefined || significant(written) > mostDigits || /^-0(?:\.0*)?$/.test(written)) return undefined;
  const { length } = match![1] ?? "";
  return { value, format: length === 0 ? "0" : `0.${"0".repeat(length)}` };
}

function takeApart(
  printed: string,
  { number, compact }: NumberMarks,
): { readonly pieces: Pieces; readonly digits: string } | undefined {
  const { decimal, thousands } = number;
  const group = thousands === "" ? "" : escape(thousands);
  const match = new RegExp(`^(\\D*?)(\\d(?:[\\d${group}]*\\d)?)(?:${escape(decimal)}(\\d+))?(\\D*)$`, "u").exec(
    printed,
  );
  if (match === null) return undefined;
  const [, prefix = "", whole = "", fraction = "", after = ""] = match;
  const plain = thousands === "" ? whole : whole.replaceAll(thousands, "");
  const grouped = plain.length < whole.length;
  if (!/^\d+$/.test(plain) || (plain.length > 1 && plain.startsWith("0"))) return undefined;
  if (significant(`${plain}.${fraction}`) > mostDigits) return undefined;
  const sign = signOf(prefix, number.minus ?? "-");
  if (sign === undefined) return undefined;
  const before = sign === "" ? prefix : prefix.replace(sign === "+" ? "+" : (number.minus ?? "-"), "");
  const power = powerOf(before, after, compact);
  if (power === undefined || power % 3 !== 0 || !isPrefix(before) || !isUnit(after)) return undefined;
  const pieces = { before, sign, after, grouped, decimals: fraction.length, thousands: power / 3 };
  return { pieces, digits: fraction === "" ? plain : `${plain}.${fraction}` };
}

/** The sign in the text before a number; undefined if there are two, or one that is none. */
function signOf(prefix: string, minus: string): Pieces["sign"] | undefined {
  const signs = [...prefix].filter((character) => /[-+−±–—]/u.test(character));
  if (signs.length === 0) return "";
  if (signs.length > 1) return undefined;
  return signs[0] === "+" ? "+" : signs[0] === minus ? "−" : undefined;
}

/** A currency or a percent sign, or a mark of a rule: a word before digits makes a name of them, such as "Q3". */
function isPrefix(before: string): boolean {
  if (/[<>≤≥~≈()[\]#/\\'"]/u.test(before) || before.length > longestUnit) return false;
  const words = before.replaceAll(/[\s\u00a0\u202f]+/gu, "");
  return /^[\p{So}\p{Sm}]?(?:%|[A-Z]{3}|[\p{L}.]{0,3}\p{Sc}|)$/u.test(words);
}

function isUnit(after: string): boolean {
  return after.length <= longestUnit && /^[\s\u00a0\u202f\p{L}\p{M}\p{Sc}\p{No}%‰°/.·]*$/u.test(after);
}

/** The digits as the format shows them in the report's own language. */
function printDigits(shown: Decimal, { grouped, decimals }: Pieces, { number }: NumberMarks): string {
  const [whole = "0", fraction = ""] = shown.toString().split(".");
  const groups = grouped ? whole.replaceAll(/\B(?=(?:\d{3})+$)/g, number.thousands) : whole;
  return decimals === 0 ? groups : groups + number.decimal + fraction.padEnd(decimals, "0");
}

/** The format, with a section for negative numbers, whose sign is the report's, and for zero if it needs its own. */
function formatOf(pieces: Pieces, signFirst: boolean, zero: boolean): string {
  const { before, sign, after, grouped, decimals, thousands } = pieces;
  const digits = (grouped ? "#,##0" : "0") + (decimals === 0 ? "" : `.${"0".repeat(decimals)}`) + ",".repeat(thousands);
  const section = (shown: string): string =>
    literal(signFirst ? shown + before : before + shown) + digits + literal(after);
  const plus = sign === "+" ? "+" : "";
  return [section(plus), section("−"), ...(sign === "+" ? [section(zero ? "+" : "")] : [])].join(";");
}

/** A text inside a format, in which only the percent sign has its meaning. */
function literal(words: string): string {
  return words
    .split("%")
    .map((part) => (part === "" ? "" : `"${part.replaceAll('"', '"\\""')}"`))
    .join("%");
}

/** Digits that count. */
function significant(digits: string): number {
  return digits.replaceAll(/\D/g, "").replace(/^0+/, "").length;
}

function escape(mark: string): string {
  return mark.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
