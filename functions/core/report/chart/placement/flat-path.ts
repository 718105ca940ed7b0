import type { Subpath } from "./stroke-pieces.ts";

/** Maps user space to pixels: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/**
 * The current path of a canvas as straight lines in pixels. Points are transformed when added; values that are not
 * finite are ignored, as on a canvas.
 */
export class FlatPath {
  #subpaths: { points: number[]; closed: boolean }[] = [];

  begin(): void {
    this.#subpaths = [];
  }

  /** All subpaths, including single points, which a stroke may show as dots. */
  get subpaths(): readonly Subpath[] {
    return this.#subpaths;
  }

  moveTo(matrix: Matrix, x: number, y: number): void {
    if (Number.isFinite(x + y)) this.#start(acrossOf(matrix, x, y), downOf(matrix, x, y));
  }

  lineTo(matrix: Matrix, x: number, y: number): void {
    if (!Number.isFinite(x + y)) return;
    this.#open(matrix, x, y).push(acrossOf(matrix, x, y), downOf(matrix, x, y));
  }

  quadraticTo(matrix: Matrix, x1: number, y1: number, x: number, y: number): void {
    if (!Number.isFinite(x1 + y1 + x + y)) return;
    const points = this.#open(matrix, x1, y1);
    const [ax, ay] = [points.at(-2)!, points.at(-1)!];
    const [bx, by] = [acrossOf(matrix, x1, y1), downOf(matrix, x1, y1)];
    const [cx, cy] = [acrossOf(matrix, x, y), downOf(matrix, x, y)];
    const steps = stepsFor(Math.abs(bx - ax) + Math.abs(by - ay) + Math.abs(cx - bx) + Math.abs(cy - by));
    for (let i = 1; i <= steps; i++) {
      const t = i / steps;
      const s = 1 - t;
      points.push(s * s * ax + 2 * s * t * bx + t * t * cx, s * s * ay + 2 * s * t * by + t * t * cy);
    }
  }

  curveTo(matrix: Matrix, x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    if (!Number.isFinite(x1 + y1 + x2 + y2 + x + y)) return;
    const points = this.#open(matrix, x1, y1);
    const [ax, ay] = [points.at(-2)!, points.at(-1)!];
    const [bx, by] = [acrossOf(matrix, x1, y1), downOf(matrix, x1, y1)];
    const [cx, cy] = [acrossOf(matrix, x2, y2), downOf(matrix, x2, y2)];
    const [dx, dy] = [acrossOf(matrix, x, y), downOf(matrix, x, y)];
    const steps = stepsFor(
      Math.abs(bx - ax) +
        Math.abs(by - ay) +
        Math.abs(cx - bx) +
        Math.abs(cy - by) +
        Math.abs(dx - cx) +
        Math.abs(dy - cy),
    );
    for (let i = 1; i <= steps; i++) {
      const t = i / steps;
      const s = 1 - t;
      const [p, q, r, u] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
      points.push(p * ax + q * bx + r * cx + u * dx, p * ay + q * by + r * cy + u * dy);
    }
  }

  arc(
    matrix: Matrix,
    x: number,
    y: number,
    radius: number,
    start: number,
    end: number,
    counterclockwise: boolean,
  ): void {
    if (!Number.isFinite(x + y + radius + start + end)) return;
    const turn = turnOf(start, end, counterclockwise);
    const steps = stepsFor(Math.abs(turn) * radius * scaleOf(matrix) * 2) * 2;
    for (let i = 0; i <= steps; i++) {
      const angle = start + (turn * i) / steps;
      this.lineTo(matrix, x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    }
  }

  rectangle(matrix: Matrix, x: number, y: number, width: number, height: number): void {
    if (!Number.isFinite(x + y + width + height)) return;
    this.moveTo(matrix, x, y);
    this.lineTo(matrix, x + width, y);
    this.lineTo(matrix, x + width, y + height);
    this.lineTo(matrix, x, y + height);
    this.close();
  }

  /** What follows a closed subpath begins where that began. */
  close(): void {
    const last = this.#subpaths.at(-1);
    if (last === undefined || last.points.length < 4) return;
    last.closed = true;
  }

  #start(x: number, y: number): number[] {
    const points = [x, y];
    this.#subpaths.push({ points, closed: false });
    return points;
  }

  /** The points of the open subpath. A path without `moveTo` begins at its first point. */
  #open(matrix: Matrix, x: number, y: number): number[] {
    const last = this.#subpaths.at(-1);
    if (last === undefined) return this.#start(acrossOf(matrix, x, y), downOf(matrix, x, y));
    return last.closed ? this.#start(last.points[0]!, last.points[1]!) : last.points;
  }
}

/** By how much lengths grow; exact unless the matrix stretches or skews. */
export function scaleOf([a, b, c, d]: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

/** Number of lines for a curve with control lines of this length, pixels: enough to stay within 1/20 pixel of it. */
function stepsFor(length: number): number {
  return Math.min(200, Math.max(2, Math.ceil(Math.sqrt(Math.round(length * 1e3) / 1e3) * 1.2)));
}

/** Signed angle of an arc by canvas rules: at most one full turn, in the given direction. */
function turnOf(start: number, end: number, counterclockwise: boolean): number {
  const full = 2 * Math.PI;
  const turn = counterclockwise ? start - end : end - start;
  const size = turn >= full ? full : ((turn % full) + full) % full;
  return counterclockwise ? -size : size;
}

function acrossOf(matrix: Matrix, x: number, y: number): number {
  return matrix[0] * x + matrix[2] * y + matrix[4];
}

function downOf(matrix: Matrix, x: number, y: number): number {
  return matrix[1] * x + matrix[3] * y + matrix[5];
}
