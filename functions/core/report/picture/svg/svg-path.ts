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
  const segments: OutlineSegment[] = [];
  const tokens = data.match(/[a-zA-Z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? [];
  if (data.replace(/[a-zA-Z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi, "").replace(/[\s,]+/g, "") !== "")
    return undefined;
  let at = 0;
  let [x, y, startX, startY, controlX, controlY] = [0, 0, 0, 0, 0, 0];
  let command = "";
  let previous = "";
  const curve = (x1: number, y1: number, x2: number, y2: number, endX: number, endY: number): void => {
    segments.push(["C", x1, y1, x2, y2, endX, endY]);
    [controlX, controlY, x, y] = [x2, y2, endX, endY];
  };
  const quadratic = (qx: number, qy: number, endX: number, endY: number): void => {
    curve(
      x + ((qx - x) * 2) / 3,
      y + ((qy - y) * 2) / 3,
      endX + ((qx - endX) * 2) / 3,
      endY + ((qy - endY) * 2) / 3,
      endX,
      endY,
    );
    [controlX, controlY] = [qx, qy];
  };
  while (at < tokens.length) {
    if (/[a-z]/i.test(tokens[at] as string)) command = tokens[at++] as string;
    // A pair after a move is a line.
    else if (command === "M" || command === "m") command = command === "M" ? "L" : "l";
    else if (command === "" || command === "Z" || command === "z") return undefined;
    const kind = command.toUpperCase();
    const count = argumentCounts[kind];
    if (count === undefined) return undefined;
    const values = readArguments(tokens, at, kind, count);
    if (values === undefined) return undefined;
    at = values.next;
    const [dx, dy] = command === kind ? [0, 0] : [x, y];
    const n = (index: number): number => values.numbers[index]! + (index % 2 === 0 ? dx : dy);
    const smooth = (kinds: string): [number, number] =>
      kinds.includes(previous) ? [2 * x - controlX, 2 * y - controlY] : [x, y];
    if (kind === "M" || kind === "L") {
      segments.push([kind, n(0), n(1)]);
      [x, y] = [n(0), n(1)];
      if (kind === "M") [startX, startY] = [x, y];
    } else if (kind === "H" || kind === "V") {
      if (kind === "H") x = n(0);
      else y = values.numbers[0]! + dy;
      segments.push(["L", x, y]);
    } else if (kind === "C") curve(n(0), n(1), n(2), n(3), n(4), n(5));
    else if (kind === "S") curve(...smooth("CS"), n(0), n(1), n(2), n(3));
    else if (kind === "Q") quadratic(n(0), n(1), n(2), n(3));
    else if (kind === "T") quadratic(...smooth("QT"), n(0), n(1));
    else if (kind === "A") {
      const [rx, ry, turn, large, sweep] = values.numbers as [number, number, number, number, number];
      const [endX, endY] = [values.numbers[5]! + dx, values.numbers[6]! + dy];
      const arcs = arcCurves(x, y, rx, ry, turn, large !== 0, sweep !== 0, endX, endY);
      if (arcs === undefined) segments.push(["L", endX, endY]);
      for (const arc of arcs ?? []) curve(...arc);
      [x, y] = [endX, endY];
    } else {
      segments.push(["Z"]);
      [x, y] = [startX, startY];
    }
    previous = kind;
  }
  return segments;
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
