import { contrastRatio } from "../../../contrast-ratio.ts";
import { hexOfOklch, type Oklch, oklchOf } from "../../../perceived-color.ts";

/** What ramps are drawn on, and what is printed on them. */
export interface Grounds {
  readonly paper: string;
  readonly ink: string;
}

/** WCAG 2.2, 1.4.3. */
const textContrast = 4.5;
const sequentialSteps = 6;
/** Colours on each side of a diverging ramp's middle. */
const sideSteps = 3;
/** Lightness (OKLCH, 0 to 1) between the paper and the colour next to it. */
const offPaper = 0.075;
/** The share of the accent's chroma that the first colour of a sequential ramp has. */
const palest = 0.22;

/**
 * A sequential ramp in an accent's hue, in even steps of lightness (OKLCH) away from the paper. On each colour, ink or
 * paper can be read.
 *
 * @returns six colours `#rrggbb`, the one nearest to the paper first
 */
export function sequentialFrom(accent: string, grounds: Grounds): readonly string[] {
  const { l, c, h } = oklchOf(accent);
  const paper = oklchOf(grounds.paper).l;
  const light = paper >= 0.5;
  const from = paper + (light ? -offPaper : offPaper);
  const to = light ? Math.min(0.4, Math.max(0.25, l - 0.08)) : Math.max(0.82, Math.min(0.92, l + 0.08));
  return Array.from({ length: sequentialSteps }, (_, index) => {
    const share = index / (sequentialSteps - 1);
    const step = { l: from + (to - from) * share, c: c * Math.min(1, palest + 1.1 * share), h };
    return readable(step, grounds, to < from ? -1 : 1);
  });
}

/**
 * A diverging ramp: from the colour of what is below, over one close to the paper, to that of what is above.
 *
 * @returns seven colours `#rrggbb`; the first and the last are the two given
 */
export function divergingFrom(below: string, above: string, grounds: Grounds): readonly string[] {
  const paper = oklchOf(grounds.paper);
  const middle = { l: paper.l + (paper.l >= 0.5 ? -offPaper : offPaper), c: Math.min(paper.c, 0.008), h: paper.h };
  const side = (end: string): readonly string[] => {
    const { l, c, h } = oklchOf(end);
    return Array.from({ length: sideSteps - 1 }, (_, index) => {
      const share = (index + 1) / sideSteps;
      return readable({ l: middle.l + (l - middle.l) * share, c: c * share, h }, grounds, l < middle.l ? -1 : 1);
    });
  };
  return [below, ...side(below).toReversed(), hexOfOklch(middle), ...side(above), above];
}

/** Whether ink or paper can be read on a colour. */
export function carriesText(color: string, { ink, paper }: Grounds): boolean {
  return Math.max(contrastRatio(ink, color), contrastRatio(paper, color)) >= textContrast;
}

/** A colour, a little further from the paper if neither ink nor paper could be read on it. */
function readable(color: Oklch, grounds: Grounds, away: -1 | 1): string {
  const found = [0, 1, 2, 3, 4, 5, 6]
    .flatMap((step) => [color.l + (away * step) / 100, color.l - (away * step) / 100])
    .map((l) => hexOfOklch({ ...color, l }))
    .find((hex) => carriesText(hex, grounds));
  return found ?? hexOfOklch(color);
}
