/** Where two pictures of a page differ, pixels. */
export interface DifferenceBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Difference of a channel, of 255, below which two pixels look the same. */
const tolerance = 24;
/** Height of the bands in which differences are gathered, pixels: about a line of text. */
const band = 12;
/** Bands without a difference that do not divide a box. */
const between = 1;

/**
 * Compares two pictures of one page, pixel by pixel.
 *
 * @param before,after RGBA, of the same width and height
 * @returns a box around each run of lines that differ, from top to bottom; empty if they look the same
 */
export function comparePages(
  before: Uint8ClampedArray,
  after: Uint8ClampedArray,
  width: number,
  height: number,
): DifferenceBox[] {
  const boxes: DifferenceBox[] = [];
  let same = 0;
  let open: { left: number; top: number; right: number; bottom: number } | undefined;
  for (let top = 0; top < height; top += band) {
    let [left, right, bottom] = [width, -1, -1];
    for (let y = top; y < Math.min(top + band, height); y += 1) {
      for (let x = 0; x < width; x += 1) {
        const at = 4 * (y * width + x);
        if (
          Math.abs(before[at]! - after[at]!) <= tolerance &&
          Math.abs(before[at + 1]! - after[at + 1]!) <= tolerance &&
          Math.abs(before[at + 2]! - after[at + 2]!) <= tolerance
        )
          continue;
        left = Math.min(left, x);
        right = Math.max(right, x);
        bottom = y;
      }
    }
    same = right < 0 ? same + 1 : 0;
    if (same > between) {
      if (open !== undefined) boxes.push(boxOf(open));
      open = undefined;
    } else if (right >= 0)
      open =
        open === undefined
          ? { left, top, right, bottom }
          : { left: Math.min(open.left, left), top: open.top, right: Math.max(open.right, right), bottom };
  }
  if (open !== undefined) boxes.push(boxOf(open));
  return boxes;
}

function boxOf({
  left,
  top,
  right,
  bottom,
}: {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}): DifferenceBox {
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}
