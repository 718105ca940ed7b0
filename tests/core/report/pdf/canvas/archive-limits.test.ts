import { describe, expect, it } from "vitest";
import type { CanvasContext } from "../../../../../functions/core/drawing.ts";
import { createFontFiles } from "../../../../../functions/adapters/font-files.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { generateChart } from "../../../../../functions/core/report/generate-chart.ts";
import { checkPdf } from "../../../../../functions/proof/check-pdf.ts";
import { readFace, testTypesetter } from "../../chart/chart-fixtures.ts";
import { canvasPage } from "../canvas-page.ts";

const typesetter = testTypesetter();

async function contentOf(draw: (context: CanvasContext) => void): Promise<string> {
  return (await canvasPage(typesetter, readFace, 100, 100, draw)).content;
}

/** Returns how deep graphics states are nested. */
function deepest(content: string): number {
  let [depth, most] = [0, 0];
  for (const [state] of content.matchAll(/^[qQ]\b/gm)) {
    depth += state === "q" ? 1 : -1;
    most = Math.max(most, depth);
  }
  expect(depth).toBe(0);
  return most;
}

/** Reads nested clips and filled rectangles from the content; returns the clips in force at each fill. */
function clipsAtFills(content: string): readonly (readonly string[])[] {
  const saved: string[][] = [];
  let clips: string[] = [];
  let path = "";
  const found: string[][] = [];
  for (const line of content.split("\n")) {
    if (line === "q") saved.push([...clips]);
    else if (line === "Q") clips = saved.pop()!;
    else if (line.endsWith(" re")) path = line;
    else if (line === "W n") clips.push(path);
    else if (line === "f") found.push([...clips, path]);
  }
  return found;
}

function vega(marks: readonly object[], more: Spec = {}): Promise<Uint8Array> {
  const order = {
    name: "limits",
    dialect: "vega" as const,
    spec: { width: 100, height: 100, ...more, marks },
    parameters: {},
    authored: {},
    language: "en",
    date: "2026-01-01",
    today: "2026-01-01",
    attach: false,
    where: {},
    marks: 1000,
  };
  return generateChart(order, createFontFiles(), () => undefined).then(({ pdf }) => pdf);
}

const nestedGroups = (levels: number): object =>
  levels === 0
    ? { type: "rect", encode: { enter: { width: { value: 100 }, height: { value: 100 }, fill: { value: "red" } } } }
    : {
        type: "group",
        clip: true,
        encode: { enter: { x: { value: 1 }, y: { value: 1 }, width: { value: 90 }, height: { value: 90 } } },
        marks: [
          nestedGroups(levels - 1),
          { type: "rect", encode: { enter: { width: { value: 5 }, height: { value: 5 }, fill: { value: "blue" } } } },
        ],
      };

describe("the limits of archived files (ISO 19005-3, 6.1.13)", () => {
  it("hold for nested clips, each as if it had its own state", async () => {
    const nest = (levels: number, context: CanvasContext): void => {
      context.save();
      context.beginPath();
      context.rect(levels, levels, 90, 90);
      context.clip();
      context.fillStyle = `rgb(${levels}, 0, 0)`;
      context.fillRect(0, 0, levels, 5);
      if (levels > 1) nest(levels - 1, context);
      context.fillStyle = `rgb(${levels}, 9, 0)`;
      context.fillRect(0, 0, levels, 7);
      context.restore();
    };
    const content = await contentOf((context) => nest(40, context));
    expect(deepest(content)).toBeLessThanOrEqual(28);
    const fills = clipsAtFills(content);
    expect(fills).toHaveLength(80);
    // Inside clip k the clips 40 to k are in force, both on the way in and on the way out.
    expect(fills.map((fill) => fill.length - 1)).toEqual([
      ...Array.from({ length: 40 }, (_, index) => index + 1),
      ...Array.from({ length: 40 }, (_, index) => 40 - index),
    ]);
    // Every fill has its own colour, even after a state was restored and set up again.
    for (const part of [0, 9])
      for (let level = 1; level <= 40; level++)
        expect(content).toContain(
          `${Math.round((level / 255) * 1000) / 1000} ${Math.round((part / 255) * 1000) / 1000} 0 rg`,
        );
  });

  it("hold for strings of very long texts", async () => {
    const text = "word ".repeat(9000);
    const page = await canvasPage(typesetter, readFace, 100, 100, (context) => {
      context.font = "1px Inter";
      context.fillText(text, 0, 50);
    });
    const lengths = [...page.content.matchAll(/<([0-9a-f]+)>/gi)].map(([, codes]) => codes!.length / 2);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(32_767);
    // There are two bytes for each glyph: none is lost.
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(text.length * 2);
  });

  it("hold for coordinates", async () => {
    const content = await contentOf((context) => {
      context.beginPath();
      context.moveTo(-1e300, 1e21);
      context.lineTo(1e15, -1e15);
      context.stroke();
      context.fillRect(0, 0, 1e30, 1e30);
    });
    const numbers = content.split(/\s+/).filter((part) => /^-?[\d.]+(e.*)?$/i.test(part));
    expect(numbers.length).toBeGreaterThan(6);
    for (const number of numbers) {
      expect(number).toMatch(/^-?\d*\.?\d+$/);
      expect(Math.abs(Number(number))).toBeLessThan(2 ** 31);
    }
  });

  it.each<readonly [string, readonly object[], Spec]>([
    ["clips 60 deep", [nestedGroups(60)], {}],
    ["a page of no size", [], { width: 0, height: 0 }],
    ["a page that is too large", [], { width: 20_000, height: 10 }],
    [
      "marks far away",
      [
        {
          type: "rule",
          encode: {
            enter: {
              x: { value: 0 },
              x2: { value: 1e25 },
              y: { value: 0 },
              y2: { value: 5 },
              stroke: { value: "red" },
            },
          },
        },
      ],
      { autosize: "none" },
    ],
    [
      "a text of 50,000 characters",
      [{ type: "text", encode: { enter: { text: { value: "x".repeat(50_000) }, fontSize: { value: 1 } } } }],
      { autosize: "none" },
    ],
    ["an alternative text of 50,000 characters", [], { description: "x".repeat(50_000) }],
  ])("make a chart with %s a sound file", async (_what, marks, more) => {
    expect(checkPdf(await vega(marks, more)).findings).toEqual([]);
  });
});
