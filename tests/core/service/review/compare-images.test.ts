import { expect, test } from "vitest";
import type { PageImage } from "../../../../functions/core/ports.ts";
import { compareImages } from "../../../../functions/core/service/review/compare-images.ts";

function picture(width: number, height: number, inked: readonly (readonly [x: number, y: number])[] = []): PageImage {
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (const [x, y] of inked) pixels[(y * width + x) * 4] = 0;
  return { width, height, pixels };
}

test("equal pictures do not differ", () => {
  expect(compareImages(picture(4, 3, [[1, 1]]), picture(4, 3, [[1, 1]]))).toBeUndefined();
});

test("the share and the smallest box of what differs are found", () => {
  expect(compareImages(picture(10, 10, [[2, 3]]), picture(10, 10, [[5, 8]]))).toEqual({
    share: 0.02,
    box: { left: 2, top: 3, width: 4, height: 6 },
  });
});

test("a larger picture differs where the other has no pixels", () => {
  expect(compareImages(picture(4, 2), picture(4, 4))).toEqual({
    share: 0.5,
    box: { left: 0, top: 2, width: 4, height: 2 },
  });
});

test("pixels that begin anywhere in memory are read", () => {
  const { width, height, pixels } = picture(2, 2);
  const shifted = new Uint8Array(17).fill(255).subarray(1);
  expect(compareImages({ width, height, pixels }, { width, height, pixels: shifted })).toBeUndefined();
});
