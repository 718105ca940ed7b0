import { toValue } from "liquidjs";
import { Decimal, type Numeric } from "../../../decimal.ts";
import { FormatError } from "../formats/format-error.ts";

/** Larger results, as from repeated multiplication, become doubles. */
const largest = 10n ** 400n;

/** The result of an exact operation, or of one on doubles if there is no exact one. */
export function calculate(
  a: Numeric,
  b: Numeric,
  exact: (a: Decimal, b: Decimal) => Decimal | undefined,
  otherwise: (a: number, b: number) => number,
): Numeric {
  const [left, right] = [Decimal.from(a), Decimal.from(b)];
  const result = left === undefined || right === undefined ? undefined : exact(left, right);
  return result === undefined ? otherwise(Number(a), Number(b)) : inBounds(result);
}

/** The sum of two numbers, exact. */
export function add(a: Numeric, b: Numeric): Numeric {
  return calculate(
    a,
    b,
    (left, right) => left.plus(right),
    (left, right) => left + right,
  );
}

/** A quotient; one that does not terminate is rounded to 15 significant digits. */
export function divide(a: Numeric, b: Numeric): Numeric {
  const exact = calculate(
    a,
    b,
    (left, right) => left.dividedBy(right),
    (left, right) => Number((left / right).toPrecision(15)),
  );
  // A quotient of two doubles with more digits than they have counts as a computed number.
  return exact instanceof Decimal && typeof a === "number" && typeof b === "number"
    ? Number(Number(exact).toPrecision(15))
    : exact;
}

/** A result as a number that is no larger than others can hold. */
export function inBounds(result: Decimal): Numeric {
  return result.scale > 400 || result.unscaled > largest || result.unscaled < -largest
    ? Number(result)
    : result.narrow();
}

/** @throws FormatError for 0 @param name of the filter */
export function notZero(divisor: Numeric, name: string): Numeric {
  if (Number(divisor) === 0) throw new FormatError(`${name}: 0 has no result: check for it first, {% if … == 0 %}`);
  return divisor;
}

/** A number, or a text that spells one; null for a missing value. @throws FormatError for anything else */
export function numericOf(given: unknown, name: string): Numeric | null {
  // Liquid hands on nil, written as such, as an object.
  const value: unknown = toValue(given);
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || value instanceof Decimal) return value;
  const number = typeof value === "string" ? Decimal.parse(value.trim())?.narrow() : undefined;
  if (number !== undefined) return number;
  throw new FormatError(
    `${name} needs a number, but got ${typeof value === "string" ? JSON.stringify(value.slice(0, 60)) : Array.isArray(value) ? "a list" : typeof value === "object" ? "a whole row" : String(value as boolean)}`,
  );
}
