import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodePng } from "../../gallery/encode-png.ts";
import { comparePictures } from "./compare-pictures.ts";

/** Where the pixel of a picture of 100 columns begins. */
const at = (x: number, y: number): number => (y * 100 + x) * 3;

const suites = join(import.meta.dirname, "..");

test("the pictures kept are those that the suites compare, and small", () => {
  const compared = readdirSync(suites, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .flatMap((file) =>
      [...readFileSync(join(suites, file), "utf8").matchAll(/expectPicture\(\w+, "([a-z-]+)"\)/g)].map(
        (found) => `${found[1]!}.png`,
      ),
    );
  expect(new Set(compared).size, "each name once").toBe(compared.length);
  for (const width of ["wide", "narrow"]) {
    const folder = join(import.meta.dirname, width);
    const files = readdirSync(folder);
    expect(files.toSorted()).toEqual(compared.toSorted());
    expect(files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)).toBeLessThan(1_000_000);
  }
});

test("a word more in a picture is a difference, and named with its place; a grain is not", () => {
  const blank = new Uint8Array(100 * 60 * 3).fill(238);
  const picture = (paint: (bytes: Uint8Array) => void) => {
    const bytes = blank.slice();
    paint(bytes);
    return encodePng({ width: 100, height: 60, bytes });
  };
  const white = picture(() => {});
  expect(comparePictures(white, white)).toBeUndefined();
  expect(
    comparePictures(
      white,
      picture((bytes) => bytes.fill(204, 0, 3000)),
    ),
  ).toBeUndefined();
  expect(
    comparePictures(
      white,
      picture((bytes) => bytes.fill(0, at(10, 20), at(22, 20))),
    ),
  ).toBeUndefined();
  expect(
    comparePictures(
      white,
      picture((bytes) => [20, 21, 22].forEach((y) => bytes.fill(0, at(10, y), at(22, y)))),
    )?.words,
  ).toBe("36 of 6000 pixels, between (10, 20) and (21, 22)");
  expect(comparePictures(white, encodePng({ width: 50, height: 60, bytes: blank.slice(0, 50 * 60 * 3) }))?.words).toBe(
    "100 × 60 pixels became 50 × 60",
  );
});
