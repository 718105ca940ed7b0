import "culori/css";
import { clampChroma, converter, differenceCiede2000, modeLab65, modeLrgb, useMode } from "culori/fn";
import { hexOf } from "./css-color.ts";

useMode(modeLrgb);
const toLab = useMode(modeLab65);
const toLinear = converter("lrgb");
const toOklch = converter("oklch");
const toRgb = converter("rgb");
const ciede2000 = differenceCiede2000();

/**
 * What people with two kinds of cones see, by matrices over linear RGB: Machado, Oliveira and Fernandes (2009), "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency", table 1, severity 1. (`filterDeficiencyProt`
 * and its like of culori put them on the encoded values.)
 */
const dichromats = {
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

/** A colour in OKLCH: lightness from 0 to 1, chroma from 0, hue in degrees. */
export interface Oklch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

type Triple = readonly [number, number, number];

interface Lab {
  readonly mode: "lab65";
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

/** A colour as four kinds of eyes see it, in CIELAB under D65. */
export interface PerceivedColor {
  readonly normal: Lab;
  readonly protanopia: Lab;
  readonly deuteranopia: Lab;
  readonly tritanopia: Lab;
}

export type Eyes = keyof PerceivedColor;

const kept = new Map<string, PerceivedColor>();
const mostKept = 4000;

/** What four kinds of eyes see of `#rrggbb`. */
export function perceive(color: string): PerceivedColor {
  const known = kept.get(color);
  if (known !== undefined) return known;
  const { r, g, b } = toLinear(color)!;
  const perceived = {
    normal: labOf([r, g, b]),
    protanopia: labOf(through(dichromats.protanopia, [r, g, b])),
    deuteranopia: labOf(through(dichromats.deuteranopia, [r, g, b])),
    tritanopia: labOf(through(dichromats.tritanopia, [r, g, b])),
  };
  if (kept.size >= mostKept) kept.clear();
  kept.set(color, perceived);
  return perceived;
}

/** A matrix times a colour in linear RGB, clipped to what a screen shows. */
function through(matrix: readonly (readonly number[])[], [r, g, b]: Triple): Triple {
  const [red, green, blue] = matrix.map((row) => Math.min(1, Math.max(0, row[0]! * r + row[1]! * g + row[2]! * b)));
  return [red!, green!, blue!];
}

function labOf([r, g, b]: Triple): Lab {
  return toLab({ mode: "lrgb", r, g, b }) as Lab;
}

/** The colour difference CIEDE2000 to one kind of eyes, to 3 decimals. */
export function differenceTo(eyes: Eyes, one: PerceivedColor, other: PerceivedColor): number {
  return Math.round(ciede2000(one[eyes], other[eyes]) * 1000) / 1000;
}

/** `#rrggbb` in OKLCH; greys have the hue 0. */
export function oklchOf(color: string): Oklch {
  const { l, c, h = 0 } = toOklch(color)!;
  return { l, c, h };
}

/** A colour of OKLCH as `#rrggbb`; what sRGB cannot show gets as much chroma as it can. */
export function hexOfOklch({ l, c, h }: Oklch): string {
  const { r, g, b } = toRgb(clampChroma({ mode: "oklch", l, c, h }, "oklch"));
  return hexOf([r, g, b].map((value) => Math.min(1, Math.max(0, value))));
}
