import { contrastRatio } from "../../contrast-ratio.ts";
import { hexOf, readCssColor } from "../../css-color.ts";

/** WCAG 2.2, 1.4.3. */
export const textContrast = 4.5;
/** Steps from one colour to another. */
const steps = 20;

/** A text's colour moved towards the ink until it has 4.5:1 against the ground. */
export function readableColor(color: string, ground: string, ink: string): string {
  return towards(color, ink, (nearer) => contrastRatio(nearer, ground) >= textContrast);
}

/** The first good enough colour on the way from one to another, or the other. */
export function towards(from: string, to: string, enough: (color: string) => boolean): string {
  for (let step = 0; step < steps; step++) {
    const color = mixColors(from, to, step / steps);
    if (enough(color)) return color;
  }
  return to;
}

/** The mix of two colours at a given share, `#rrggbb`. */
export function mixColors(from: string, to: string, share: number): string {
  const [one, other] = [readCssColor(from)!.components, readCssColor(to)!.components];
  return hexOf(one.map((value, index) => value + (other[index]! - value) * share));
}
