import { encodePng } from "../../gallery/encode-png.ts";
import { decodePixels } from "../../servers/pages/decode-pixels.ts";

/** Largest difference of a channel that does not count, of 255: two of the sixteen steps, and a little. */
const tolerance = 40;

/** Pixels that may differ more: less than a word of the smallest size has. */
const mostDiffering = 24;

/**
 * Where two pictures of a page differ.
 *
 * @returns nothing if they look alike; else how, and a picture in which what differs is red on the pale page
 */
export function comparePictures(
  expected: Buffer,
  actual: Buffer,
): { readonly words: string; readonly picture?: Buffer } | undefined {
  if (expected.equals(actual)) return undefined;
  const [was, is] = [decodePixels(expected), decodePixels(actual)];
  if (was.width !== is.width || was.height !== is.height)
    return { words: `${was.width} × ${was.height} pixels became ${is.width} × ${is.height}` };
  const marked = new Uint8Array(is.bytes.length);
  let differing = 0;
  let [left, top, right, bottom] = [is.width, is.height, -1, -1];
  for (let pixel = 0; pixel < is.width * is.height; pixel++) {
    const differs = [0, 1, 2].some(
      (channel) => Math.abs(was.bytes[pixel * 3 + channel]! - is.bytes[pixel * 3 + channel]!) > tolerance,
    );
    for (let channel = 0; channel < 3; channel++)
      marked[pixel * 3 + channel] = differs
        ? channel === 0
          ? 220
          : 0
        : 170 + Math.floor(is.bytes[pixel * 3 + channel]! / 3);
    if (!differs) continue;
    differing++;
    const [x, y] = [pixel % is.width, Math.floor(pixel / is.width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  if (differing <= mostDiffering) return undefined;
  return {
    words: `${differing} of ${is.width * is.height} pixels, between (${left}, ${top}) and (${right}, ${bottom})`,
    picture: encodePng({ width: is.width, height: is.height, bytes: marked }),
  };
}
