import { describe, expect, it } from "vitest";
import { Coverage, type Polyline } from "../../../../../functions/core/report/chart/placement/coverage.ts";

/** Writes the touched pixels as a picture. */
function picture(polygons: readonly Polyline[], width = 8, height = 6, alpha = 1): string {
  const coverage = new Coverage(width, height);
  coverage.cover(polygons, alpha);
  return pictureOf(coverage);
}

function pictureOf({ pixels, width, height }: Coverage): string {
  return Array.from({ length: height }, (_, y) =>
    [...pixels.subarray(y * width, (y + 1) * width)].map((pixel) => (pixel > 0 ? "#" : ".")).join(""),
  ).join("\n");
}

const box = (x1: number, y1: number, x2: number, y2: number): Polyline => [x1, y1, x2, y1, x2, y2, x1, y2];

/**
 * Measures the area that a shape covers in a row of 8 pixels: the denser the paint, the fainter the coverage that still
 * shows.
 */
function area(polygon: Polyline): number {
  let seen = 0;
  const steps = 400;
  for (let step = 1; step <= steps; step++) {
    const coverage = new Coverage(8, 1);
    coverage.cover([polygon], (0.5 / 255) * (steps / step));
    seen += coverage.pixels.reduce((sum, pixel) => sum + (pixel > 0 ? 1 : 0), 0);
  }
  return seen / steps;
}

describe("Coverage", () => {
  it("touches the pixels of a box, and those of which it covers a part that eight bits can show", () => {
    expect(picture([box(2, 1, 5, 3)])).toBe("........\n..###...\n..###...\n........\n........\n........");
    expect(picture([box(1.99, 0.99, 5.01, 3.01)], 8, 4)).toBe("..###...\n.#####..\n.#####..\n..###...");
    expect(picture([box(1.999, 0.999, 5.001, 3.001)], 8, 4)).toBe("........\n..###...\n..###...\n........");
  });

  it("touches every pixel that a thin slanted shape passes", () => {
    expect(picture([[0, 0, 8, 4, 8, 4.2, 0, 0.2]], 8, 5)).toBe("##......\n.###....\n...###..\n.....###\n.......#");
  });

  it("covers half of the pixels on a diagonal", () => {
    expect(picture([[0, 0, 4, 4, 0, 4]], 4, 4)).toBe("#...\n##..\n###.\n####");
    expect(picture([[0, 0, 4, 4, 0, 4]], 4, 4, 0.003)).toBe("....\n#...\n##..\n###.");
  });

  it("leaves a hole where shapes run against each other, and none where they run alike", () => {
    const [outer, inner] = [box(0, 0, 5, 5), box(2, 2, 3, 3)];
    const reverse = [...inner].map((_, i) => inner[inner.length - 2 - (i - (i % 2)) + (i % 2)]!);
    expect(picture([outer, reverse], 5, 5)).toBe("#####\n#####\n##.##\n#####\n#####");
    expect(picture([outer, inner], 5, 5)).toBe("#####\n#####\n#####\n#####\n#####");
  });

  it("cuts off everything outside on every side, and nothing else", () => {
    const all = "####\n####\n####";
    expect(picture([box(-1e6, -1e6, 1e6, 1e6)], 4, 3)).toBe(all);
    expect(picture([[-10, -10, 30, 1, -10, 20]], 4, 3)).toBe(all);
    for (const outside of [box(-5, 0, -1, 3), box(5, 0, 9, 3), box(0, -5, 4, -1), box(0, 4, 4, 9)])
      expect(picture([outside], 4, 3)).toBe("....\n....\n....");
    expect(picture([[-4, 0, 4, 4, -4, 4]], 4, 4)).toBe("....\n....\n##..\n####");
  });

  it("forgets one shape before the next", () => {
    const coverage = new Coverage(6, 3);
    coverage.cover([box(0, 0, 2, 2)], 1);
    coverage.cover([box(3.5, 1, 4, 2)], 1);
    coverage.cover([], 1);
    expect(pictureOf(coverage)).toBe("##....\n##.#..\n......");
  });

  it("shows nothing fainter than eight bits can express", () => {
    expect(picture([box(0, 0, 8, 6)], 8, 1, 0.001)).toBe("........");
    expect(picture([box(0, 0, 8, 6)], 8, 1, 0.002)).toBe("########");
  });

  it("is the same for coordinates that differ by the last bits of a sine", () => {
    for (let i = 0; i < 200; i++) {
      const [x, y] = [4 + 3 * Math.sin(i), 3 + 2 * Math.cos(i)];
      expect(picture([[x, y, 4, 3, 4.5, 3]])).toBe(picture([[x + 4e-16, y - 4e-16, 4, 3, 4.5, 3]]));
    }
  });

  it("covers as much of a row as a shape's area is, however it leans", () => {
    expect(area(box(1.25, 0.25, 6.5, 0.75))).toBeCloseTo(5.25 * 0.5, 1);
    expect(area([0.5, 0, 7.5, 0, 4.5, 1, 3.5, 1])).toBeCloseTo(4, 1);
  });
});
