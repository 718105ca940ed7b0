import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";

/** Left, bottom, right and top on the page, in points. */
export type Bounds = readonly [left: number, bottom: number, right: number, top: number];

/** What a page shows: a text, a filled shape or a line, in the order of painting. */
export interface Paint {
  readonly kind: "text" | "fill" | "stroke";
  /** The innermost tag that is no Span: Figure, P, TD, Artifact, … */
  readonly tag: string;
  /** Which marked-content sequence of the page it is in: a chart is one. */
  readonly sequence: number;
  /** As it was set, `#rrggbb`. */
  readonly color: string;
  /** Opacity, 0 to 1. */
  readonly alpha: number;
  readonly at: Bounds;
  /** Width of a line, points; 0 for others. */
  readonly width: number;
  readonly text: string;
  /** Whether a point lies in a filled shape. */
  covers(x: number, y: number): boolean;
}

interface State {
  matrix: readonly number[];
  fill: string;
  stroke: string;
  fillAlpha: number;
  strokeAlpha: number;
  width: number;
  size: number;
}

type Point = readonly [x: number, y: number];

/** Reads what each page of a PDF paints, and in which colours, with pdf.js, an independent reader. */
export async function readPaints(bytes: Uint8Array): Promise<readonly (readonly Paint[])[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: (readonly Paint[])[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { fnArray, argsArray } = await (await document.getPage(number)).getOperatorList();
    const reader = new PaintReader();
    fnArray.forEach((operator, index) => reader.read(operator, (argsArray[index] ?? []) as readonly unknown[]));
    pages.push(reader.paints);
  }
  await document.loadingTask.destroy();
  return pages;
}

class PaintReader {
  readonly paints: Paint[] = [];
  private readonly tags: string[] = [];
  private sequence = 0;
  private readonly kept: State[] = [];
  private state: State = {
    matrix: [1, 0, 0, 1, 0, 0],
    fill: "#000000",
    stroke: "#000000",
    fillAlpha: 1,
    strokeAlpha: 1,
    width: 1,
    size: 1,
  };
  private textMatrix: readonly number[] = [1, 0, 0, 1, 0, 0];

  read(operator: number, args: readonly unknown[]): void {
    const { state } = this;
    if (operator === OPS.save) this.kept.push({ ...state });
    else if (operator === OPS.restore) this.state = this.kept.pop() ?? state;
    else if (operator === OPS.transform) state.matrix = multiplied(state.matrix, args as readonly number[]);
    else if (operator === OPS.setFillRGBColor) state.fill = String(args[0]);
    else if (operator === OPS.setStrokeRGBColor) state.stroke = String(args[0]);
    else if (operator === OPS.setLineWidth) state.width = Number(args[0]);
    else if (operator === OPS.setGState) this.readGraphicsState(args[0] as readonly (readonly [string, unknown])[]);
    else if (operator === OPS.setFont) state.size = Number(args[1]);
    else if (operator === OPS.setTextMatrix)
      this.textMatrix = Object.values(args[0] as Readonly<Record<string, number>>);
    else if (operator === OPS.showText) this.paintText(args[0] as readonly unknown[]);
    else if (operator === OPS.constructPath)
      this.paintPath(Number(args[0]), (args[1] as readonly (ArrayLike<number> | null)[])[0] ?? []);
    else if (operator === OPS.beginMarkedContentProps || operator === OPS.beginMarkedContent) {
      const [named] = args as [string | { readonly name: string }];
      const tag = typeof named === "string" ? named : named.name;
      if (!isInner(tag)) this.sequence += 1;
      this.tags.push(tag);
    } else if (operator === OPS.endMarkedContent) this.tags.pop();
  }

  private readGraphicsState(entries: readonly (readonly [string, unknown])[]): void {
    for (const [key, value] of entries) {
      if (key === "ca") this.state.fillAlpha = Number(value);
      if (key === "CA") this.state.strokeAlpha = Number(value);
      if (key === "LW") this.state.width = Number(value);
    }
  }

  private get tag(): string {
    return this.tags.findLast((tag) => !isInner(tag)) ?? "";
  }

  private paintText(items: readonly unknown[]): void {
    const { size, fill, fillAlpha } = this.state;
    let [advance, text] = [0, ""];
    for (const item of items)
      if (typeof item === "number") advance -= (item / 1000) * size;
      else {
        const { width, unicode } = item as { readonly width: number; readonly unicode: string };
        advance += (width / 1000) * size;
        text += unicode;
      }
    const matrix = multiplied(this.state.matrix, this.textMatrix);
    const at = boundsOf([
      mapped(matrix, [0, 0]),
      mapped(matrix, [advance, 0]),
      mapped(matrix, [0, size * 0.5]),
      mapped(matrix, [advance, size * 0.5]),
    ]);
    // The next text of the same object begins where this one ends.
    this.textMatrix = multiplied(this.textMatrix, [1, 0, 0, 1, advance, 0]);
    if (text.trim() !== "") this.push({ kind: "text", color: fill, alpha: fillAlpha, at, width: 0, text });
  }

  private paintPath(operator: number, path: ArrayLike<number>): void {
    const { fill, stroke, fillAlpha, strokeAlpha, matrix, width } = this.state;
    const rings = ringsOf(path).map((ring) => ring.map((point) => mapped(matrix, point)));
    if (rings.length === 0) return;
    const at = boundsOf(rings.flat());
    const scale = Math.sqrt(Math.abs(matrix[0]! * matrix[3]! - matrix[1]! * matrix[2]!));
    const named = Object.entries(OPS).find(([, code]) => code === operator)?.[0] ?? "";
    if (/fill/i.test(named)) {
      const covers = (x: number, y: number): boolean => isInside(rings, x, y);
      this.push({ kind: "fill", color: fill, alpha: fillAlpha, at, width: 0, text: "", covers });
    }
    if (/stroke/i.test(named))
      this.push({ kind: "stroke", color: stroke, alpha: strokeAlpha, at, width: width * scale, text: "" });
  }

  private push(paint: Omit<Paint, "tag" | "sequence" | "covers"> & Partial<Pick<Paint, "covers">>): void {
    this.paints.push({ covers: () => false, ...paint, tag: this.tag, sequence: this.sequence });
  }
}

function isInner(tag: string): boolean {
  return tag === "Span" || tag === "ReversedChars";
}

/** The corners of each part of a path, as pdf.js holds it: a code, then its points. Of a curve only the ends. */
function ringsOf(path: ArrayLike<number>): readonly (readonly Point[])[] {
  const rings: Point[][] = [];
  let at = 0;
  while (at < path.length) {
    const code = path[at++]!;
    if (code === 4) continue;
    const length = code === 2 ? 6 : code === 3 ? 4 : 2;
    const point: Point = [path[at + length - 2]!, path[at + length - 1]!];
    at += length;
    if (code === 0) rings.push([point]);
    else rings.at(-1)?.push(point);
  }
  return rings;
}

/** Even-odd rule. */
function isInside(rings: readonly (readonly Point[])[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings)
    ring.forEach(([x1, y1], index) => {
      const [x2, y2] = ring[(index + 1) % ring.length]!;
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    });
  return inside;
}

function boundsOf(points: readonly Point[]): Bounds {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function mapped([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[], [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** The matrix that maps by the second, then by the first. */
function multiplied(first: readonly number[], second: readonly number[]): readonly number[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = second;
  const [ox, oy] = mapped(first, [0, 0]);
  const [ix, iy] = mapped(first, [a, b]);
  const [jx, jy] = mapped(first, [c, d]);
  const [kx, ky] = mapped(first, [e, f]);
  return [ix - ox, iy - oy, jx - ox, jy - oy, kx, ky];
}
