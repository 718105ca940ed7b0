/** `[a, b, c, d, e, f]`: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** The matrix that applies `inner` first. */
export function multiply([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + c * B, b * A + d * B, a * C + c * D, b * C + d * D, a * E + c * F + e, b * E + d * F + f];
}

/** How many numbers each step may have. */
const counts = new Map([
  ["matrix", [6]],
  ["translate", [1, 2]],
  ["scale", [1, 2]],
  ["rotate", [1, 3]],
  ["skewX", [1]],
  ["skewY", [1]],
]);

/**
 * Reads a transform list (SVG 1.1, 7.6), in which numbers need no space between them (CSS Transforms 1, chapter 8).
 *
 * @returns undefined if it cannot be read or gives numbers that are not finite
 */
export function readTransform(text: string): Matrix | undefined {
  let matrix = identity;
  const steps = [...text.matchAll(/\s*,?\s*([a-zA-Z]+)\s*\(([^)]*)\)\s*/gy)];
  if (!isWhole(steps, text)) return undefined;
  for (const [, name = "", list = ""] of steps) {
    const numbers = readNumbers(list.trim());
    if (numbers === undefined || counts.get(name)?.includes(numbers.length) !== true) return undefined;
    matrix = multiply(matrix, stepMatrix(name, numbers));
  }
  return matrix.every(Number.isFinite) ? matrix : undefined;
}

/** Drawing programs that save space write `1-2` for `1 -2` and `.5.5` for `.5 .5`. */
function readNumbers(list: string): number[] | undefined {
  const numbers = [...list.matchAll(/([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?:\s*,\s*(?=[-+.\d])|\s*)/giy)];
  return isWhole(numbers, list) ? numbers.map(([, number]) => Number(number)) : undefined;
}

function isWhole(parts: readonly RegExpExecArray[], text: string): boolean {
  return parts.reduce((length, [whole]) => length + whole.length, 0) === text.length;
}

/** @param numbers as many as the step may have */
function stepMatrix(name: string, numbers: readonly number[]): Matrix {
  const [a = 0, b, c = 0] = numbers;
  const turn = (a * Math.PI) / 180;
  switch (name) {
    case "matrix":
      return numbers as unknown as Matrix;
    case "translate":
      return [1, 0, 0, 1, a, b ?? 0];
    case "scale":
      return [a, 0, 0, b ?? a, 0, 0];
    case "rotate": {
      const rotation: Matrix = [Math.cos(turn), Math.sin(turn), -Math.sin(turn), Math.cos(turn), 0, 0];
      return b === undefined ? rotation : multiply(multiply([1, 0, 0, 1, b, c], rotation), [1, 0, 0, 1, -b, -c]);
    }
    case "skewX":
      return [1, 0, Math.tan(turn), 1, 0, 0];
    default:
      return [1, Math.tan(turn), 0, 1, 0, 0];
  }
}
