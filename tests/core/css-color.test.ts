import { describe, expect, it } from "vitest";
import { hexOf, readCssColor } from "../../functions/core/css-color.ts";

/** The colour with which Chromium 150 fills a pixel of a canvas: red, green, blue and alpha from 0 to 255. */
const pixels: readonly (readonly [string, readonly number[]])[] = [
  ["rgba(1,2,3)", [1, 2, 3, 255]],
  ["rgba(10,200,30,0.5)", [10, 199, 30, 128]],
  ["rgb(1 2 3)", [1, 2, 3, 255]],
  ["rgb(1 2 3 / 50%)", [2, 2, 4, 128]],
  ["rgb(10% 20% 30%)", [26, 51, 77, 255]],
  ["rgb(50%, 20%, 10%)", [128, 51, 26, 255]],
  ["rgb(300 -20 0)", [255, 0, 0, 255]],
  ["hsl(120 50 50)", [64, 191, 64, 255]],
  ["hsl(120deg 50% 50% / .5)", [64, 191, 64, 128]],
  ["hsl(120, 50%, 50%)", [64, 191, 64, 255]],
  ["hsla(200, 30%, 60%, 50%)", [122, 163, 183, 128]],
  ["hsl(0.5turn 50% 50%)", [64, 191, 191, 255]],
  ["hsl(3.14rad 50% 50%)", [64, 191, 191, 255]],
  ["hsl(200grad 50% 50%)", [64, 191, 191, 255]],
  ["hsl(-60 100% 50%)", [255, 0, 255, 255]],
  ["hwb(120 10% 20%)", [26, 204, 26, 255]],
  ["hwb(30 60% 70%)", [118, 118, 118, 255]],
  ["lab(50 20 30)", [161, 105, 69, 255]],
  ["lab(50% 20 30)", [161, 105, 69, 255]],
  ["lab(50% 50% -50%)", [176, 67, 228, 255]],
  ["lch(50% 40 200)", [0, 136, 141, 255]],
  ["lch(60 30% 20deg)", [216, 112, 120, 255]],
  ["oklab(0.6 0.1 0.05)", [186, 100, 92, 255]],
  ["oklab(60% 40% -20%)", [188, 79, 172, 255]],
  ["oklch(0.7 0.1 200)", [64, 177, 183, 255]],
  ["oklch(70% .1 200deg)", [64, 177, 183, 255]],
  ["oklch(70% 0.4 200)", [0, 212, 254, 255]],
  ["oklch(40% 0.268735435 34.568626)", [172, 0, 0, 255]],
  ["color(srgb 1 0 0 / 0.5)", [255, 0, 0, 128]],
  ["color(display-p3 1 0 0)", [255, 0, 0, 255]],
  ["color(display-p3 0.3 0.6 0.2)", [36, 155, 25, 255]],
  ["color(a98-rgb .5 .6 .7)", [116, 154, 181, 255]],
  ["color(rec2020 .5 .4 .3)", [154, 112, 87, 255]],
  ["color(prophoto-rgb .5 .5 .2)", [161, 146, 36, 255]],
  ["color(xyz 0.3 0.4 0.5)", [92, 184, 181, 255]],
  ["color(xyz-d50 .3 .4 .2)", [122, 184, 127, 255]],
  ["color(xyz-d65 .3 .4 .2)", [139, 182, 107, 255]],
  ["color(srgb-linear .5 .2 .1)", [188, 124, 89, 255]],
  ["color(SRGB 50% 20% 10%)", [128, 51, 26, 255]],
  ["currentColor", [0, 0, 0, 255]],
  ["transparent", [0, 0, 0, 0]],
  ["RebeccaPurple", [102, 51, 153, 255]],
  ["#abc", [170, 187, 204, 255]],
  ["#abc8", [171, 188, 204, 136]],
  ["#12345678", [17, 51, 85, 120]],
  ["#ABCDEF", [171, 205, 239, 255]],
  [" red ", [255, 0, 0, 255]],
  ["rgb(none 20 30)", [0, 20, 30, 255]],
  ["hsl(none 50% 50%)", [191, 64, 64, 255]],
  ["RGB(1,2,3)", [1, 2, 3, 255]],
  ["lab(none 20 30)", [42, 0, 0, 255]],
  ["rgb(10% 20 30)", [26, 20, 30, 255]],
  ["grey", [128, 128, 128, 255]],
  ["lightgoldenrodyellow", [250, 250, 210, 255]],
  ["rgb(1.4, 2.6, 3.5)", [1, 3, 4, 255]],
];

describe("readCssColor", () => {
  it.each(pixels)("reads %s as a browser does", (text, [red, green, blue, alpha]) => {
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
