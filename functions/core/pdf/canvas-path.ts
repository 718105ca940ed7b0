import type { CanvasMatrix } from "./canvas-matrix.ts";
import { roundCoordinate } from "./canvas-matrix.ts";

/**
 * The current path of a canvas as PDF path construction operators (ISO 32000-1, 8.5.2). Points are
 * transformed when they are added, so the matrix may change between adding and painting, as Vega's
 * symbols do.
 */
export class CanvasPath {
  #operators: string[] = [];
  #x = 0;
  #y = 0;
  #startX = 0;
  #startY = 0;
  #open = false;
  /** Last point written, rounded, to drop steps that do not move. */
  #writtenX = Number.NaN;
  #writtenY = Number.NaN;
  #stepped = false;

  toString(): string {
    return this.#operators.join("\n");
  }

  begin(): void {
    this.#operators = [];
    this.#open = false;
  }

  close(): void {
    if (!this.#open) return;
    this.#operators.push("h");
    this.#x = this.#startX;
    this.#y = this.#startY;
    this.#writtenX = Number.NaN;
    this.#stepped = true;
  }

  moveTo(matrix: CanvasMatrix, x: number, y: number): void {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    [this.#x, this.#y] = place(matrix, x, y);
    [this.#startX, this.#startY] = [this.#x, this.#y];
    this.#open = true;
    this.#stepped = false;
    this.#write("m");
  }

  lineTo(matrix: CanvasMatrix, x: number, y: number): void {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    if (!this.#open) return this.moveTo(matrix, x, y);
    [this.#x, this.#y] = place(matrix, x, y);
    // A line to where the pen stands draws nothing, except a dot when it is the whole subpath.
    if (this.#stepped && roundCoordinate(this.#x) === this.#writtenX && roundCoordinate(this.#y) === this.#writtenY) return;
    this.#write("l");
    this.#stepped = true;
  }

  curveTo(matrix: CanvasMatrix, x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    if (!Number.isFinite(x1 + y1 + x2 + y2 + x + y)) return;
    if (!this.#open) this.moveTo(matrix, x1, y1);
    const [ax, ay] = place(matrix, x1, y1);
    const [bx, by] = place(matrix, x2, y2);
    [this.#x, this.#y] = place(matrix, x, y);
    this.#write("c", `${roundCoordinate(ax)} ${roundCoordinate(ay)} ${roundCoordinate(bx)} ${roundCoordinate(by)} `);
    this.#stepped = true;
  }

  /** PDF has cubic curves only: the quadratic one is raised by a degree. */
  quadraticTo(matrix: CanvasMatrix, x1: number, y1: number, x: number, y: number): void {
    if (!Number.isFinite(x1 + y1 + x + y)) return;
    if (!this.#open) this.moveTo(matrix, x1, y1);
    const [px, py] = [this.#x, this.#y];
    const [qx, qy] = place(matrix, x1, y1);
    [this.#x, this.#y] = place(matrix, x, y);
    this.#write("c", `${raised(px, qx)} ${raised(py, qy)} ${raised(this.#x, qx)} ${raised(this.#y, qy)} `);
    this.#stepped = true;
  }

  rectangle(matrix: CanvasMatrix, x: number, y: number, width: number, height: number): void {
    if (!Number.isFinite(x + y + width + height)) return;
    if (matrix[1] !== 0 || matrix[2] !== 0) {
      this.moveTo(matrix, x, y);
      this.lineTo(matrix, x + width, y);
      this.lineTo(matrix, x + width, y + height);
      this.lineTo(matrix, x, y + height);
      return this.close();
    }
    // Corners are rounded, not sizes: rectangles that share an edge go on sharing it.
    const [left, top] = place(matrix, x, y).map(roundCoordinate) as [number, number];
    const [right, bottom] = place(matrix, x + width, y + height).map(roundCoordinate) as [number, number];
    this.#operators.push(`${left} ${top} ${roundCoordinate(right - left)} ${roundCoordinate(bottom - top)} re`);
    [this.#x, this.#y] = place(matrix, x, y);
    [this.#startX, this.#startY] = [this.#x, this.#y];
    this.#open = true;
    this.#writtenX = Number.NaN;
    this.#stepped = true;
  }

  /** Corners as quarter circles. @param radii one for all, or clockwise from the top left as in CSS */
  roundRectangle(matrix: CanvasMatrix, x: number, y: number, width: number, height: number, radii: number | readonly number[]): void {
    const [first = 0, second = first, third = first, fourth = second] = typeof radii === "number" ? [radii] : radii;
    const most = Math.min(Math.abs(width), Math.abs(height)) / 2;
    const [a, b, c, d] = [first, second, third, fourth].map((radius) => Math.min(most, radius)) as [number, number, number, number];
    const [right, bottom, quarter] = [x + width, y + height, Math.PI / 2];
    this.moveTo(matrix, x + a, y);
    this.arc(matrix, right - b, y + b, b, b, -quarter, 0, false);
    this.arc(matrix, right - c, bottom - c, c, c, 0, quarter, false);
    this.arc(matrix, x + d, bottom - d, d, d, quarter, 2 * quarter, false);
    this.arc(matrix, x + a, y + a, a, a, 2 * quarter, 3 * quarter, false);
    this.close();
  }

  /**
   * An arc of an ellipse as Bézier curves of at most a quarter turn each; the control points lie
   * 4/3 tan(angle/4) radii along the tangents (error below 0.03% of the radius).
   */
  arc(
    matrix: CanvasMatrix, x: number, y: number, radiusX: number, radiusY: number,
    startAngle: number, endAngle: number, counterclockwise: boolean,
  ): void {
    if (!Number.isFinite(x + y + radiusX + radiusY + startAngle + endAngle)) return;
    const turn = sweep(startAngle, endAngle, counterclockwise);
    const pieces = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9));
    const step = turn / pieces;
    const reach = (4 / 3) * Math.tan(step / 4);
    let [cos, sin] = [Math.cos(startAngle), Math.sin(startAngle)];
    this.lineTo(matrix, x + radiusX * cos, y + radiusY * sin);
    if (turn === 0) return;
    for (let piece = 1; piece <= pieces; piece++) {
      const angle = startAngle + piece * step;
      const [nextCos, nextSin] = [Math.cos(angle), Math.sin(angle)];
      this.curveTo(
        matrix,
        x + radiusX * (cos - reach * sin), y + radiusY * (sin + reach * cos),
        x + radiusX * (nextCos + reach * nextSin), y + radiusY * (nextSin - reach * nextCos),
        x + radiusX * nextCos, y + radiusY * nextSin,
      );
      [cos, sin] = [nextCos, nextSin];
    }
  }

  #write(operator: "m" | "l" | "c", controls = ""): void {
    this.#writtenX = roundCoordinate(this.#x);
    this.#writtenY = roundCoordinate(this.#y);
    this.#operators.push(`${controls}${this.#writtenX} ${this.#writtenY} ${operator}`);
  }
}

function place(matrix: CanvasMatrix, x: number, y: number): [number, number] {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
}

/** A coordinate of a cubic curve's control point, from an end point and the quadratic curve's. */
function raised(end: number, control: number): number {
  return roundCoordinate(end + (2 / 3) * (control - end));
}

/** Signed angle of an arc by the canvas's rules: at most one full turn, in the stated direction. */
function sweep(start: number, end: number, counterclockwise: boolean): number {
  const full = 2 * Math.PI;
  const turn = counterclockwise ? start - end : end - start;
  const size = turn >= full ? full : ((turn % full) + full) % full;
  return counterclockwise ? -size : size;
}
