import { contrastRatio } from "../../../contrast-ratio.ts";
import { hexOfOklch } from "../../../perceived-color.ts";
import { apartness } from "./roles-apart.ts";

/** Least difference of two categories to any kind of eyes (CIEDE2000). */
const apart = 9;
/** Least difference of their lightness in grey print, L*, if there is such a colour. */
const greyApart = 4;
/** WCAG 2.2, 1.4.11. */
const markContrast = 3;

/**
 * The qualitative colours of a theme with an accent of its own: the accent leads those of its base. A colour that is
 * too close to the accent for some eyes, or too faint on the paper, gives way to another that is apart from all.
 *
 * @param base qualitative colours, the base's accent first
 */
export function leadPalette(accent: string, base: readonly string[], paper: string): readonly string[] {
  const rest = base.slice(1);
  const palette = [accent];
  for (const [index, color] of rest.entries()) {
    const beside = [...palette, ...rest.slice(index + 1)];
    const stands = (candidate: string, least: number): boolean =>
      contrastRatio(candidate, paper) >= markContrast && beside.every((other) => areApart(candidate, other, least));
    const keeps = contrastRatio(color, paper) >= markContrast && areApart(color, accent, 0);
    palette.push(keeps ? color : (firstOf(allAround(), stands) ?? color));
  }
  return palette;
}

function firstOf(colors: readonly string[], stands: (color: string, least: number) => boolean): string | undefined {
  return colors.find((color) => stands(color, greyApart)) ?? colors.find((color) => stands(color, 0));
}

function areApart(one: string, other: string, leastGrey: number): boolean {
  const { normal, dichromat, grey } = apartness(one, other);
  return grey >= leastGrey && Math.min(normal, dichromat) >= apart;
}

let around: readonly string[] | undefined;

/** Colours of middle and other lightness all around the circle, clear ones before pale ones; made when first needed. */
function allAround(): readonly string[] {
  const hues = Array.from({ length: 15 }, (_, index) => 20 + 24 * index);
  around ??= [50, 42, 34, 58, 26, 64, 72, 80, 88].flatMap((level) =>
    hues.flatMap((h) => [0.13, 0.06, 0.02].map((c) => hexOfOklch({ l: level / 100, c, h }))),
  );
  return around;
}
