import { contrastRatio } from "../../../contrast-ratio.ts";
import { hexOf, readCssColor } from "../../../css-color.ts";
import { towards } from "../../layout/readable-color.ts";

/** The page in the dark, and the lightest ink on it. */
export const darkPaper = "#15171a";
const lightInk = "#ffffff";
/** Lightness in HSL of the darkest and the lightest colour in the dark. */
const [darkest, lightest] = [0.09, 0.93];
/** Text needs 4.5 (WCAG 2.2, 1.4.3), also on a tint, which is lighter than the page. */
const enough = 5.5;

/**
 * A colour's counterpart in the dark: the same hue with its lightness mirrored, so that what stood out on white paper
 * stands out on dark, words stay legible on their bars, and a scale keeps its order. It has the contrast against the
 * dark page that the colour has against the paper, up to that which text needs.
 *
 * @param color `#rrggbb` @param paper the theme's
 */
export function darkColor(color: string, paper: string): string {
  if (color === paper) return darkPaper;
  const { components } = readCssColor(color)!;
  const mirrored = withLightness(components, (lightness) => darkest + (1 - lightness) * (lightest - darkest));
  const wanted = Math.min(enough, contrastRatio(color, paper));
  return towards(mirrored, lightInk, (lighter) => contrastRatio(lighter, darkPaper) >= wanted);
}

/** A colour with another lightness in HSL. */
function withLightness(
  [red, green, blue]: readonly [number, number, number],
  change: (lightness: number) => number,
): string {
  const [high, low] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const lightness = (high + low) / 2;
  const next = Math.min(1, Math.max(0, change(lightness)));
  const range = 1 - Math.abs(2 * lightness - 1);
  const saturation = range === 0 ? 0 : (high - low) / range;
  const spread = saturation * (1 - Math.abs(2 * next - 1));
  const share = (value: number): number => (high === low ? 0 : (value - low) / (high - low) - 0.5);
  return hexOf([red, green, blue].map((value) => Math.min(1, Math.max(0, next + share(value) * spread))));
}
