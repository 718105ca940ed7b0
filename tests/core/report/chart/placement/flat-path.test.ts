import { describe, expect, it } from "vitest";
import { FlatPath, type Matrix } from "../../../../../functions/core/report/chart/placement/flat-path.ts";

const plain: Matrix = [1, 0, 0, 1, 0, 0];
/** Doubles, and moves by 10 and 20. */
const moved: Matrix = [2, 0, 0, 2, 10, 20];

function path(draw: (path: FlatPath) => void): readonly (readonly number[])[] {
  const made = new FlatPath();
  draw(made);
  return made.subpaths.map(({ points }) => points);
}

describe("a flat path", () => {
  it("has its points in pixels", () => {
    expect(path((p) => (p.moveTo(moved, 1, 2), p.lineTo(moved, 3, 4)))).toEqual([[12, 24, 16, 28]]);
    expect(path((p) => p.rectangle(moved, 0, 0, 1, 2))).toEqual([[10, 20, 12, 20, 12, 24, 10, 24]]);
  });

  it("runs along a parabola, and ends at its end", () => {
    const [points = []] = path((p) => (p.moveTo(plain, 0, 0), p.quadraticTo(plain, 20, 40, 40, 0)));
    expect(points.slice(-2)).toEqual([40, 0]);
    expect(points.length).toBeGreaterThan(10);
    // With these control points x runs evenly: y = 2x - x² / 20.
    for (let i = 0; i < points.length; i += 2)
      expect(points[i + 1]).toBeCloseTo(2 * points[i]! - points[i]! ** 2 / 20, 9);
  });

  it("runs along a cubic curve, and ends at its end", () => {
    const [points = []] = path((p) => (p.moveTo(plain, 0, 0), p.curveTo(plain, 10, 30, 20, 30, 30, 0)));
    expect(points.slice(-2)).toEqual([30, 0]);
    // x runs evenly, t = x / 30: y = 90 t (1 - t).
    for (let i = 0; i < points.length; i += 2)
      expect(points[i + 1]).toBeCloseTo(3 * points[i]! * (1 - points[i]! / 30), 9);
  });

  it.each([0, 1, 2, 3])("ignores a parabola whose value %i is not finite, even beside another that is not", (at) => {
    for (const odd of [Number.NaN, Infinity, -Infinity]) {
      const values = [5, 5, 10, 0].map((value, index) => (index === at ? odd : value)) as [
        number,
        number,
        number,
        number,
      ];
      expect(path((p) => (p.moveTo(plain, 1, 1), p.quadraticTo(plain, ...values)))).toEqual([[1, 1]]);
    }
  });

  it.each([
    [Number.NaN, 1],
    [1, Number.NaN],
    [Infinity, 1],
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ])("ignores a point at %d, %d", (x, y) => {
    expect(path((p) => (p.moveTo(plain, x, y), p.moveTo(plain, 1, 1), p.lineTo(plain, x, y)))).toEqual([[1, 1]]);
  });

  it("begins at its first point without a move, and anew where a closed part began", () => {
    expect(path((p) => (p.lineTo(plain, 1, 1), p.lineTo(plain, 2, 1), p.close(), p.lineTo(plain, 5, 5)))).toEqual([
      [1, 1, 1, 1, 2, 1],
      [1, 1, 5, 5],
    ]);
  });
});
