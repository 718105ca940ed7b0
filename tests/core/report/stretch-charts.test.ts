import { describe, expect, test } from "vitest";
import type { Chart } from "../../../functions/core/report/chart/chart.ts";
import type { Figure } from "../../../functions/core/report/document/document.ts";
import type { Warning } from "../../../functions/core/errors.ts";
import type { MeasuredLayout } from "../../../functions/core/report/layout/page.ts";
import { stretchCharts } from "../../../functions/core/report/stretch-charts.ts";
import { figure } from "./layout/layout-fixture.ts";

const figures = [figure("f", 1), figure("g", 2)] as readonly Figure[];
const chart = (height: number, plots?: number): Chart => ({
  name: "chart",
  width: 100,
  height,
  alt: "A chart.",
  draw: () => undefined,
  ...(plots !== undefined && { plots }),
});

/** A layout of figures with these heights. */
function layoutOf(heights: Readonly<Record<string, number>>): MeasuredLayout {
  const boxes = Object.entries(heights).map(
    ([name, height]) =>
      ({ kind: "chart", means: "layout", x: 0, y: 0, width: 100, height, figure: name, scale: 1 }) as const,
  );
  return { pages: [{ width: 500, height: 700, boxes }], structure: [], outline: [], quality: {} as never };
}

/** Stretches the charts of a layout. @param high height of a chart by the factor */
async function stretched(heights: Readonly<Record<string, number>>, high: (stretch: number) => number, plots = 80) {
  const charts = new Map([
    ["f", chart(100, plots)],
    ["g", chart(100)],
  ]);
  const warnings: Warning[] = [];
  const asked: number[] = [];
  const layout = await stretchCharts(
    layoutOf(heights),
    figures,
    charts,
    async (_, stretch) => {
      asked.push(Math.round(stretch * 1000) / 1000);
      return chart(high(stretch), plots);
    },
    (warning) => warnings.push(warning),
  );
  const scales = layout.pages[0]!.boxes.map((box) => (box.kind === "chart" ? box.scale : 0));
  return { heights: [...charts.values()].map(({ height }) => Math.round(height * 10) / 10), asked, warnings, scales };
}

const even = (stretch: number): number => 20 + 80 * stretch;

describe("charts that layout made taller or lower", () => {
  test("are compiled again to fill their room, and no others", async () => {
    expect(await stretched({ f: 120, g: 100 }, even)).toMatchObject({ heights: [118.5, 100], asked: [1.231] });
    expect(await stretched({ f: 90, g: 100 }, even)).toMatchObject({ heights: [88.5, 100], asked: [0.856] });
    expect(await stretched({ f: 100.3, g: 100 }, even)).toMatchObject({ heights: [100, 100], asked: [] });
    // The height of the second has a meaning.
    expect(await stretched({ f: 100, g: 120 }, even)).toMatchObject({ heights: [100, 100], asked: [] });
  });

  test("are compiled once more if their axes need other room then", async () => {
    expect(await stretched({ f: 120, g: 100 }, (stretch) => even(stretch) + 12)).toMatchObject({
      heights: [118.5, 100],
      asked: [1.231, 1.081],
    });
  });

  test("stay as they are if that does not help: with room under them, or scaled down and told", async () => {
    const stuck = await stretched({ f: 120, g: 100 }, () => 140);
    expect(stuck).toMatchObject({ heights: [100, 100], warnings: [], scales: [1, 1] });
    expect(stuck.asked).toHaveLength(3);
    const low = await stretched({ f: 90, g: 100 }, () => 140);
    expect(low).toMatchObject({ heights: [100, 100], scales: [0.9, 1] });
    expect(low.warnings.map(({ code, message }) => [code, message])).toEqual([
      ["scaled-figure", "Figure 1 was drawn at 90% of its size to fit its page"],
    ]);
  });
});
