import { describe, expect, test } from "vitest";
import { checkTheme } from "../../../../../functions/core/report/template/theme/check-theme.ts";
import { contrastRatio } from "../../../../../functions/core/contrast-ratio.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { readTheme, shippedThemes } from "../../../../../functions/core/report/template/theme/read-theme.ts";
import type { Theme } from "../../../../../functions/core/report/template/template.ts";

/**
 * Matrices from linear RGB to what dichromats see: Machado, Oliveira and Fernandes (2009), "A Physiologically-based
 * Model for Simulation of Color Vision Deficiency", table 1, severity 1.
 */
const eyes = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
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
  expect(theme({ accent: "#00457c" }).widePalette).toEqual(["#00457c", ...defaultTheme.widePalette!.slice(1)]);
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

type Triple = readonly [number, number, number];

function see(colour: string, matrix: readonly (readonly number[])[]): Triple {
  const linear = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, factor, index) => sum + factor * (linear[index] ?? 0), 0),
      ),
    ),
  ) as unknown as Triple;
}

/** Converts to CIELAB under D65. */
function lab([red, green, blue]: Triple): Triple {
  const [x, y, z] = [
    (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
    0.2126729 * red + 0.7151522 * green + 0.072175 * blue,
    (0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883,
  ].map((value) =>
    value > 216 / 24389 ? Math.cbrt(value) : (value * 24389) / 27 / 116 + 16 / 116,
  ) as unknown as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(one: Triple, other: Triple): number {
  return Math.hypot(...one.map((value, index) => value - (other[index] ?? 0)));
}

/** The colour difference CIEDE2000; Sharma, Wu and Dalal (2005), equations 2 to 22. */
function ciede2000([L1, a1, b1]: Triple, [L2, a2, b2]: Triple): number {
  const radians = Math.PI / 180;
  const chroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const stretch = 1.5 - 0.5 * Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));
  const [c1, c2] = [Math.hypot(a1 * stretch, b1), Math.hypot(a2 * stretch, b2)];
  const hue = (a: number, b: number): number =>
    a === 0 && b === 0 ? 0 : (Math.atan2(b, a * stretch) / radians + 360) % 360;
  const [h1, h2] = [hue(a1, b1), hue(a2, b2)];
  const grey = c1 * c2 === 0;
  const turn = grey ? 0 : h2 - h1 > 180 ? h2 - h1 - 360 : h2 - h1 < -180 ? h2 - h1 + 360 : h2 - h1;
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * radians);
  const [L, C] = [(L1 + L2) / 2, (c1 + c2) / 2];
  const sum = h1 + h2;
  const H = grey ? sum : Math.abs(h1 - h2) <= 180 ? sum / 2 : sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
  const cos = (angle: number): number => Math.cos(angle * radians);
  const T = 1 - 0.17 * cos(H - 30) + 0.24 * cos(2 * H) + 0.32 * cos(3 * H + 6) - 0.2 * cos(4 * H - 63);
  const rotation =
    -Math.sin(60 * Math.exp(-(((H - 275) / 25) ** 2)) * radians) * 2 * Math.sqrt(C ** 7 / (C ** 7 + 25 ** 7));
  const [l, c, h] = [
    (L2 - L1) / (1 + (0.015 * (L - 50) ** 2) / Math.sqrt(20 + (L - 50) ** 2)),
    (c2 - c1) / (1 + 0.045 * C),
    dH / (1 + 0.015 * C * T),
  ];
  return Math.sqrt(l * l + c * c + h * h + rotation * c * h);
}
