import { expect, test } from "vitest";
import { ThinPath } from "../../../../../functions/core/report/chart/dataflow/thin-path.ts";

type Point = readonly [number, number];

function rounded(x: number, y: number): Point {
  return [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
}

/** Returns what is drawn of rings, each as a list of points; a closed one ends with "z". */
function drawn(rings: readonly (readonly Point[])[], closed = true): readonly (readonly (Point | "z")[])[] {
  const lines: (Point | "z")[][] = [];
  const path = new ThinPath({
    beginPath: () => undefined,
    moveTo: (x, y) => void lines.push([rounded(x, y)]),
    lineTo: (x, y) => void lines.at(-1)!.push(rounded(x, y)),
    closePath: () => void lines.at(-1)!.push("z"),
    arc: (x, y, radius) => void lines.at(-1)!.push([x, radius], [y, radius]),
  });
  for (const ring of rings) {
    ring.forEach(([x, y], index) => (index === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    if (closed) path.closePath();
  }
  path.finish();
  return lines;
}

/** A coast that runs from (0, 0) to (10, 0) in steps far finer than print. */
const coast = Array.from({ length: 2001 }, (_, index): Point => [
  index / 200,
  Math.sin(index) / 50 + Math.sin(index / 300),
]);

/** The points that lie on the coast. */
function border(ring: readonly (Point | "z")[]): string[] {
  return ring.filter((point) => point !== "z" && Math.abs(point[1]) < 2).map(String);
}

test("points nearer than print can show fall together", () => {
  const [ring] = drawn([[...coast, [10, 5], [0, 5]]]);
  expect(ring!.length).toBeLessThan(300);
  expect(ring!.length).toBeGreaterThan(60);
  expect(ring!.at(-1)).toBe("z");
});

test("neighbours share every point of their border, whichever way round they are drawn", () => {
  const [above] = drawn([[...coast, [10, 5], [0, 5]]]);
  const [below] = drawn([[...coast.toReversed(), [0, -5], [10, -5]]]);
  expect(border(below!)).toEqual(border(above!).toReversed());
});

test("a ring without an area is left out, unless it is all there is", () => {
  const island: readonly Point[] = [
    [50, 50],
    [50.01, 50],
    [50.01, 50.01],
    [50, 50],
  ];
  const mainland: readonly Point[] = [
    [0, 0],
    [3, 0],
    [3, 3],
    [0, 0],
  ];
  expect(drawn([island, mainland])).toEqual([[[0, 0], [3, 0], [3, 3], "z"]]);
  expect(drawn([island])).toEqual([[[50, 50], [50.01, 50], [50.01, 50.01], [50, 50], "z"]]);
});

test("lines stay open, and end where they end", () => {
  expect(
    drawn(
      [
        [
          [0, 0],
          [0.01, 0],
          [3, 0],
        ],
        [
          [6, 6],
          [6.01, 6],
        ],
      ],
      false,
    ),
  ).toEqual([
    [
      [0, 0],
      [3, 0],
    ],
  ]);
});
