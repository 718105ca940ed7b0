import type { TextPlace } from "./read-svg-texts.ts";

/** 8 bits per channel, RGB, rows from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Device pixels per point: 144 dpi. */
export const scale = 2;

/** Largest difference of a channel that does not count. */
const tolerance = 32;

/** Returns the share of pixels outside text that differ by more than 32 of 255 in a channel. */
export function comparePixels(a: Raster, b: Raster, texts: readonly TextPlace[]): number {
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  const hidden = new Uint8Array(width * height);
  for (const text of texts) hideText(hidden, width, height, text);
  let [counted, different] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (hidden[y * width + x] === 1) continue;
      counted++;
      const [p, q] = [(y * a.width + x) * 3, (y * b.width + x) * 3];
      if (
        Math.abs(a.rgb[p]! - b.rgb[q]!) > tolerance ||
        Math.abs(a.rgb[p + 1]! - b.rgb[q + 1]!) > tolerance ||
        Math.abs(a.rgb[p + 2]! - b.rgb[q + 2]!) > tolerance
      )
        different++;
    }
  }
  return counted === 0 ? 0 : different / counted;
}

/** Marks the box of a text, from its descenders to above its capitals, with a margin of one point. */
function hideText(
  hidden: Uint8Array,
  width: number,
  height: number,
  { x, y, angle, width: length, size }: TextPlace,
): void {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [left, right, top, bottom] = [-1.5, length + 1.5, -size * 1.05 - 1, size * 0.35 + 1];
  const corners = [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ].map(([u = 0, v = 0]) => [x + u * cos - v * sin, y + u * sin + v * cos]);
  const [xs, ys] = [corners.map(([u = 0]) => u * scale), corners.map(([, v = 0]) => v * scale)];
  for (let j = Math.max(0, Math.floor(Math.min(...ys))); j < Math.min(height, Math.ceil(Math.max(...ys))); j++) {
    for (let i = Math.max(0, Math.floor(Math.min(...xs))); i < Math.min(width, Math.ceil(Math.max(...xs))); i++) {
      const [dx, dy] = [(i + 0.5) / scale - x, (j + 0.5) / scale - y];
      const [u, v] = [dx * cos + dy * sin, dy * cos - dx * sin];
      if (u >= left && u <= right && v >= top && v <= bottom) hidden[j * width + i] = 1;
    }
  }
}
