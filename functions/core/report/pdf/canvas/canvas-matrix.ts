/** An affine transformation `[a b c d e f]`, as in PDF and canvas: x' = ax + cy + e, y' = bx + dy + f. */
export type CanvasMatrix = readonly [number, number, number, number, number, number];

/** Combines two matrices: `inner` applies first, then `outer`. */
export function multiplyMatrices(outer: CanvasMatrix, inner: CanvasMatrix): CanvasMatrix {
  // By index: destructuring costs an iterator for every move of every mark.
  const a = outer[0];
  const b = outer[1];
  const c = outer[2];
  const d = outer[3];
  return [
    a * inner[0] + c * inner[1],
    b * inner[0] + d * inner[1],
    a * inner[2] + c * inner[3],
    b * inner[2] + d * inner[3],
    a * inner[4] + c * inner[5] + outer[4],
    b * inner[4] + d * inner[5] + outer[5],
  ];
}

/**
 * Largest coordinate and coefficient: numbers in an archival file fit in 32 bits (ISO 19005-3, 6.1.13), and none has an
 * exponent.
 */
const farthest = 2_000_000_000;

/**
 * Rounds to 2 decimals, 1/7200 inch. It first rounds to 6 decimals, so that values that differ only in the last bits of
 * `sin` or `pow` (which vary between processors) fall on the same side of a half.
 */
export function roundCoordinate(value: number): number {
  return hundredthsOf(value) / 100 + 0;
}

/** A coordinate as a whole number of 1/100 points, rounded like `roundCoordinate`. */
export function hundredthsOf(value: number): number {
  if (value > farthest) return farthest * 100;
  if (value < -farthest) return farthest * -100;
  return Math.round(Math.round(value * 1e6) / 1e4);
}

/** Rounds a matrix coefficient or colour component to 4 decimals. */
export function roundFactor(value: number): number {
  if (value > farthest) return farthest;
  if (value < -farthest) return -farthest;
  return Math.round(Math.round(value * 1e8) / 1e4) / 1e4 + 0;
}
