import { toValueSync, type Context, type FilterImplOptions } from "liquidjs";
import { Decimal, type Numeric } from "../../decimal.ts";

/** Larger results of filters, made by multiplying again and again, are doubles. */
const largest = 10n ** 400n;

/**
 * Liquid's filters that calculate, for decimal numbers: 0.1 plus 0.2 is 0.3, and no digit of a large amount is lost. What is no number counts as 0, as in Liquid. A
 * quotient that does not end is rounded to 15 significant digits.
 */
export const mathFilters: Readonly<Record<string, FilterImplOptions>> = {
  plus: ofTwo((a, b) => a.plus(b), (a, b) => a + b),
  minus: ofTwo((a, b) => a.minus(b), (a, b) => a - b),
  times: ofTwo((a, b) => a.times(b), (a, b) => a * b),
  modulo: ofTwo((a, b) => a.modulo(b), (a, b) => ((a % b) + b) % b),
  at_least: ofTwo((a, b) => (a.compare(b) < 0 ? b : a), Math.max),
  at_most: ofTwo((a, b) => (a.compare(b) > 0 ? b : a), Math.min),
  abs: ofOne((a) => (a.negative ? a.negated() : a), Math.abs),
  ceil: ofOne((a) => a.rounded(0, "ceiling"), Math.ceil),
  floor: ofOne((a) => a.rounded(0, "floor"), Math.floor),
  round: (value: unknown, decimals: unknown = 0) => {
    const number = Decimal.from(numericOf(value));
    return number === undefined ? numericOf(value) : inBounds(number.rounded(Math.trunc(Number(numericOf(decimals)))));
  },
  divided_by: (value: unknown, divisor: unknown, whole: unknown = false) => {
    const quotient = divide(numericOf(value), numericOf(divisor));
    return whole === true ? (Decimal.from(quotient)?.rounded(0, "floor").narrow() ?? quotient) : quotient;
  },
  sum(list: unknown, property?: unknown) {
    const context = this.context;
    return listOf(list).reduce((total: Numeric, item) => add(total, numericOf(memberOf(context, item, property))), 0);
  },
  sort(list: unknown, property?: unknown) {
    const context = this.context;
    const items = listOf(list);
    context.memoryLimit.use(items.length);
    const keyed = items.map((item) => ({ item, key: memberOf(context, item, property) }));
    return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ item }) => item);
  },
};

function ofTwo(exact: (a: Decimal, b: Decimal) => Decimal | undefined, otherwise: (a: number, b: number) => number): FilterImplOptions {
  return (left: unknown, right: unknown) => calculate(numericOf(left), numericOf(right), exact, otherwise);
}

function ofOne(exact: (a: Decimal) => Decimal, otherwise: (a: number) => number): FilterImplOptions {
  return (value: unknown) => {
    const number = Decimal.from(numericOf(value));
    return number === undefined ? otherwise(Number(numericOf(value))) : inBounds(exact(number));
  };
}

function calculate(a: Numeric, b: Numeric, exact: (a: Decimal, b: Decimal) => Decimal | undefined, otherwise: (a: number, b: number) => number): Numeric {
  const [left, right] = [Decimal.from(a), Decimal.from(b)];
  const result = left === undefined || right === undefined ? undefined : exact(left, right);
  return result === undefined ? otherwise(Number(a), Number(b)) : inBounds(result);
}

function add(a: Numeric, b: Numeric): Numeric {
  return calculate(a, b, (left, right) => left.plus(right), (left, right) => left + right);
}

function divide(a: Numeric, b: Numeric): Numeric {
  const exact = calculate(a, b, (left, right) => left.dividedBy(right), (left, right) => Number((left / right).toPrecision(15)));
  // Of two doubles a quotient with more digits than they have is one that was computed.
  return exact instanceof Decimal && typeof a === "number" && typeof b === "number" ? Number(Number(exact).toPrecision(15)) : exact;
}

function inBounds(result: Decimal): Numeric {
  return result.scale > 400 || result.unscaled > largest || result.unscaled < -largest ? Number(result) : result.narrow();
}

/** As Liquid reads a number: texts by their digits, and 0 for what is none. */
function numericOf(value: unknown): Numeric {
  if (typeof value === "number" || value instanceof Decimal) return value;
  if (typeof value === "string") return Decimal.parse(value.trim())?.narrow() ?? 0;
  return Number(value) || 0;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : value === null || value === undefined ? [] : [value];
}

/** A member of a list's item, by a path of names; the item itself where none is asked for. */
function memberOf(context: Context, item: unknown, property: unknown): unknown {
  if (property === undefined) return item;
  const { _getFromScope } = context as unknown as { _getFromScope(scope: unknown, path: readonly string[], strict: boolean): Generator };
  return toValueSync(_getFromScope.call(context, item, String(property).split("."), false));
}

/** Missing values come last. */
function compareKeys(a: unknown, b: unknown): number {
  const [noA, noB] = [a === null || a === undefined, b === null || b === undefined];
  if (noA || noB) return Number(noA) - Number(noB);
  if (a instanceof Decimal && (typeof b === "number" || b instanceof Decimal)) return a.lt(b) ? -1 : a.gt(b) ? 1 : 0;
  if (b instanceof Decimal && typeof a === "number") return -compareKeys(b, a);
  return a! < b! ? -1 : a! > b! ? 1 : 0;
}
