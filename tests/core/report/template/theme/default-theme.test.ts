import { describe, expect, test } from "vitest";
import { checkTheme } from "../../../../../functions/core/report/template/theme/check-theme.ts";
import { contrastRatio } from "../../../../../functions/core/contrast-ratio.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { readTheme, shippedThemes } from "../../../../../functions/core/report/template/theme/read-theme.ts";
import type { Theme } from "../../../../../functions/core/report/template/theme.ts";
import { ciede2000, distance, eyes, lab, see } from "./eyes.ts";

test("contrast is computed as WCAG does", () => {
  expect(contrastRatio("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrastRatio("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  expect(contrastRatio("#ffffff", "#777777")).toBe(contrastRatio("#777777", "#ffffff"));
});

test("text stands at least 4.5:1, marks at least 3:1", () => {
  expect(checkTheme(defaultTheme)).toEqual([]);
  expect(contrastRatio(defaultTheme.muted, defaultTheme.tint)).toBeGreaterThan(4.5);
});

test("a faint colour is warned of", () => {
  expect(checkTheme({ ...defaultTheme, muted: "#aaaaaa" })).toMatchObject([{ code: "low-contrast", seen: "#aaaaaa" }]);
});

test.each(Object.entries(eyes))("every pair of the palette is distinguishable: %s", (_, matrix) => {
  const colours = defaultTheme.palette.map((colour) => lab(see(colour, matrix)));
  for (const [index, one] of colours.entries()) {
    for (const other of colours.slice(index + 1)) expect(distance(one, other)).toBeGreaterThanOrEqual(18);
  }
});

test("a grey print keeps six lightnesses apart", () => {
  const lightness = defaultTheme.palette.map((colour) => lab(see(colour, eyes.normal))[0]).sort((a, b) => a - b);
  expect(defaultTheme.palette).toHaveLength(6);
  for (const [index, value] of lightness.slice(1).entries())
    expect(value - (lightness[index] ?? 0)).toBeGreaterThanOrEqual(6.5);
});

describe.each(Object.entries(shippedThemes))(
  "the nine colours of the %s theme",
  (_, { widePalette = [], accent, paper }) => {
    test.each(Object.entries(eyes))("stay apart to eyes: %s", (_kind, matrix) => {
      const colours = widePalette.map((colour) => lab(see(colour, matrix)));
      for (const [index, one] of colours.entries())
        for (const other of colours.slice(index + 1)) expect(ciede2000(one, other)).toBeGreaterThanOrEqual(10);
    });

    test("begin with the accent, stand 3:1 on paper and differ in grey print", () => {
      expect(widePalette).toHaveLength(9);
      expect(widePalette[0]).toBe(accent);
      for (const colour of widePalette) expect(contrastRatio(colour, paper)).toBeGreaterThanOrEqual(3);
      const lightness = widePalette.map((colour) => lab(see(colour, eyes.normal))[0]).sort((a, b) => a - b);
      for (const [index, value] of lightness.slice(1).entries())
        expect(value - lightness[index]!).toBeGreaterThanOrEqual(5.5);
    });
  },
);

test.each([
  // Sharma, Wu and Dalal (2005), table 1, pairs 1, 7, 13, 17, 20 and 25.
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, 0, 0], [50, -1, 2], 2.3669],
  [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [58, 24, 15], 19.4535],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
] as const)("CIEDE2000 of %j and %j is %d", (one, other, difference) => {
  expect(ciede2000(one, other)).toBeCloseTo(difference, 4);
});

test("a theme's own accent leads the nine colours, and its own palette takes their place", () => {
  const problems = { add: () => undefined } as never;
  const yaml = { locate: () => ({}) } as never;
  const theme = (own: object): Theme => readTheme(own as never, yaml, "template.yaml", "/theme", new Map(), problems);
  expect(theme({ accent: "#00457c" }).widePalette).toHaveLength(9);
  expect(theme({ accent: "#00457c" }).widePalette![0]).toBe("#00457c");
  expect(theme({ palette: ["#00457c", "#888888"] }).widePalette).toBeUndefined();
});

test("sequential colours darken step by step", () => {
  const lightness = defaultTheme.sequential.map((colour) => lab(see(colour, eyes.normal))[0]);
  expect(lightness).toEqual([...lightness].sort((a, b) => b - a));
});

test("diverging colours are darkest at both ends and lightest in the middle", () => {
  const lightness = defaultTheme.diverging.map((colour) => lab(see(colour, eyes.normal))[0]);
  const middle = lightness.indexOf(Math.max(...lightness));
  expect(middle).toBe(3);
  expect(lightness.slice(0, middle + 1)).toEqual(lightness.slice(0, middle + 1).sort((a, b) => a - b));
  expect(lightness.slice(middle)).toEqual(lightness.slice(middle).sort((a, b) => b - a));
});
