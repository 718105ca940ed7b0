import type { FontFamily, TextStyle } from "../ports.ts";

const shorthand = /^(.*?)([\d.]+(?:e[+-]?\d+)?)(?:px|pt)(?:\/\S+)?\s+(.+)$/i;

const families: Readonly<Record<string, FontFamily>> = {
  inter: "sans", sans: "sans", "sans-serif": "sans", "system-ui": "sans", helvetica: "sans", arial: "sans",
  "helvetica neue": "sans", verdana: "sans", "noto sans sc": "sans",
  "source serif 4": "serif", serif: "serif", georgia: "serif", times: "serif", "times new roman": "serif",
  "ibm plex mono": "mono", mono: "mono", monospace: "mono", courier: "mono", "courier new": "mono", menlo: "mono", consolas: "mono",
};

const cache = new Map<string, TextStyle>();

/**
 * Reads a CSS font shorthand as Vega writes it: `[style] [variant] [weight] <size>px <families>`.
 * A family that is not embedded takes the next in its list, at last sans. Weights go to the nearest
 * cut there is: below 500 regular, up to 600 semi-bold, above it bold. One px is one point.
 */
export function parseCanvasFont(font: string): TextStyle {
  const known = cache.get(font);
  if (known !== undefined) return known;
  const [, before = "", size = "10", list = "sans-serif"] = shorthand.exec(font.trim()) ?? [];
  const words = before.toLowerCase().split(/\s+/);
  const names = list.split(",").map((name) => name.trim().replace(/^["']|["']$/g, "").toLowerCase());
  const family = names.map((name) => families[name]).find((found) => found !== undefined) ?? "sans";
  const italic = words.includes("italic") || words.includes("oblique");
  const style: TextStyle = { family, weight: weightOf(words), size: Number(size), ...(italic ? { italic } : {}) };
  if (cache.size > 500) cache.clear();
  cache.set(font, style);
  return style;
}

function weightOf(words: readonly string[]): TextStyle["weight"] {
  if (words.includes("bold") || words.includes("bolder")) return 700;
  const weight = Number(words.find((word) => /^\d+$/.test(word)) ?? 400);
  if (weight > 600) return 700;
  return weight >= 500 ? 600 : 400;
}
