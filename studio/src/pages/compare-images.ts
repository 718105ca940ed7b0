/** A part of a page, as shares of its width and height. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA */
  readonly data: Uint8ClampedArray;
}

/** Difference of a channel from which two pixels count as different: less is noise of drawing. */
const visible = 24;

/** Space around what differs, pixels. */
const margin = 4;

/**
 * The smallest box around all that differs between two pictures; `undefined` if nothing does. Pictures of other sizes
 * differ everywhere.
 */
export function compareImages(before: Picture, after: Picture): Box | undefined {
  const { width, height } = before;
  if (width !== after.width || height !== after.height) return { left: 0, top: 0, width: 1, height: 1 };
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      if (
        Math.abs(before.data[at]! - after.data[at]!) < visible &&
        Math.abs(before.data[at + 1]! - after.data[at + 1]!) < visible &&
        Math.abs(before.data[at + 2]! - after.data[at + 2]!) < visible
      )
        continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  if (right < 0) return undefined;
  const [x, y] = [Math.max(0, left - margin), Math.max(0, top - margin)];
  return {
    left: x / width,
    top: y / height,
    width: (Math.min(width, right + 1 + margin) - x) / width,
    height: (Math.min(height, bottom + 1 + margin) - y) / height,
  };
}
