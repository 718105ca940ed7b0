import type { PageImage } from "../../ports.ts";

/** How two pictures of a page differ. */
export interface ImageDifference {
  /** Share of the pixels that differ, 0 to 1. */
  readonly share: number;
  /** The smallest rectangle around them, pixels from the top left corner. */
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/**
 * Compares two pictures pixel by pixel. Where only one of them has pixels, they differ.
 *
 * @returns nothing if they are equal
 */
export function compareImages(before: PageImage, after: PageImage): ImageDifference | undefined {
  const [width, height] = [Math.max(before.width, after.width), Math.max(before.height, after.height)];
  let [left, top, right, bottom, differing] = [width, height, -1, -1, 0];
  const [a, b] = [wordsOf(before), wordsOf(after)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [inA, inB] = [x < before.width && y < before.height, x < after.width && y < after.height];
      if (inA === inB && a[y * before.width + x] === b[y * after.width + x]) continue;
      differing++;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  if (differing === 0) return undefined;
  return { share: differing / (width * height), box: { left, top, width: right - left + 1, height: bottom - top + 1 } };
}

/** The pixels as one number each. */
function wordsOf({ pixels }: PageImage): Uint32Array {
  const aligned = pixels.byteOffset % 4 === 0 ? pixels : pixels.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}
