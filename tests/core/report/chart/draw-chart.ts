import type { CanvasContext } from "../../../../functions/core/drawing.ts";
import type { ChartSettings } from "../../../../functions/core/report/chart/chart-settings.ts";
import type { Spec } from "../../../../functions/core/report/chart/spec.ts";
import type { Row } from "../../../../functions/core/report/query/table.ts";
import { testChart, testTypesetter, type TestChart } from "./chart-fixtures.ts";

/** A text as drawn. */
export interface DrawnText {
  readonly text: string;
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
  readonly angle: number;
}

/** A straight line as drawn. Those of one path have the same number. */
export interface DrawnLine {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly path: number;
  /** Colour of its stroke; none if its path is only filled. */
  stroke?: string;
}

export interface DrawnChart extends TestChart {
  readonly texts: readonly DrawnText[];
  /** Straight lines, in drawing order. */
  readonly lines: readonly DrawnLine[];
}

/** Compiles a chart and reads where its texts and straight lines are drawn, in points from its upper left corner. */
export async function drawChart(
  spec: Spec,
  rows: readonly Row[],
  settings: Partial<ChartSettings> = {},
): Promise<DrawnChart> {
  const made = await testChart(spec, rows, settings);
  const { texts, lines, context } = recordDrawing(settings);
  made.chart.draw(context);
  return { ...made, texts, lines };
}

/** A canvas that notes texts and straight lines. */
export function recordDrawing({ measurer = testTypesetter() }: Partial<ChartSettings> = {}): {
  readonly texts: DrawnText[];
  readonly lines: DrawnChart["lines"];
  readonly context: CanvasContext;
} {
  const texts: DrawnText[] = [];
  const lines: DrawnLine[] = [];
  let path = 0;
  let matrix = new Matrix();
  const stack: { readonly matrix: Matrix; readonly state: Record<string, unknown> }[] = [];
  let state: Record<string, unknown> = { textAlign: "left", textBaseline: "alphabetic", font: "10px sans-serif" };
  let at: readonly [number, number] | undefined;
  const methods: Record<string, (...values: number[]) => unknown> = {
    save: () => stack.push({ matrix, state: { ...state } }),
    restore: () => {
      const last = stack.pop();
      if (last !== undefined) ({ matrix, state } = last);
    },
    translate: (x, y) => (matrix = matrix.translated(x!, y!)),
    scale: (x, y) => (matrix = matrix.scaled(x!, y!)),
    rotate: (angle) => (matrix = matrix.rotated(angle!)),
    beginPath: () => (path += 1),
    stroke: () => {
      for (let i = lines.length - 1; i >= 0 && lines[i]!.path === path; i--)
        lines[i]!.stroke = String(state["strokeStyle"]);
    },
    moveTo: (x, y) => (at = matrix.apply(x!, y!)),
    lineTo: (x, y) => {
      const to = matrix.apply(x!, y!);
      if (at !== undefined) lines.push({ x1: at[0], y1: at[1], x2: to[0], y2: to[1], path });
      at = to;
    },
    fillText: (text, x, y) => {
      const size = Number(/([\d.]+)px/.exec(String(state["font"]))?.[1]);
      const weight = /600|bold/.test(String(state["font"])) ? 600 : 400;
      const width = measurer.measure(String(text), { family: "sans", weight, size, features: ["tnum"] });
      const [left, base] = matrix.apply(
        x! - width * (state["textAlign"] === "center" ? 0.5 : state["textAlign"] === "right" ? 1 : 0),
        y!,
      );
      texts.push({
        text: String(text),
        x1: left,
        x2: left + width,
        y1: base - size * 0.75,
        y2: base + size * 0.2,
        angle: matrix.angle,
      });
    },
    measureText: (text) => ({ width: measurer.measure(String(text), { family: "sans", weight: 400, size: 8.5 }) }),
    createLinearGradient: () => ({ addColorStop: () => undefined }),
  };
  const context = new Proxy(
    {},
    {
      get: (_, name) => methods[String(name)] ?? state[String(name)] ?? (() => undefined),
      set: (_, name, value) => ((state[String(name)] = value), true),
    },
  ) as CanvasContext;
  return { texts, lines, context };
}

class Matrix {
  readonly values: readonly [number, number, number, number, number, number];
  constructor(values: readonly [number, number, number, number, number, number] = [1, 0, 0, 1, 0, 0]) {
    this.values = values;
  }
  get angle(): number {
    return Math.round((Math.atan2(this.values[1], this.values[0]) * 180) / Math.PI);
  }
  apply(x: number, y: number): readonly [number, number] {
    const [a, b, c, d, e, f] = this.values;
    return [a * x + c * y + e, b * x + d * y + f];
  }
  translated(x: number, y: number): Matrix {
    const [a, b, c, d] = this.values;
    const [e, f] = this.apply(x, y);
    return new Matrix([a, b, c, d, e, f]);
  }
  scaled(x: number, y: number): Matrix {
    const [a, b, c, d, e, f] = this.values;
    return new Matrix([a * x, b * x, c * y, d * y, e, f]);
  }
  rotated(angle: number): Matrix {
    const [a, b, c, d, e, f] = this.values;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return new Matrix([a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f]);
  }
}
