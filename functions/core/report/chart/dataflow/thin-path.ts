/** The part of a canvas that d3-geo's path generator uses. */
export interface PathContext {
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
  arc(x: number, y: number, radius: number, start: number, end: number): void;
}

type Point = readonly [x: number, y: number];

/**
 * The step of the lattice on which shapes of maps are drawn, points: 0.05 mm, a third of the thinnest printed line.
 */
const step = 0.15;

/**
 * Draws the outlines of maps as finely as they are printed: moves each point to the nearest point of a lattice, and
 * leaves out points that coincide with the previous one. The result depends only on a point's place, so neighbours
 * still share their borders, whichever way round each is drawn. A ring without an area is left out, unless nothing else
 * would remain of the shape.
 */
export class ThinPath implements PathContext {
  private line: Point[] = [];
  private drawn = false;
  private smallest: readonly Point[] | undefined;

  private readonly context: PathContext;

  constructor(context: PathContext) {
    this.context = context;
  }

  beginPath(): void {
    this.context.beginPath();
  }

  moveTo(x: number, y: number): void {
    this.endLine();
    this.line = [[x, y]];
  }

  lineTo(x: number, y: number): void {
    this.line.push([x, y]);
  }

  closePath(): void {
    const points = this.line;
    this.line = [];
    const ring = snap(points);
    const [first, last] = [ring[0], ring.at(-1)];
    if (ring.length > 1 && first![0] === last![0] && first![1] === last![1]) ring.pop();
    if (ring.length < 3) this.smallest ??= points;
    else this.draw(ring, true);
  }

  arc(x: number, y: number, radius: number, start: number, end: number): void {
    this.drawn = true;
    this.line = [];
    this.context.moveTo(x + radius, y);
    this.context.arc(x, y, radius, start, end);
  }

  /** Call it at the end of a shape. */
  finish(): void {
    this.endLine();
    if (!this.drawn && this.smallest !== undefined) this.draw(this.smallest, true);
    this.drawn = false;
    this.smallest = undefined;
  }

  private endLine(): void {
    const points = snap(this.line);
    this.line = [];
    if (points.length > 1) this.draw(points, false);
  }

  private draw(points: readonly Point[], closed: boolean): void {
    this.drawn = true;
    points.forEach(([x, y], index) => (index === 0 ? this.context.moveTo(x, y) : this.context.lineTo(x, y)));
    if (closed) this.context.closePath();
  }
}

function snap(points: readonly Point[]): Point[] {
  const snapped: Point[] = [];
  for (const [x, y] of points) {
    const [column, row] = [Math.round(x / step) * step, Math.round(y / step) * step];
    const before = snapped.at(-1);
    if (before === undefined || before[0] !== column || before[1] !== row) snapped.push([column, row]);
  }
  return snapped;
}
