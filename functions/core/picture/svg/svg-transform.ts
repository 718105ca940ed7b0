/** `[a, b, c, d, e, f]`: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** The matrix that applies `inner` first. */
export function multiply([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + c * B, b * A + d * B, a * C + c * D, b * C + d * D, a * E + c * F + e, b * E + d * F + f];
}

/**
 * Reads a transform list (SVG 1.1, 7.6). @returns undefined if it cannot be read or gives numbers that are not finite
 */
export function readTransform(text: string): Matrix | undefined {
  let matrix = identity;
  const steps = [...text.matchAll(/\s*,?\s*([a-zA-Z]+)\s*\(([^)]*)\)\s*/gy)];
  if (steps.reduce((length, [whole]) => length + whole.length, 0) !== text.length) return undefined;
  for (const [, name = "", list = ""] of steps) {
    const step = stepMatrix(name, list.trim().split(/[\s,]+/).map((number) => (number === "" ? Number.NaN : Number(number))));
    if (step === undefined || step.some((value) => !Number.isFinite(value))) return undefined;
    matrix = multiply(matrix, step);
  }
  return matrix.every(Number.isFinite) ? matrix : undefined;
}

function stepMatrix(name: string, numbers: readonly number[]): Matrix | undefined {
  const [a = Number.NaN, b, c] = numbers;
  const turn = (a * Math.PI) / 180;
  switch (name) {
    case "matrix":
      return numbers.length === 6 ? (numbers as unknown as Matrix) : undefined;
    case "translate":
      return [1, 0, 0, 1, a, b ?? 0];
    case "scale":
      return [a, 0, 0, b ?? a, 0, 0];
    case "rotate": {
      const rotation: Matrix = [Math.cos(turn), Math.sin(turn), -Math.sin(turn), Math.cos(turn), 0, 0];
      if (b === undefined || c === undefined) return rotation;
      return multiply(multiply([1, 0, 0, 1, b, c], rotation), [1, 0, 0, 1, -b, -c]);
    }
    case "skewX":
      return [1, 0, Math.tan(turn), 1, 0, 0];
    case "skewY":
      return [1, Math.tan(turn), 0, 1, 0, 0];
    default:
      return undefined;
  }
}
