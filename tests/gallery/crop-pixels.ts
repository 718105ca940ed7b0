import type { Pixels } from "../servers/pages/decode-pixels.ts";

/** Pixels paler than this are paper. */
const paper = 250;

/**
 * Crops a picture to the part that is not paper, with a border around it.
 *
 * @param from first row that counts, `to` the row after the last; what is printed above and below is left out
 * @throws Error if the page is empty
 */
export function cropPixels({ width, height, bytes }: Pixels, from: number, to: number, border: number): Pixels {
  const isMarked = (column: number, row: number): boolean =>
    [0, 1, 2].some((channel) => bytes[(row * width + column) * 3 + channel]! < paper);
  const rows = range(from, to).filter((row) => range(0, width).some((column) => isMarked(column, row)));
  const columns = range(0, width).filter((column) => rows.some((row) => isMarked(column, row)));
  const [top, bottom, left, right] = [rows[0], rows.at(-1), columns[0], columns.at(-1)];
  if (top === undefined || bottom === undefined || left === undefined || right === undefined)
    throw new Error("there is nothing on the page");
  const [x, y] = [Math.max(0, left - border), Math.max(0, top - border)];
  const [wide, high] = [Math.min(width, right + 1 + border) - x, Math.min(height, bottom + 1 + border) - y];
  const cropped = new Uint8Array(wide * high * 3);
  for (let row = 0; row < high; row++)
    cropped.set(bytes.subarray(((y + row) * width + x) * 3, ((y + row) * width + x + wide) * 3), row * wide * 3);
  return { width: wide, height: high, bytes: cropped };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
