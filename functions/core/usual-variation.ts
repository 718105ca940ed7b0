/** What a series of values, in order, does at its end. */
export interface Variation {
  readonly rises: boolean;
  readonly falls: boolean;
  /** The limits within which values usually lie, from the values before the last. */
  readonly low: number;
  readonly high: number;
}

/** Fewer values say nothing about what is usual. */
export const leastValues = 8;

/** So many values in sequence on one side of the mean of all are more than chance. */
const run = 8;

/** 3 / d2 for ranges of two values: limits are so many mean moving ranges from the mean. */
const spread = 2.66;

/**
 * Whether a series rose or fell by more than it usually varies, after the charts of individual values and moving ranges
 * (XmR; Shewhart 1931, Wheeler, "Understanding Variation", 1993). It rose if its last value lies above the limit that
 * the values before it set, or if its last eight values all lie above the mean of all.
 *
 * @returns undefined for fewer than `leastValues`
 */
export function usualVariation(values: readonly number[]): Variation | undefined {
  if (values.length < leastValues) return undefined;
  const before = values.slice(0, -1);
  const centre = mean(before);
  const range = spread * mean(before.slice(1).map((value, index) => Math.abs(value - before[index]!)));
  const [low, high, last] = [centre - range, centre + range, values.at(-1)!];
  const all = mean(values);
  const end = values.slice(-run);
  return {
    rises: last > high || end.every((value) => value > all),
    falls: last < low || end.every((value) => value < all),
    low,
    high,
  };
}

/** Where a value lies: `within` or beyond the limits of usual variation. */
export function placeIn({ low, high }: Variation, value: number): "within" | "above" | "below" {
  return value > high ? "above" : value < low ? "below" : "within";
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
