import { describe, expect, it } from "vitest";
import { outlineText } from "../../../../functions/core/report/fonts/outline-text.ts";
import { testTypesetter } from "../chart/chart-fixtures.ts";

const typesetter = testTypesetter();

/** Returns the bounding box of an outline's points. */
function boxOf(text: string, font = "10px sans-serif"): readonly [number, number, number, number] {
  const points = outlineText(typesetter, text, font).steps.flatMap(({ args }) => args);
  const [xs, ys] = [points.filter((_, i) => i % 2 === 0), points.filter((_, i) => i % 2 === 1)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

describe("outlineText", () => {
  it("gives closed outlines of the requested size, y downwards from the baseline", () => {
    const { steps } = outlineText(typesetter, "H", "10px sans-serif");
    expect(steps[0]!.command).toBe("moveTo");
    expect(steps.at(-1)!.command).toBe("closePath");
    const { capHeight } = typesetter.metrics({ family: "sans", weight: 400, size: 10 });
    const [, top, , bottom] = boxOf("H");
    expect(top).toBeCloseTo(-capHeight, 1);
    expect(bottom).toBeCloseTo(0, 6);
    expect(boxOf("H", "20px sans-serif")[1]).toBeCloseTo(2 * top, 6);
    expect(boxOf("H", "bold 10px sans-serif")[2]).toBeGreaterThan(boxOf("H")[2]);
  });

  it("sets letters one after another, as wide as they are measured, in whatever face has them", () => {
    for (const text of ["Tables", "AVA", "1,204", "北京", "report 报告", "שלום"]) {
      const { width } = outlineText(typesetter, text, "12px sans-serif");
      expect(width, text).toBeCloseTo(
        typesetter.measure(text, { family: "sans", weight: 400, size: 12, features: ["tnum"] }),
        6,
      );
      const [left, , right] = boxOf(text, "12px sans-serif");
      expect(left, text).toBeGreaterThan(-1);
      expect(right, text).toBeLessThan(width + 1);
      expect(right - left, text).toBeGreaterThan(width * 0.8);
    }
  });

  it("has nothing for a text without ink or a font without a size", () => {
    expect(outlineText(typesetter, " ", "10px serif").steps).toEqual([]);
    expect(outlineText(typesetter, "word", "0px serif")).toEqual({ steps: [], width: 0 });
  });
});
