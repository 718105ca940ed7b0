import type { OutlineSegment } from "./svg-path.ts";
import type { Matrix } from "./svg-transform.ts";

/** Left, top, right, bottom. */
export type Bounds = readonly [number, number, number, number];

/** The box around an outline, with curves measured at their extremes, not by their control points. */
export function pathBounds(segments: readonly OutlineSegment[]): Bounds | undefined {
  const [xs, ys]: [number[], number[]] = [[], []];
  let [x, y] = [0, 0];
  for (const segment of segments) {
    if (segment[0] === "Z") continue;
    if (segment[0] === "C") {
      const [, x1, y1, x2, y2, endX, endY] = segment;
      xs.push(...turns(x, x1, x2, endX));
      ys.push(...turns(y, y1, y2, endY));
    }
    [x, y] = segment.slice(-2) as [number, number];
    xs.push(x);
    ys.push(y);
  }
  return xs.length === 0
    ? undefined
    : [least(xs), least(ys), -least(xs.map((value) => -value)), -least(ys.map((value) => -value))];
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => (b < a ? b : a), Number.POSITIVE_INFINITY);
}

/** The extremes of a cubic Bézier curve in one coordinate. */
function turns(p0: number, p1: number, p2: number, p3: number): number[] {
  const a = -p0 + 3 * p1 - 3 * p2 + p3;
  const b = 2 * (p0 - 2 * p1 + p2);
  const c = p1 - p0;
  const root = Math.sqrt(b * b - 4 * a * c);
  const times = Math.abs(a) < 1e-9 ? [-c / b] : [(-b + root) / (2 * a), (-b - root) / (2 * a)];
  return times
    .filter((t) => t > 0 && t < 1)
    .map((t) => (1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t ** 2 * p2 + t ** 3 * p3);
}

/** The box around a transformed box. @param margin around it before the transform */
export function moveBounds([left, top, right, bottom]: Bounds, [a, b, c, d, e, f]: Matrix, margin = 0): Bounds {
  const corners = [
    [left - margin, top - margin],
    [right + margin, top - margin],
    [right + margin, bottom + margin],
    [left - margin, bottom + margin],
  ] as const;
  const moved = corners.map(([x, y]) => [a * x + c * y + e, b * x + d * y + f] as const);
  const [xs, ys] = [moved.map(([x]) => x), moved.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Whether two boxes share more than an edge. */
export function overlap(one: Bounds, other: Bounds): boolean {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
