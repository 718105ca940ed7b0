/** A step of an outline, in absolute coordinates; the same shape as the layout's path segments. */
export type OutlineSegment =
  | readonly ["M" | "L", number, number]
  | readonly ["C", number, number, number, number, number, number]
  | readonly ["Z"];

const argumentCounts: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

/**
 * Reads path data (SVG 1.1, chapter 8.3) into absolute moves, lines and cubic curves: quadratic curves become cubic
 * ones, and arcs become curves of at most a quarter turn.
 *
 * @returns undefined if the data cannot be read
 */
export function readSvgPath(data: string): OutlineSegment[] | undefined {
  const tokens = data.match(token) ?? [];
  if (data.replace(token, "").replace(/[\s,]+/g, "") !== "") return undefined;
  const pen = new PathPen();
  let at = 0;
  let command = "";
  while (at < tokens.length) {
    if (/[a-z]/i.test(tokens[at] as string)) command = tokens[at++] as string;
    // A pair after a move is a line.
    else if (command === "M" || command === "m") command = command === "M" ? "L" : "l";
    else if (command === "" || command === "Z" || command === "z") return undefined;
    const kind = command.toUpperCase();
    const count = argumentCounts[kind];
    const values = count === undefined ? undefined : readArguments(tokens, at, kind, count);
    if (values === undefined) return undefined;
    at = values.next;
    pen.draw(kind, values.numbers, command !== kind);
  }
  return pen.segments;
}

const token = /[a-zA-Z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;

/** Draws the commands of a path one after the other; each begins where the last one ended. */
class PathPen {
  readonly segments: OutlineSegment[] = [];
  #x = 0;
  #y = 0;
  /** Where the present outline began. */
  #startX = 0;
  #startY = 0;
  /** The last control point, which a smooth curve reflects. */
  #controlX = 0;
  #controlY = 0;
  #previous = "";

  /** @param kind in capitals @param relative whether coordinates count from the present point */
  draw(kind: string, numbers: readonly number[], relative: boolean): void {
    const [dx, dy] = relative ? [this.#x, this.#y] : [0, 0];
    const n = (index: number): number => numbers[index]! + (index % 2 === 0 ? dx : dy);
    switch (kind) {
      case "M":
      case "L":
        this.#line(kind, n(0), n(1));
        break;
      case "H":
        this.#line("L", n(0), this.#y);
        break;
      case "V":
        this.#line("L", this.#x, numbers[0]! + dy);
        break;
      case "C":
        this.#curve(n(0), n(1), n(2), n(3), n(4), n(5));
        break;
      case "S":
        this.#curve(...this.#smooth("CS"), n(0), n(1), n(2), n(3));
        break;
      case "Q":
        this.#quadratic(n(0), n(1), n(2), n(3));
        break;
      case "T":
        this.#quadratic(...this.#smooth("QT"), n(0), n(1));
        break;
      case "A":
        this.#arc(numbers, numbers[5]! + dx, numbers[6]! + dy);
        break;
      default:
        this.segments.push(["Z"]);
        [this.#x, this.#y] = [this.#startX, this.#startY];
    }
    this.#previous = kind;
  }

  #line(kind: "M" | "L", x: number, y: number): void {
    this.segments.push([kind, x, y]);
    [this.#x, this.#y] = [x, y];
    if (kind === "M") [this.#startX, this.#startY] = [x, y];
  }

  #curve(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.segments.push(["C", x1, y1, x2, y2, x, y]);
    [this.#controlX, this.#controlY, this.#x, this.#y] = [x2, y2, x, y];
  }

  #quadratic(qx: number, qy: number, x: number, y: number): void {
    this.#curve(
      this.#x + ((qx - this.#x) * 2) / 3,
      this.#y + ((qy - this.#y) * 2) / 3,
      x + ((qx - x) * 2) / 3,
      y + ((qy - y) * 2) / 3,
      x,
      y,
    );
    [this.#controlX, this.#controlY] = [qx, qy];
  }

  #arc(numbers: readonly number[], x: number, y: number): void {
    const [rx, ry, turn, large, sweep] = numbers as [number, number, number, number, number];
    const arcs = arcCurves(this.#x, this.#y, rx, ry, turn, large !== 0, sweep !== 0, x, y);
    if (arcs === undefined) this.segments.push(["L", x, y]);
    for (const arc of arcs ?? []) this.#curve(...arc);
    [this.#x, this.#y] = [x, y];
  }

  /** The first control point of a curve that goes on smoothly from one of these kinds. */
  #smooth(kinds: string): [number, number] {
    return kinds.includes(this.#previous)
      ? [2 * this.#x - this.#controlX, 2 * this.#y - this.#controlY]
      : [this.#x, this.#y];
  }
}

/** Reads arguments. The flags of an arc may have no space around them: `a1 1 0 01.5.5`. */
function readArguments(
  tokens: string[],
  at: number,
  kind: string,
  count: number,
): { numbers: number[]; next: number } | undefined {
  const numbers: number[] = [];
  for (let k = 0; k < count; k++) {
    const token = tokens[at];
    if (token === undefined || /^[a-z]$/i.test(token)) return undefined;
    if (kind === "A" && (k === 3 || k === 4) && token.length > 1) {
      if (!/^[01]/.test(token)) return undefined;
      numbers.push(Number(token[0]));
      tokens[at] = token.slice(1);
      continue;
    }
    numbers.push(Number(token));
    at++;
  }
  return { numbers, next: at };
}

type Curve = [number, number, number, number, number, number];

/** An elliptical arc as curves (SVG 1.1, appendix F.6.5); undefined if it is a straight line. */
function arcCurves(
  x1: number,
  y1: number,
  radiusX: number,
  radiusY: number,
  turn: number,
  large: boolean,
  sweep: boolean,
  x2: number,
  y2: number,
): Curve[] | undefined {
  let [rx, ry] = [Math.abs(radiusX), Math.abs(radiusY)];
  if (rx === 0 || ry === 0 || (x1 === x2 && y1 === y2)) return undefined;
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const px = (cos * (x1 - x2)) / 2 + (sin * (y1 - y2)) / 2;
  const py = (-sin * (x1 - x2)) / 2 + (cos * (y1 - y2)) / 2;
  const lambda = (px * px) / (rx * rx) + (py * py) / (ry * ry);
  if (lambda > 1) [rx, ry] = [rx * Math.sqrt(lambda), ry * Math.sqrt(lambda)];
  const under = rx * rx * ry * ry - rx * rx * py * py - ry * ry * px * px;
  const root = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, under) / (rx * rx * py * py + ry * ry * px * px));
  const [cx, cy] = [(root * rx * py) / ry, (-root * ry * px) / rx];
  const from = Math.atan2((py - cy) / ry, (px - cx) / rx);
  let sweepAngle = Math.atan2((-py - cy) / ry, (-px - cx) / rx) - from;
  if (sweep && sweepAngle < 0) sweepAngle += 2 * Math.PI;
  if (!sweep && sweepAngle > 0) sweepAngle -= 2 * Math.PI;
  const [middleX, middleY] = [cos * cx - sin * cy + (x1 + x2) / 2, sin * cx + cos * cy + (y1 + y2) / 2];
  const place = (ux: number, uy: number): [number, number] => [
    middleX + cos * rx * ux - sin * ry * uy,
    middleY + sin * rx * ux + cos * ry * uy,
  ];
  const count = Math.max(1, Math.ceil(Math.abs(sweepAngle) / (Math.PI / 2) - 1e-9));
  const step = sweepAngle / count;
  const bow = (4 / 3) * Math.tan(step / 4);
  return Array.from({ length: count }, (_, index): Curve => {
    const [a, b] = [from + index * step, from + (index + 1) * step];
    const [cosA, sinA, cosB, sinB] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
    const end = index === count - 1 ? ([x2, y2] as const) : place(cosB, sinB);
    return [...place(cosA - bow * sinA, sinA + bow * cosA), ...place(cosB + bow * sinB, sinB - bow * cosB), ...end];
  });
}
