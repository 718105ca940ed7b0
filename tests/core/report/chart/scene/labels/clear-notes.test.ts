import { expect, test } from "vitest";
import type { CanvasContext } from "../../../../../../functions/core/drawing.ts";
import type { Spec } from "../../../../../../functions/core/report/chart/spec.ts";
import { answerEdit } from "../../../../../../functions/core/report/edit/answer-edit.ts";
import type { Patch } from "../../../../../../functions/core/report/edit/edit.ts";
import type { Row } from "../../../../../../functions/core/report/query/table.ts";
import { seeded } from "../../../dataset/seeded.ts";
import { testChart } from "../../chart-fixtures.ts";
import { type DrawnText, recordDrawing } from "../../draw-chart.ts";

/** The words of lines that are added by the panel of a chart, and the bars, read from what is drawn. */
interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

const file = "charts/a.vl.json";

/** A chart's spec with a line across it, as the panel writes it. */
function withLine(spec: object, axis: "x" | "y", at: number | string, text: string): Spec {
  const written = JSON.stringify(spec, null, 2);
  const { patches } = answerEdit({
    files: { [file]: written },
    block: { file, line: 1 },
    edit: { do: "chart", change: { note: { mark: "line", axis, at, text } } },
  });
  const changed = patches.reduce(
    (whole: string, { from, to, text: put }: Patch) => whole.slice(0, from) + put + whole.slice(to),
    written,
  );
  return JSON.parse(changed.replaceAll(/\{\{ template\.theme\.\w+ \}\}/g, "#777777")) as Spec;
}

/** Draws a chart. @returns the words, and the rectangles that are filled, points from its corner */
async function drawn(spec: Spec, rows: readonly Row[]): Promise<{ texts: readonly DrawnText[]; bars: readonly Box[] }> {
  const { chart } = await testChart(spec, rows);
  const { texts, context } = recordDrawing();
  const bars: Box[] = [];
  let [x, y] = [0, 0];
  const stack: [number, number][] = [];
  let last: Box | undefined;
  const seen: Record<string, (...values: number[]) => void> = {
    save: () => void stack.push([x, y]),
    restore: () => ([x, y] = stack.pop() ?? [0, 0]),
    translate: (right, down) => ([x, y] = [x + right!, y + down!]),
    beginPath: () => (last = undefined),
    rect: (left, top, width, height) =>
      (last = { x1: x + left!, y1: y + top!, x2: x + left! + width!, y2: y + top! + height! }),
    fill: () => void (last !== undefined && bars.push(last)),
  };
  chart.draw(
    new Proxy(context, {
      get: (target, name) => {
        const own = Reflect.get(target, name) as unknown;
        const watched = seen[String(name)];
        if (watched === undefined || typeof own !== "function") return own;
        return (...values: number[]): unknown => {
          watched(...values);
          return (own as (...all: number[]) => unknown)(...values);
        };
      },
      set: (target, name, value) => Reflect.set(target, name, value),
    }) as CanvasContext,
  );
  return { texts, bars };
}

const touch = (one: Box, other: Box, gap = 0): boolean =>
  one.x1 - gap < other.x2 && other.x1 < one.x2 + gap && one.y1 - gap < other.y2 && other.y1 < one.y2 + gap;

/** Months, or names, with numbers. */
function rowsOf(random: () => number, count: number): readonly Row[] {
  return Array.from({ length: count }, (_, at) => ({ name: `N${at + 1}`, value: Math.round(5 + random() * 95) }));
}

const columns = {
  data: { name: "data" },
  height: 180,
  mark: { type: "bar", width: { band: 0.7 } },
  encoding: {
    x: { field: "name", type: "ordinal", sort: null, axis: { title: null } },
    y: { field: "value", type: "quantitative", axis: { title: null }, scale: { domain: [0, 110] } },
  },
};
const bars = {
  ...columns,
  mark: { type: "bar", height: { band: 0.7 } },
  encoding: { x: columns.encoding.y, y: columns.encoding.x },
};

const turns = process.env["SOAK"] === undefined ? 12 : 200;

test.each(["columns", "bars"] as const)("words of a line on %s lie on none where there is a place", async (kind) => {
  const random = seeded(kind === "bars" ? 7 : 8);
  let free = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const rows = rowsOf(random, 3 + Math.floor(random() * 9));
    const at = Math.round(10 + random() * 95);
    const words = "Target of the year".slice(0, 6 + Math.floor(random() * 12)).trim();
    const axis = kind === "bars" ? "x" : "y";
    const { texts, bars: filled } = await drawn(withLine(kind === "bars" ? bars : columns, axis, at, words), rows);
    const note = texts.find(({ text }) => text === words)!;
    expect(filled.length).toBe(rows.length);
    const touched = filled.filter((bar) => touch(bar, note));
    if (touched.length === 0) {
      free += 1;
      continue;
    }
    // Nowhere along the line, on either side, is there room for it: looked for point by point.
    const plot = { from: Math.min(...filled.map(({ x1 }) => x1)), to: 470, top: 0, bottom: 180 };
    const [width, height] = [note.x2 - note.x1, note.y2 - note.y1];
    const places =
      kind === "bars"
        ? Array.from({ length: plot.bottom - plot.top - 20 }, (_, down) => ({ x1: note.x1, y1: down }))
        : Array.from({ length: Math.floor(plot.to - plot.from - width) }, (_, right) => ({
            x1: plot.from + right,
            y1: note.y1,
          }));
    const room = places.filter(({ x1, y1 }) =>
      filled.every((bar) => !touch(bar, { x1, y1, x2: x1 + width, y2: y1 + height }, 5)),
    );
    expect(room, `${words} at ${at} of ${JSON.stringify(rows)}`).toEqual([]);
  }
  expect(free).toBeGreaterThan(turns / 3);
});

test("words that touch nothing stay at the beginning of their line", async () => {
  const rows = [10, 20, 100].map((value, at) => ({ name: `N${at}`, value }));
  const { texts, bars: filled } = await drawn(withLine(columns, "y", 60, "Target"), rows);
  const note = texts.find(({ text }) => text === "Target")!;
  expect(note.x1).toBeLessThan(filled[0]!.x1);
  expect(filled.some((bar) => touch(bar, note))).toBe(false);
});
