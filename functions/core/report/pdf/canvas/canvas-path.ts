import type { CanvasMatrix } from "./canvas-matrix.ts";
import { hundredthsOf, roundCoordinate } from "./canvas-matrix.ts";
import { OperatorBytes } from "./operator-bytes.ts";

/** Path construction operators. */
export interface PathText {
  readonly operators: string;
  /** Where to move the origin first, as operands of a matrix's translation; absent if it does not move. */
  readonly at?: string;
}

/** Operators by code, with their number of operands. */
const operators = [
  ["m", 2],
  ["l", 2],
  ["c", 6],
  ["h", 0],
  ["re", 4],
] as const;
const [move, line, curve, close, rectangle] = [0, 1, 2, 3, 4] as const;

/** Shared buffer in which paths are written; each path is written in one go, so one buffer is enough. */
const written = new OperatorBytes();

/** Most shapes that a canvas remembers; a chart whose marks all have different shapes gains nothing from more. */
const rememberedShapes = 1000;

/** Fewest steps of a shape for which moving the origin takes less space than writing it in place. */
const worthMoving = 4;

/**
 * The current path of a canvas, written as PDF path construction operators (ISO 32000-1, 8.5.2). Points are transformed
 * when they are added, so the matrix may change between adding and painting, as Vega's symbols do: the matrix moves the
 * origin, the shape is built, the origin moves back, and the shape is painted. When such a shape recurs, it is written
 * relative to its own origin, so a thousand equal symbols are the same text a thousand times, which compresses to
 * almost nothing.
 */
export class CanvasPath {
  /** Both grow as needed and are reused for the next path. */
  #codes = new Uint8Array(64);
  #numbers = new Float64Array(256);
  #codeCount = 0;
  #numberCount = 0;
  #x = 0;
  #y = 0;
  #startX = 0;
  #startY = 0;
  #open = false;
  /** Last point written, rounded, to skip steps without movement. */
  #writtenX = Number.NaN;
  #writtenY = Number.NaN;
  #stepped = false;
  /** The matrix under which all points were added; `null` if there was more than one. */
  #matrix: CanvasMatrix | null | undefined;
  readonly #shapes = new Set<string>();
  /** The path as last painted, valid until something is added: a stroke often follows a fill. */
  #text: PathText | undefined;

  /** The operators in the page's default user space, for clipping. */
  toString(): string {
    return this.#write(0, 0);
  }

  /** The path for painting. @param matrix the current matrix */
  text(matrix: CanvasMatrix): PathText {
    this.#text ??= this.#textUnder(matrix);
    return this.#text;
  }

  #textUnder(matrix: CanvasMatrix): PathText {
    const built = this.#matrix;
    const moved =
      built !== null && built !== undefined && Math.abs(built[4] - matrix[4]) + Math.abs(built[5] - matrix[5]) > 0.01;
    if (!moved || this.#codeCount < worthMoving || this.#shapes.size > rememberedShapes)
      return { operators: this.#write(0, 0) };
    const [x, y] = [roundCoordinate(built[4]), roundCoordinate(built[5])];
    const shape = this.#write(x, y);
    if (this.#shapes.has(shape)) return { operators: shape, at: `${x} ${y}` };
    this.#shapes.add(shape);
    return { operators: this.#write(0, 0) };
  }

  begin(): void {
    this.#codeCount = 0;
    this.#numberCount = 0;
    this.#open = false;
    this.#matrix = undefined;
    this.#text = undefined;
  }

  close(): void {
    if (!this.#open) return;
    this.#code(close);
    this.#text = undefined;
    this.#x = this.#startX;
    this.#y = this.#startY;
    this.#writtenX = Number.NaN;
    this.#stepped = true;
  }

  moveTo(matrix: CanvasMatrix, x: number, y: number): void {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    this.#place(matrix, x, y);
    this.#startX = this.#x;
    this.#startY = this.#y;
    this.#open = true;
    this.#stepped = false;
    this.#step(move);
  }

  lineTo(matrix: CanvasMatrix, x: number, y: number): void {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    if (!this.#open) return this.moveTo(matrix, x, y);
    this.#place(matrix, x, y);
    // A line to the current point draws nothing, except a dot if it is the whole subpath.
    if (this.#stepped && this.#stands()) return;
    this.#step(line);
    this.#stepped = true;
  }

  curveTo(matrix: CanvasMatrix, x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    if (!Number.isFinite(x1 + y1 + x2 + y2 + x + y)) return;
    if (!this.#open) this.moveTo(matrix, x1, y1);
    this.#point(acrossOf(matrix, x1, y1), downOf(matrix, x1, y1));
    this.#point(acrossOf(matrix, x2, y2), downOf(matrix, x2, y2));
    this.#place(matrix, x, y);
    this.#step(curve);
    this.#stepped = true;
  }

  /** PDF has only cubic curves, so the quadratic one is raised by a degree. */
  quadraticTo(matrix: CanvasMatrix, x1: number, y1: number, x: number, y: number): void {
    if (!Number.isFinite(x1 + y1 + x + y)) return;
    if (!this.#open) this.moveTo(matrix, x1, y1);
    const [qx, qy] = [acrossOf(matrix, x1, y1), downOf(matrix, x1, y1)];
    this.#point(raised(this.#x, qx), raised(this.#y, qy));
    this.#place(matrix, x, y);
    this.#point(raised(this.#x, qx), raised(this.#y, qy));
    this.#step(curve);
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
    this.#place(matrix, x, y);
    this.#code(rectangle);
    this.#point(this.#x, this.#y);
    this.#point(acrossOf(matrix, x + width, y + height), downOf(matrix, x + width, y + height));
    this.#startX = this.#x;
    this.#startY = this.#y;
    this.#open = true;
    this.#writtenX = Number.NaN;
    this.#stepped = true;
  }

  /**
   * A rectangle whose corners are quarter circles. @param radii one for all corners, or clockwise from the top left as
   * in CSS
   */
  roundRectangle(
    matrix: CanvasMatrix,
    x: number,
    y: number,
    width: number,
    height: number,
    radii: number | readonly number[],
  ): void {
    const [first = 0, second = first, third = first, fourth = second] = typeof radii === "number" ? [radii] : radii;
    const most = Math.min(Math.abs(width), Math.abs(height)) / 2;
    const [a, b, c, d] = [first, second, third, fourth].map((radius) => Math.min(most, radius)) as [
      number,
      number,
      number,
      number,
    ];
    const [right, bottom, quarter] = [x + width, y + height, Math.PI / 2];
    this.moveTo(matrix, x + a, y);
    this.arc(matrix, right - b, y + b, b, b, -quarter, 0, false);
    this.arc(matrix, right - c, bottom - c, c, c, 0, quarter, false);
    this.arc(matrix, x + d, bottom - d, d, d, quarter, 2 * quarter, false);
    this.arc(matrix, x + a, y + a, a, a, 2 * quarter, 3 * quarter, false);
    this.close();
  }

  /**
   * Adds an elliptical arc as Bézier curves of at most a quarter turn each; the control points lie 4/3 tan(angle/4)
   * radii along the tangents (error below 0.03% of the radius).
   */
  arc(
    matrix: CanvasMatrix,
    x: number,
    y: number,
    radiusX: number,
    radiusY: number,
    startAngle: number,
    endAngle: number,
    counterclockwise: boolean,
  ): void {
    if (!Number.isFinite(x + y + radiusX + radiusY + startAngle + endAngle)) return;
    const turn = sweep(startAngle, endAngle, counterclockwise);
    const pieces = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9));
    const step = turn / pieces;
    const reach = (4 / 3) * Math.tan(step / 4);
    let [cos, sin] = [Math.cos(startAngle), Math.sin(startAngle)];
    this.#joinArc(matrix, x + radiusX * cos, y + radiusY * sin, turn);
    if (turn === 0) return;
    for (let piece = 1; piece <= pieces; piece++) {
      const angle = startAngle + piece * step;
      const [nextCos, nextSin] = [Math.cos(angle), Math.sin(angle)];
      this.curveTo(
        matrix,
        x + radiusX * (cos - reach * sin),
        y + radiusY * (sin + reach * cos),
        x + radiusX * (nextCos + reach * nextSin),
        y + radiusY * (nextSin - reach * nextCos),
        x + radiusX * nextCos,
        y + radiusY * nextSin,
      );
      [cos, sin] = [nextCos, nextSin];
    }
  }

  /** Adds a line to the start of an arc, unless the current point is already there. */
  #joinArc(matrix: CanvasMatrix, x: number, y: number, turn: number): void {
    if (this.#open && turn !== 0) {
      this.#place(matrix, x, y);
      if (this.#stands()) return;
    }
    this.lineTo(matrix, x, y);
  }

  #place(matrix: CanvasMatrix, x: number, y: number): void {
    this.#text = undefined;
    this.#x = acrossOf(matrix, x, y);
    this.#y = downOf(matrix, x, y);
    if (this.#matrix === undefined) this.#matrix = matrix;
    else if (this.#matrix !== matrix) this.#matrix = null;
  }

  /** Whether the current point equals the last point written. */
  #stands(): boolean {
    return roundCoordinate(this.#x) === this.#writtenX && roundCoordinate(this.#y) === this.#writtenY;
  }

  #step(code: number): void {
    this.#writtenX = roundCoordinate(this.#x);
    this.#writtenY = roundCoordinate(this.#y);
    this.#code(code);
    this.#point(this.#x, this.#y);
  }

  #code(code: number): void {
    if (this.#codeCount === this.#codes.length)
      this.#codes = grown(this.#codes, new Uint8Array(this.#codes.length * 2));
    this.#codes[this.#codeCount++] = code;
  }

  #point(x: number, y: number): void {
    if (this.#numberCount + 2 > this.#numbers.length)
      this.#numbers = grown(this.#numbers, new Float64Array(this.#numbers.length * 2));
    this.#numbers[this.#numberCount++] = x;
    this.#numbers[this.#numberCount++] = y;
  }

  /** Writes the operators, with coordinates relative to a point. */
  #write(originX: number, originY: number): string {
    const numbers = this.#numbers;
    written.begin();
    let at = 0;
    for (let index = 0; index < this.#codeCount; index++) {
      const code = this.#codes[index]!;
      const [operator, count] = operators[code]!;
      if (index > 0) written.lineBreak();
      if (code === rectangle) {
        // Corners are rounded, not sizes, so that rectangles that share an edge still share it.
        const [left, top] = [hundredthsOf(numbers[at]! - originX), hundredthsOf(numbers[at + 1]! - originY)];
        written.operand(left);
        written.operand(top);
        written.operand(hundredthsOf(numbers[at + 2]! - originX) - left);
        written.operand(hundredthsOf(numbers[at + 3]! - originY) - top);
      } else {
        for (let i = 0; i < count; i += 2) {
          written.operand(hundredthsOf(numbers[at + i]! - originX));
          written.operand(hundredthsOf(numbers[at + i + 1]! - originY));
        }
      }
      written.operator(operator);
      at += count;
    }
    return written.end();
  }
}

function grown<A extends { set(values: A): void }>(values: A, larger: A): A {
  larger.set(values);
  return larger;
}

function acrossOf(matrix: CanvasMatrix, x: number, y: number): number {
  return matrix[0] * x + matrix[2] * y + matrix[4];
}

function downOf(matrix: CanvasMatrix, x: number, y: number): number {
  return matrix[1] * x + matrix[3] * y + matrix[5];
}

/** A coordinate of a cubic curve's control point, from an end point and the quadratic control point. */
function raised(end: number, control: number): number {
  return end + (2 / 3) * (control - end);
}

/** Signed angle of an arc by canvas rules: at most one full turn, in the given direction. */
function sweep(start: number, end: number, counterclockwise: boolean): number {
  const full = 2 * Math.PI;
  const turn = counterclockwise ? start - end : end - start;
  const size = turn >= full ? full : ((turn % full) + full) % full;
  return counterclockwise ? -size : size;
}
