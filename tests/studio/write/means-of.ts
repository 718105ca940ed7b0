/** Pixels on each side of the squares whose means are compared: programs soften edges in other ways. */
const square = 8;

/** The mean of each square of a picture, and channel. */
export function meansOf({
  width,
  height,
  pixels,
}: {
  readonly width: number;
  readonly height: number;
  /** RGBA */
  readonly pixels: ArrayLike<number>;
}): number[] {
  const found: number[] = [];
  for (let top = 0; top + square <= height; top += square)
    for (let left = 0; left + square <= width; left += square)
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let y = top; y < top + square; y += 1)
          for (let x = left; x < left + square; x += 1) sum += pixels[(y * width + x) * 4 + channel]!;
        found.push(Math.round(sum / square ** 2));
      }
  return found;
}
