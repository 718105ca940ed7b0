/** A number in a query's result: a double if its shortest text is exactly the number, otherwise a `Decimal`. */
export type Numeric = number | Decimal;

const written = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/;

/** Numbers with larger exponents stay doubles; written out, they would be a page of zeros. */
const largestExponent = 400;

/**
 * A decimal number of any size, exact: `unscaled × 10^-scale`, with no trailing zero in its fraction. It has the
 * methods with which Liquid compares, and `valueOf` gives the nearest double, so that `<` and `Number()` work where a
 * double suffices.
 */
export class Decimal {
  readonly unscaled: bigint;
  /** Digits after the mark; never negative. */
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    while (scale > 0 && unscaled % 10n === 0n) {
      unscaled /= 10n;
      scale -= 1;
    }
    this.unscaled = scale < 0 ? unscaled * 10n ** BigInt(-scale) : unscaled;
    this.scale = Math.max(scale, 0);
  }

  /** @returns undefined if the text is not a number, or has an exponent that only a double can have */
  static parse(text: string): Decimal | undefined {
    const match = written.exec(text);
    if (match === null) return undefined;
    const [, sign, whole = "", fraction = "", exponent = "0"] = match;
    if (whole + fraction === "" || Math.abs(Number(exponent)) > largestExponent) return undefined;
    const digits = BigInt(whole + fraction);
    return new Decimal(sign === "-" ? -digits : digits, fraction.length - Number(exponent));
  }

  /** The number that a double's shortest text denotes: 0.1 is one tenth. @returns undefined for infinities and NaN */
  static from(value: Numeric): Decimal | undefined {
    return typeof value === "number" ? Decimal.parse(String(value)) : value;
  }

  /** The double with the same text, or the number itself if there is none. */
  narrow(): Numeric {
    const { unscaled, scale } = this;
    if (scale === 0 && unscaled >= -9007199254740991n && unscaled <= 9007199254740991n) return Number(unscaled);
    const text = this.toString();
    const value = Number(text);
    // Fifteen digits always survive the conversion to a double.
    if (scale > 0 && text.length <= 16) return value;
    const back = Decimal.from(value);
    return back !== undefined && back.scale === scale && back.unscaled === unscaled ? value : this;
  }

  compare(other: Decimal): number {
    const [a, b] = alike(this, other);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  plus(other: Decimal): Decimal {
    const [a, b, scale] = alike(this, other);
    return new Decimal(a + b, scale);
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negated());
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  /** The quotient if it terminates within 40 decimals; undefined if it does not, or if the divisor is zero. */
  dividedBy(other: Decimal): Decimal | undefined {
    if (other.unscaled === 0n) return undefined;
    const [a, b] = alike(this, other);
    const dividend = a * 10n ** 40n;
    return dividend % b === 0n ? new Decimal(dividend / b, 40) : undefined;
  }

  /** The remainder of a division, with the divisor's sign; undefined if the divisor is zero. */
  modulo(other: Decimal): Decimal | undefined {
    if (other.unscaled === 0n) return undefined;
    const [a, b, scale] = alike(this, other);
    return new Decimal(((a % b) + b) % b, scale);
  }

  negated(): Decimal {
    return new Decimal(-this.unscaled, this.scale);
  }

  get negative(): boolean {
    return this.unscaled < 0n;
  }

  /** The number multiplied by a power of ten. */
  shifted(power: number): Decimal {
    return new Decimal(this.unscaled, this.scale - power);
  }

  /**
   * Rounds to a number of decimals: half away from zero, as money is rounded, or down or up. @param decimals may be
   * negative
   */
  rounded(decimals: number, towards: "nearest" | "floor" | "ceiling" = "nearest"): Decimal {
    if (decimals >= this.scale) return this;
    const step = 10n ** BigInt(this.scale - decimals);
    const rest = this.unscaled % step;
    const whole = this.unscaled - rest;
    const away = this.unscaled < 0n ? -step : step;
    const further =
      towards === "nearest"
        ? 2n * (rest < 0n ? -rest : rest) >= step
        : rest !== 0n && (towards === "floor") === rest < 0n;
    return new Decimal(further ? whole + away : whole, this.scale);
  }

  /** Plain digits, without exponent or grouping. */
  toString(): string {
    const { unscaled, scale } = this;
    const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
    const sign = unscaled < 0n ? "-" : "";
    return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  }

  valueOf(): number {
    return Number(this.toString());
  }

  equals(other: unknown): boolean {
    return this.#comparedWith(other) === 0;
  }

  gt(other: unknown): boolean {
    return this.#comparedWith(other) > 0;
  }

  geq(other: unknown): boolean {
    return this.#comparedWith(other) >= 0;
  }

  lt(other: unknown): boolean {
    return this.#comparedWith(other) < 0;
  }

  leq(other: unknown): boolean {
    return this.#comparedWith(other) <= 0;
  }

  /** The sign of the difference; NaN if the other is not a number, and so neither less nor more. */
  #comparedWith(other: unknown): number {
    const decimal = typeof other === "number" || other instanceof Decimal ? Decimal.from(other) : undefined;
    return decimal === undefined ? Number.NaN : this.compare(decimal);
  }
}

/** Both numbers in units of the smaller of their last decimal places. */
function alike(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  const inUnits = (decimal: Decimal): bigint =>
    decimal.scale === scale ? decimal.unscaled : decimal.unscaled * 10n ** BigInt(scale - decimal.scale);
  return [inUnits(a), inUnits(b), scale];
}

/** Whether a value is a number of either kind. Infinities and NaN are not. */
export function isNumeric(value: unknown): value is Numeric {
  return value instanceof Decimal || (typeof value === "number" && Number.isFinite(value));
}
