import { expect, test } from "vitest";
import { checkTheme } from "../../../../functions/core/template/theme/check-theme.ts";
import { contrastRatio } from "../../../../functions/core/contrast-ratio.ts";
import { defaultTheme } from "../../../../functions/core/template/theme/default-theme.ts";

/**
 * Matrices from linear RGB to what dichromats see: Machado, Oliveira and Fernandes (2009), "A Physiologically-based
 * Model for Simulation of Color Vision Deficiency", table 1, severity 1.
 */
const eyes = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
} as const;

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
  for (const [index, value] of lightness.slice(1).entries()) expect(value - (lightness[index] ?? 0)).toBeGreaterThanOrEqual(6.5);
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

type Triple = readonly [number, number, number];

function see(colour: string, matrix: readonly (readonly number[])[]): Triple {
  const linear = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return matrix.map((row) => Math.min(1, Math.max(0, row.reduce((sum, factor, index) => sum + factor * (linear[index] ?? 0), 0)))) as unknown as Triple;
}

/** Converts to CIELAB under D65. */
function lab([red, green, blue]: Triple): Triple {
  const [x, y, z] = [
    (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
    0.2126729 * red + 0.7151522 * green + 0.072175 * blue,
    (0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883,
  ].map((value) => (value > 216 / 24389 ? Math.cbrt(value) : (value * 24389) / 27 / 116 + 16 / 116)) as unknown as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(one: Triple, other: Triple): number {
  return Math.hypot(...one.map((value, index) => value - (other[index] ?? 0)));
}
