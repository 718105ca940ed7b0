import { describe, expect, it } from "vitest";
import { hexOf, readCssColor } from "../../functions/core/css-color.ts";
import { chromiumColors } from "./chromium-colors.ts";

describe("readCssColor", () => {
  it.each(chromiumColors)("reads %s as a browser does", (text, [red, green, blue, alpha]) => {
    const color = readCssColor(text)!;
    expect(Math.round(color.alpha * 255)).toBe(alpha);
    // A canvas stores translucent colours multiplied by their alpha, and so less exactly.
    const tolerance = alpha === 255 ? 1 : 2;
    if (alpha === 0) return;
    for (const [index, value] of [red, green, blue].entries())
      expect(Math.abs(Math.round(color.components[index]! * 255) - value!)).toBeLessThanOrEqual(tolerance);
  });

  it.each([
    "reddish",
    "rgb(1 2)",
    "rgb(1 2, 3)",
    "#ggg",
    "hsl(120, 50, 50)",
    "rgba(1,2,3,)",
    "rgb(NaN, NaN, NaN)",
    "rgb(1,2,3,4,5)",
    "color(foo 1 2 3)",
    "#12345",
    "",
  ])("rejects %j as a colour", (text) => {
    expect(readCssColor(text)).toBeUndefined();
  });

  it("takes none for nothing to paint, as SVG does", () => {
    expect(readCssColor("none")).toEqual({ components: [0, 0, 0], alpha: 0 });
  });
});

describe("hexOf", () => {
  it("gives #rrggbb", () => {
    expect(hexOf([1, 0.5, 0])).toBe("#ff8000");
  });
});
