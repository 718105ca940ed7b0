import { rgb } from "d3-color";

/** A colour ready for PDF: components 0 to 1 as text, and its own opacity. */
export interface CanvasColor {
  /** `r g b`, for the operators `rg` and `RG`. */
  readonly components: string;
  readonly alpha: number;
}

const cache = new Map<string, CanvasColor | undefined>();

/** Reads a CSS colour; `undefined` where CSS knows none, which a canvas ignores. `none` and `transparent` have alpha 0. */
export function parseCanvasColor(color: unknown): CanvasColor | undefined {
  const text = String(color);
  if (cache.has(text)) return cache.get(text);
  const parsed = readColor(text);
  if (cache.size > 2000) cache.clear();
  cache.set(text, parsed);
  return parsed;
}

function readColor(text: string): CanvasColor | undefined {
  const name = text.trim().toLowerCase();
  if (name === "none" || name === "transparent") return { components: "0 0 0", alpha: 0 };
  const parsed = rgb(name);
  // d3 forgets the hue of what cannot be seen, but a gradient passes through it.
  const solid = parsed.opacity === 0 ? rgb(withoutAlpha(name)) : parsed;
  if (Number.isNaN(solid.r + solid.g + solid.b)) return undefined;
  const components = [solid.r, solid.g, solid.b].map((value) => Math.round((Math.min(255, Math.max(0, value)) / 255) * 1000) / 1000);
  return { components: components.join(" "), alpha: parsed.opacity };
}

/** A colour with its alpha cut off: `rgba(1, 2, 3, 0)`, `#12345600`, `#1230`. */
function withoutAlpha(name: string): string {
  if (name.startsWith("#")) return name.length === 5 ? name.slice(0, 4) : name.slice(0, 7);
  return name.replace(/^(rgb|hsl)a?\((.+),[^,]+\)$/, "$1($2)");
}
