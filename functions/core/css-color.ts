import "culori/css";
import { converter, parse } from "culori/fn";

/** A colour in sRGB. */
export interface CssColor {
  /** Red, green and blue, 0 to 1. */
  readonly components: readonly [number, number, number];
  /** Opacity, 0 to 1. */
  readonly alpha: number;
}

const toRgb = converter("rgb");

/** The colours read so far: charts use the same few repeatedly. */
const known = new Map<string, CssColor | undefined>();

/** Most colours kept. */
const mostKept = 2000;

/**
 * Reads a colour in the notation of CSS Color 4: names, `#rgb` to `#rrggbbaa`, `rgb()`, `hsl()`, `hwb()`, `lab()`,
 * `lch()`, `oklab()`, `oklch()` and `color()`, with commas or spaces, with or without alpha. `currentColor` is black,
 * the text colour of a page without styles, as on a canvas outside a document; `none` paints nothing, as in SVG.
 * Colours outside sRGB are clipped, as in browsers.
 *
 * @returns `undefined` if the text is not a colour
 */
export function readCssColor(text: string): CssColor | undefined {
  if (known.has(text)) return known.get(text);
  const color = parseColor(text.trim().toLowerCase());
  if (known.size >= mostKept) known.clear();
  known.set(text, color);
  return color;
}

/** Converts components from 0 to 1 to `#rrggbb`. */
export function hexOf(components: readonly number[]): string {
  return `#${components
    .map((value) =>
      Math.round(value * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

function parseColor(name: string): CssColor | undefined {
  if (name === "none") return { components: [0, 0, 0], alpha: 0 };
  if (name === "currentcolor") return { components: [0, 0, 0], alpha: 1 };
  const parsed = parse(name);
  if (parsed === undefined) return undefined;
  // A component that is `none` counts as 0 if it is not interpolated with another colour's (CSS Color 4, 4.4).
  const { r = 0, g = 0, b = 0 } = toRgb(parsed);
  return { components: [within(r), within(g), within(b)], alpha: within(parsed.alpha ?? 1) };
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value));
}
