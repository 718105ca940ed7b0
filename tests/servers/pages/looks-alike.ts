import { decodePixels } from "./decode-pixels.ts";

/**
 * Compares pictures with a tolerance: versions of a renderer smooth edges a little differently, but moved or missing
 * content changes many dark pixels.
 */
export function looksAlike(expected: Buffer, actual: Buffer): boolean {
  const [one, other] = [decodePixels(expected), decodePixels(actual)];
  if (one.width !== other.width || one.height !== other.height) return false;
  let far = 0;
  one.bytes.forEach((value, at) => {
    if (Math.abs(value - other.bytes[at]!) > 64) far++;
  });
  return far <= one.bytes.length * 0.001;
}
