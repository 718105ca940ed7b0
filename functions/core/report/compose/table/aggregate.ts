import { Decimal, isNumeric } from "../../../decimal.ts";
import type { Value } from "../../query/table.ts";

/** Ways to combine several values into one. */
export const aggregateNames = ["sum", "avg", "min", "max", "count"] as const;
export type AggregateName = (typeof aggregateNames)[number];

export function isAggregate(name: string): name is AggregateName {
  return (aggregateNames as readonly string[]).includes(name);
}

/** Digits of a non-terminating mean beyond those of its values. */
const meanDigits = 20n;

/** Combines values into one. */
export interface Aggregate {
  /** Adds a value. Missing ones do not count. */
  add(value: Value): void;
  /** null if there was no value, but 0 for a count. */
  result(): Value;
}

/**
 * An empty aggregate. Sums and means are exact decimals; a mean that does not terminate is cut 20 digits after the last
 * of its values. The least and largest may also be dates and texts, which are compared by their characters.
 */
export function createAggregate(name: AggregateName): Aggregate {
  let count = 0;
  let sum = new Decimal(0n, 0);
  let best: Value = null;
  return {
    add(value) {
      if (value === null) return;
      count += 1;
      if (name === "sum" || name === "avg") {
        const decimal = isNumeric(value) ? Decimal.from(value) : undefined;
        if (decimal === undefined) throw new TypeError(`${name} of a value that is not a number`);
        sum = sum.plus(decimal);
      } else if (best === null || isBeyond(value, best, name === "min" ? -1 : 1)) best = value;
    },
    result() {
      if (name === "count") return count;
      if (count === 0) return null;
      if (name === "sum") return sum.narrow();
      if (name !== "avg") return best;
      const unscaled = sum.unscaled * 10n ** meanDigits;
      return new Decimal(unscaled / BigInt(count), sum.scale + Number(meanDigits)).narrow();
    },
  };
}

function isBeyond(value: Value, best: Value, side: 1 | -1): boolean {
  if (isNumeric(value) && isNumeric(best)) return Decimal.from(value)!.compare(Decimal.from(best)!) * side > 0;
  const [one, other] = [String(value), String(best)];
  return side > 0 ? one > other : one < other;
}
