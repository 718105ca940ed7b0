import { expect, test } from "vitest";
import { compareImages } from "../../../studio/src/pages/compare-images.ts";

/** A white picture with black pixels. */
function picture(width: number, height: number, black: readonly (readonly [number, number])[] = []) {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [x, y] of black) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height, data };
}

test("equal pictures do not differ, nor do those that noise alone sets apart", () => {
  const noisy = picture(20, 20);
  noisy.data[0] = 240;
  expect(compareImages(picture(20, 20), noisy)).toBeUndefined();
});

test("the box holds all that differs, with a margin, inside the page", () => {
  expect(
    compareImages(
      picture(100, 50),
      picture(100, 50, [
        [30, 20],
        [59, 29],
      ]),
    ),
  ).toEqual({ left: 0.26, top: 0.32, width: 0.38, height: 0.36 });
  expect(compareImages(picture(100, 50, [[0, 0]]), picture(100, 50))).toEqual({
    left: 0,
    top: 0,
    width: 0.05,
    height: 0.1,
  });
});

test("pages of other sizes differ everywhere", () => {
  expect(compareImages(picture(10, 10), picture(10, 20))).toEqual({ left: 0, top: 0, width: 1, height: 1 });
});
