import { encode } from "fast-png";
import type { PageImage } from "../../core/ports.ts";

/** Steps of each channel that are tried, the finest first: a page has few colours, and greys between them. */
const steps = [16, 12, 8, 6] as const;

/** Most colours of a palette. */
const most = 256;

/**
 * Encodes a drawn page as PNG with a palette: a fifth of the bytes of one with all colours, which on a small picture
 * nobody tells apart. The same pixels give the same bytes.
 */
export function encodeFewColours(image: PageImage): Uint8Array {
  for (const count of steps) {
    const reduced = reduce(image, count);
    if (reduced !== undefined) return reduced;
  }
  throw new RangeError(`six steps of three channels give at most 216 colours, not more than ${most}`);
}

/** @returns undefined if the picture has more colours than a palette holds */
function reduce({ width, height, pixels }: PageImage, count: number): Uint8Array | undefined {
  const step = 255 / (count - 1);
  const round = (value: number): number => Math.round(Math.round(value / step) * step);
  const known = new Map<number, number>();
  const palette: number[][] = [];
  const data = new Uint8Array(width * height);
  for (let at = 0; at < data.length; at += 1) {
    const colour = [round(pixels[4 * at]!), round(pixels[4 * at + 1]!), round(pixels[4 * at + 2]!)];
    const key = (colour[0]! << 16) | (colour[1]! << 8) | colour[2]!;
    let index = known.get(key);
    if (index === undefined) {
      index = palette.length;
      if (index === most) return undefined;
      known.set(key, index);
      palette.push(colour);
    }
    data[at] = index;
  }
  return encode({ width, height, data, channels: 1, depth: 8, palette }, { zlib: { level: 9 } });
}
