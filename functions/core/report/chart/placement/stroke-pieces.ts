import type { Polyline } from "./coverage.ts";

/** A polyline to stroke, flattened from a path. */
export interface Subpath {
  /** x and y in turn, pixels. */
  readonly points: Polyline;
  readonly closed: boolean;
}

/** Lengths in pixels. */
export interface StrokeStyle {
  readonly width: number;
  readonly cap: string;
  readonly join: string;
  readonly miterLimit: number;
  /** Empty: a solid line. */
  readonly dash: readonly number[];
  readonly dashOffset: number;
}

/**
 * A stroke as overlapping convex polygons: a rectangle per line, with joins and caps (WHATWG HTML, 4.12.5.1.11, "trace
 * a path"). All have the same orientation, so that they add up when filled together.
 */
export function strokePieces(subpaths: readonly Subpath[], style: StrokeStyle): readonly Polyline[] {
  const pieces: Polyline[] = [];
  const add = (...piece: number[]): void => {
    pieces.push(areaOf(piece) < 0 ? reversed(piece) : piece);
  };
  const dashed = style.dash.some((length) => length > 0);
  for (const subpath of subpaths) {
    const whole = withoutRepeats(subpath);
    for (const { points, closed } of dashed ? cutIntoDashes(whole, style) : [whole])
      strokeOne(points, closed, style, add);
  }
  return pieces;
}

function strokeOne(points: Polyline, closed: boolean, style: StrokeStyle, add: (...piece: number[]) => void): void {
  const radius = style.width / 2;
  const count = points.length / 2;
  if (count === 1) {
    const [x, y] = [points[0]!, points[1]!];
    if (style.cap === "round") add(...circle(x, y, radius));
    if (style.cap === "square")
      add(x - radius, y - radius, x + radius, y - radius, x + radius, y + radius, x - radius, y + radius);
    return;
  }
  const lines = closed ? count : count - 1;
  let [ux, uy] = [0, 0];
  let [startX, startY] = [0, 0];
  for (let line = 0; line < lines; line++) {
    const [x1, y1, x2, y2] = lineAt(points, line);
    const length = Math.sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1));
    const [vx, vy] = [((x2 - x1) / length) * radius, ((y2 - y1) / length) * radius];
    add(x1 - vy, y1 + vx, x2 - vy, y2 + vx, x2 + vy, y2 - vx, x1 + vy, y1 - vx);
    if (line > 0) joinLines(x1, y1, ux, uy, vx, vy, style, add);
    else [startX, startY] = [vx, vy];
    [ux, uy] = [vx, vy];
  }
  if (closed) return joinLines(points[0]!, points[1]!, ux, uy, startX, startY, style, add);
  capLine(points[0]!, points[1]!, -startX, -startY, style, add);
  capLine(points.at(-2)!, points.at(-1)!, ux, uy, style, add);
}

/** The join that fills the wedge between two lines: u and v point along them, half the width long. */
function joinLines(
  x: number,
  y: number,
  ux: number,
  uy: number,
  vx: number,
  vy: number,
  style: StrokeStyle,
  add: (...piece: number[]) => void,
): void {
  const radius = style.width / 2;
  const turn = ux * vy - uy * vx;
  const along = ux * vx + uy * vy;
  if (Math.abs(turn) < 1e-9 * radius * radius && along > 0) return;
  if (style.join === "round") return add(...circle(x, y, radius));
  // The outer side is on the left if the path turns right.
  const side = turn > 0 ? 1 : -1;
  const [ax, ay, bx, by] = [x + side * uy, y - side * ux, x + side * vy, y - side * vx];
  // The ratio of a miter's length to the width is 1 / sin of half the angle between the lines.
  const halfSine = Math.sqrt(Math.max(0, (1 + along / (radius * radius)) / 2));
  if (style.join === "bevel" || halfSine * style.miterLimit < 1) return add(x, y, ax, ay, bx, by);
  const reach = 1 / (2 * halfSine * halfSine);
  add(x, y, ax, ay, x + (ax + bx - 2 * x) * reach, y + (ay + by - 2 * y) * reach, bx, by);
}

/** The cap beyond a line's end: u points outward, half the width long. */
function capLine(
  x: number,
  y: number,
  ux: number,
  uy: number,
  { cap, width }: StrokeStyle,
  add: (...piece: number[]) => void,
): void {
  if (cap === "round") add(...circle(x, y, width / 2));
  if (cap === "square") add(x - uy, y + ux, x - uy + ux, y + ux + uy, x + uy + ux, y - ux + uy, x + uy, y - ux);
}

/** A polygon that stays within 1/20 pixel of the circle. */
function circle(x: number, y: number, radius: number): number[] {
  const corners = Math.max(8, Math.ceil(Math.sqrt(radius) * 10));
  const points: number[] = [];
  for (let i = 0; i < corners; i++) {
    const angle = (i / corners) * 2 * Math.PI;
    points.push(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
  return points;
}

/** Removes points equal to their predecessor, which give no direction. */
function withoutRepeats({ points, closed }: Subpath): Subpath {
  const kept: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    if (i === 0 || points[i] !== kept.at(-2) || points[i + 1] !== kept.at(-1)) kept.push(points[i]!, points[i + 1]!);
  }
  if (closed && kept.length > 2 && kept[0] === kept.at(-2) && kept[1] === kept.at(-1)) kept.length -= 2;
  return { points: kept, closed: closed && kept.length > 2 };
}

/** Cuts a line into its dashes. An odd list of lengths is repeated once. */
function cutIntoDashes({ points, closed }: Subpath, { dash, dashOffset }: StrokeStyle): readonly Subpath[] {
  const lengths = dash.length % 2 === 0 ? dash : [...dash, ...dash];
  const period = lengths.reduce((sum, length) => sum + length, 0);
  let [index, left] = [0, ((dashOffset % period) + period) % period];
  while (left >= lengths[index]!) {
    left -= lengths[index]!;
    index = (index + 1) % lengths.length;
  }
  left = lengths[index]! - left;
  const dashes: Subpath[] = [];
  let drawn: number[] = [points[0]!, points[1]!];
  const end = (): void => {
    if (index % 2 === 0) dashes.push({ points: drawn, closed: false });
  };
  const lines = points.length / 2 - (closed ? 0 : 1);
  for (let line = 0; line < lines; line++) {
    const [x1, y1, x2, y2] = lineAt(points, line);
    const length = Math.sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1));
    // Dashes far below a pixel look like a solid line, and are too many to draw.
    if (length / period > 100_000) return [{ points, closed }];
    let gone = 0;
    while (length - gone > left) {
      gone += left;
      const [x, y] = [x1 + ((x2 - x1) * gone) / length, y1 + ((y2 - y1) * gone) / length];
      drawn.push(x, y);
      end();
      drawn = [x, y];
      index = (index + 1) % lengths.length;
      left = lengths[index]!;
    }
    left -= length - gone;
    drawn.push(x2, y2);
  }
  end();
  return dashes.map(withoutRepeats);
}

function lineAt(points: Polyline, line: number): readonly [number, number, number, number] {
  const next = ((line + 1) * 2) % points.length;
  return [points[line * 2]!, points[line * 2 + 1]!, points[next]!, points[next + 1]!];
}

function areaOf(polygon: Polyline): number {
  let area = 0;
  for (let i = 0, before = polygon.length - 2; i < polygon.length; before = i, i += 2) {
    area += polygon[before]! * polygon[i + 1]! - polygon[i]! * polygon[before + 1]!;
  }
  return area;
}

function reversed(polygon: Polyline): Polyline {
  const points: number[] = [];
  for (let i = polygon.length - 2; i >= 0; i -= 2) points.push(polygon[i]!, polygon[i + 1]!);
  return points;
}
