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

/** The colours read so far: charts ask for the same few again and again. */
const known = new Map<string, CssColor | undefined>();

/** Colours that are kept. */
const mostKept = 2000;

/**
 * Reads a colour as CSS Color 4 writes it: names, `#rgb` to `#rrggbbaa`, `rgb()`, `hsl()`, `hwb()`, `lab()`, `lch()`, `oklab()`,
 * `oklch()` and `color()`, with commas or spaces, with or without alpha. `currentColor` is black, the text colour of a page
 * without styles, as it is on a canvas that stands in none; `none` paints nothing, as in SVG. What sRGB lacks is clipped, as browsers do.
 *
 * @returns `undefined` for what is no colour
 */
export function readCssColor(text: string): CssColor | undefined {
  if (known.has(text)) return known.get(text);
  const color = parseColor(text.trim().toLowerCase());
  if (known.size >= mostKept) known.clear();
  known.set(text, color);
  return color;
}

/** `#rrggbb` of components from 0 to 1. */
export function hexOf(components: readonly number[]): string {
  return `#${components.map((value) => Math.round(value * 255).toString(16).padStart(2, "0")).join("")}`;
}

function parseColor(name: string): CssColor | undefined {
  if (name === "none") return { components: [0, 0, 0], alpha: 0 };
  if (name === "currentcolor") return { components: [0, 0, 0], alpha: 1 };
  const parsed = parse(name);
  if (parsed === undefined) return undefined;
  // A component that is `none` counts as 0 where it is not mixed with another colour's (CSS Color 4, 4.4).
  const { r = 0, g = 0, b = 0 } = toRgb(parsed);
  return { components: [within(r), within(g), within(b)], alpha: within(parsed.alpha ?? 1) };
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value));
}
