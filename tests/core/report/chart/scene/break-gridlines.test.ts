import { describe, expect, it } from "vitest";
import { breakGridlines } from "../../../../../functions/core/report/chart/scene/break-gridlines.ts";
import type { SceneItem, SceneMark } from "../../../../../functions/core/report/chart/scene/scene.ts";
import { chartPage, testChart } from "../chart-fixtures.ts";

const color = "#d4d4d0";
const nowhere = { x1: 0, y1: 0, x2: 0, y2: 0 };

function mark(marktype: string, role: string, items: readonly Partial<SceneItem>[]): SceneMark {
  return { marktype, role, bounds: nowhere, items: items.map((item) => ({ bounds: nowhere, ...item })) };
}

function scene(
  rules: readonly Partial<SceneItem>[],
  labels: readonly Partial<SceneItem>[],
  role = "axis-grid",
): SceneMark {
  const root = mark("group", "frame", [
    { x: 10, y: 20, items: [mark("rule", role, rules), mark("text", "mark", labels)] },
  ]);
  breakGridlines(root, color);
  return root;
}

const pieces = (root: SceneMark): unknown =>
  root.items[0]!.items![0]!.items.map(({ x, x2, y, y2 }) => ({ x, x2, y, y2 }));
const label = { text: "28.1", bounds: { x1: 40, y1: 44, x2: 60, y2: 54 } };

describe("breakGridlines", () => {
  it("ends a level line two points before a label and begins it again after it", () => {
    expect(pieces(scene([{ x: 0, x2: 100, y: 50 }], [label]))).toEqual([
      { x: 0, x2: 38, y: 50, y2: undefined },
      { x: 62, x2: 100, y: 50, y2: undefined },
    ]);
  });

  it("ends all level gridlines before the names at the ends of lines, on either side", () => {
    const grid = mark("rule", "axis-grid", [
      { x: 0, x2: 100, y: 50 },
      { x: 0, x2: 100, y: 5 },
    ]);
    const lines = mark("line", "mark", [
      { x: 20, y: 9 },
      { x: 60, y: 40 },
    ]);
    const labels = (...boxes: readonly (readonly [number, number])[]): SceneMark =>
      mark(
        "text",
        "mark",
        boxes.map(([x1, x2]) => ({ text: "Israel", bounds: { x1, y1: 20, x2, y2: 30 } })),
      );
    const ends = (texts: SceneMark, ...more: readonly SceneMark[]): unknown => {
      const root = mark("group", "frame", [{ x: 10, y: 20, items: [grid, lines, ...more, texts] }]);
      breakGridlines(root, color);
      return root.items[0]!.items![0]!.items.map(({ x, x2 }) => [x, x2]);
    };
    expect(ends(labels([66, 90], [70, 99]))).toEqual([
      [0, 64],
      [0, 64],
    ]);
    expect(ends(labels([2, 15]))).toEqual([
      [17, 64],
      [17, 64],
    ]);
    // A label among the data ends no line; nor does a note at one of several lines.
    expect(ends(labels([30, 55]))).toEqual([
      [17, 64],
      [17, 64],
    ]);
    const other = mark("line", "mark", [
      { x: 20, y: 99 },
      { x: 60, y: 90 },
    ]);
    Object.assign(grid, { items: [{ bounds: nowhere, x: 0, x2: 100, y: 50 }] });
    expect(ends(labels([66, 90]), other)).toEqual([[0, 100]]);
  });

  it("ends an upright line at the label's edges, however the line runs", () => {
    expect(pieces(scene([{ x: 50, y: 100, y2: 0 }], [label]))).toEqual([
      { x: 50, x2: undefined, y: 0, y2: 44 },
      { x: 50, x2: undefined, y: 54, y2: 100 },
    ]);
  });

  it("breaks a line that runs to the left, at a place of its own", () => {
    expect(pieces(scene([{ x: 100, x2: 30, y: 50 }], [label]))).toEqual([
      { x: 30, x2: 38, y: 50, y2: undefined },
      { x: 62, x2: 100, y: 50, y2: undefined },
    ]);
  });

  it("joins the gaps of labels that overlap, and draws no crumbs", () => {
    const second = { text: "9", bounds: { x1: 55, y1: 46, x2: 97, y2: 56 } };
    expect(pieces(scene([{ x: 0, x2: 100, y: 50 }], [second, label]))).toEqual([
      { x: 0, x2: 38, y: 50, y2: undefined },
    ]);
  });

  it.each([
    ["a line beside the label", { x: 0, x2: 100, y: 55 }, label],
    ["a slanted line", { x: 0, x2: 100, y: 0, y2: 100 }, label],
    ["a point within the label", { x: 50, y: 50 }, label],
    ["a label that cannot be seen", { x: 0, x2: 100, y: 50 }, { ...label, opacity: 0 }],
    ["an empty label", { x: 0, x2: 100, y: 50 }, { ...label, text: ["", " "] }],
  ])("leaves %s alone", (_what, rule, text) => {
    const root = scene([rule], [text]);
    expect(pieces(root)).toEqual([{ y2: undefined, ...rule }]);
  });

  it("breaks a spec's own rules only where they have the colour of gridlines", () => {
    const rule = { x: 0, x2: 100, y: 50 };
    expect(pieces(scene([{ ...rule, stroke: color }], [label], "mark"))).toHaveLength(2);
    expect(pieces(scene([{ ...rule, stroke: "#a3142e" }], [label], "mark"))).toHaveLength(1);
  });

  it("is used for charts in the house style and not for charts as authored", async () => {
    const spec = {
      data: { values: [{ x: 2, y: 10 }] },
      mark: { type: "text", text: "ten" },
      height: 100,
      encoding: {
        x: { field: "x", type: "quantitative", scale: { domain: [0, 4] }, axis: null },
        y: { field: "y", type: "quantitative", scale: { domain: [0, 20], nice: false }, axis: { values: [10] } },
      },
    };
    const lines = async (settings: object): Promise<number> =>
      ((await chartPage((await testChart(spec, [], settings)).chart)).content.match(/^S$/gm) ?? []).length;
    const [house, authored] = [
      await lines({}),
      await lines({ authored: { config: { axis: { domain: false, ticks: false }, view: { stroke: null } } } }),
    ];
    expect([house, authored]).toEqual([2, 1]);
  });
});
