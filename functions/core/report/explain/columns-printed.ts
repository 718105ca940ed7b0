import { isNumeric } from "../../decimal.ts";
import type { Row } from "../query/table.ts";

/** What a value may be multiplied by before it is printed: percent, and thousands, millions and billions. */
const factors = [1, 100, 1e-3, 1e-6, 1e-9, 1e-4, 1e-8];

/** The columns of a row whose value a printed number may show: a number rounded to its digits, or a text with them. */
export function columnsPrinted(row: Row, printed: string): string[] {
  const digits = printed.replace(/^\D/, "");
  const readings = readingsOf(digits);
  const shows = ([, value]: readonly [string, Row[string]]): boolean => {
    if (typeof value === "string") return value.includes(digits);
    if (!isNumeric(value)) return false;
    const size = Math.abs(Number(value));
    return readings.some(({ number, decimals }) =>
      factors.some((factor) => Math.abs(size * factor - number) <= 0.5000001 * 10 ** -decimals),
    );
  };
  const found = Object.entries(row).filter(shows);
  // The value itself is likelier than one that only rounds to it.
  const exact = found.filter(([, value]) => readings.some(({ number }) => Math.abs(Number(value)) === number));
  return (exact.length > 0 ? exact : found).map(([column]) => column);
}

/** A number may be separated by points or commas: `1.234` is read both ways. */
function readingsOf(digits: string): { readonly number: number; readonly decimals: number }[] {
  const whole = { number: Number(digits.replace(/\D/g, "")), decimals: 0 };
  const [, before, after] = /^(.*)[.,](\d+)$/.exec(digits) ?? [];
  if (before === undefined || after === undefined) return [whole];
  return [whole, { number: Number(`${before.replace(/\D/g, "")}.${after}`), decimals: after.length }];
}
