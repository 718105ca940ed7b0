import { describe, expect, it } from "vitest";
import type { CanvasContext } from "../../../../../functions/core/drawing.ts";
import { chartPage, testChart } from "../chart-fixtures.ts";

// Only the label of the third view extends beyond its frame.
const rows = ["a", "b", "c", "d"].flatMap((view, i) =>
  [1, 2].map((x) => ({ view: `view ${view}`, x, y: i === 2 && x === 2 ? 10 : 4 })),
);
const spec = {
  data: { name: "data" },
  facet: { field: "view", title: null },
  columns: 2,
  spec: {
    height: 60,
    layer: [{ mark: "point" }, { mark: { type: "text", dy: -12 }, encoding: { text: { field: "y" } } }],
    encoding: {
      x: { field: "x", type: "quantitative" },
      y: { field: "y", type: "quantitative", scale: { domain: [0, 10], nice: false } },
    },
  },
};

describe("alignHeaders", () => {
  it("sets the titles of a row of views on one line, whatever their views draw", async () => {
    const { chart } = await testChart(spec, rows);
    const { content } = await chartPage(chart);
    expect(content).not.toBe("");
    const places = await titlesOf(chart);
    expect(places.map(({ text }) => text)).toEqual(["view a", "view b", "view c", "view d"]);
    const [a, b, c, d] = places.map(({ y }) => y) as [number, number, number, number];
    expect(b).toBeCloseTo(a, 5);
    expect(d).toBeCloseTo(c, 5);
    expect(c - a).toBeGreaterThan(60);
  });
});

/** Returns where a chart writes its titles, by a drawing context that follows only translations. */
function titlesOf(chart: { draw(context: CanvasContext): void }): { readonly text: string; readonly y: number }[] {
  const found: { text: string; y: number }[] = [];
  let offset = 0;
  const saved: number[] = [];
  const known: Record<string, (...values: never[]) => unknown> = {
    save: () => saved.push(offset),
    restore: () => (offset = saved.pop() ?? 0),
    translate: (_x: number, y: number) => (offset += y),
    setTransform: (_a: number, _b: number, _c: number, _d: number, _e: number, y: number) => (offset = y),
    fillText: (text: string, _x: number, y: number) =>
      text.startsWith("view ") ? found.push({ text, y: offset + y }) : undefined,
    measureText: () => ({ width: 0 }),
  };
  chart.draw(
    new Proxy(
      {},
      { get: (_target, name) => known[String(name)] ?? (() => undefined), set: () => true },
    ) as CanvasContext,
  );
  return found;
}
