import type { FilterImplOptions } from "liquidjs";
import { Decimal } from "../../../../decimal.ts";
import { calculate, divide, inBounds, notZero, numericOf } from "../arithmetic.ts";

/**
 * Liquid's filters that calculate, for decimal numbers: 0.1 plus 0.2 is 0.3, and no digit of a large amount is lost. A
 * quotient that does not terminate is rounded to 15 significant digits. With a missing value the result is missing, as
 * in SQL; Liquid itself would print 0.
 *
 * @throws FormatError for a value that is not a number, and for a division by zero
 */
export const mathFilters: Readonly<Record<string, FilterImplOptions>> = {
  plus: ofTwo(
    "plus",
    (a, b) => a.plus(b),
    (a, b) => a + b,
  ),
  minus: ofTwo(
    "minus",
    (a, b) => a.minus(b),
    (a, b) => a - b,
  ),
  times: ofTwo(
    "times",
    (a, b) => a.times(b),
    (a, b) => a * b,
  ),
  modulo: ofTwo(
    "modulo",
    (a, b) => a.modulo(b),
    (a, b) => ((a % b) + b) % b,
  ),
  at_least: ofTwo("at_least", (a, b) => (a.compare(b) < 0 ? b : a), Math.max),
  at_most: ofTwo("at_most", (a, b) => (a.compare(b) > 0 ? b : a), Math.min),
  abs: ofOne("abs", (a) => (a.negative ? a.negated() : a), Math.abs),
  ceil: ofOne("ceil", (a) => a.rounded(0, "ceiling"), Math.ceil),
  floor: ofOne("floor", (a) => a.rounded(0, "floor"), Math.floor),
  round: (value: unknown, decimals: unknown = 0) => {
    const [given, places] = [numericOf(value, "round"), numericOf(decimals, "round")];
    if (given === null || places === null) return null;
    const number = Decimal.from(given);
    return number === undefined ? given : inBounds(number.rounded(Math.trunc(Number(places))));
  },
  divided_by: (value: unknown, divisor: unknown, whole: unknown = false) => {
    const [a, b] = [numericOf(value, "divided_by"), numericOf(divisor, "divided_by")];
    if (a === null || b === null) return null;
    const quotient = divide(a, notZero(b, "divided_by"));
    return whole === true ? (Decimal.from(quotient)?.rounded(0, "floor").narrow() ?? quotient) : quotient;
  },
};

function ofTwo(
  name: string,
  exact: (a: Decimal, b: Decimal) => Decimal | undefined,
  otherwise: (a: number, b: number) => number,
): FilterImplOptions {
  return (left: unknown, right: unknown) => {
    const [a, b] = [numericOf(left, name), numericOf(right, name)];
    return a === null || b === null ? null : calculate(a, name === "modulo" ? notZero(b, name) : b, exact, otherwise);
  };
}

function ofOne(name: string, exact: (a: Decimal) => Decimal, otherwise: (a: number) => number): FilterImplOptions {
  return (value: unknown) => {
    const given = numericOf(value, name);
    if (given === null) return null;
    const number = Decimal.from(given);
    return number === undefined ? otherwise(Number(given)) : inBounds(exact(number));
  };
}
