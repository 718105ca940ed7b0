import type { FontFamily, TextStyle } from "../../ports.ts";

const shorthand = /^(.*?)([\d.]+(?:e[+-]?\d+)?)(?:px|pt)(?:\/\S+)?\s+(.+)$/i;

/** Tested in this order: "DejaVu Sans Mono" is mono, "sans-serif" is sans. */
const families: readonly (readonly [RegExp, FontFamily])[] = [
  [/mono|courier|menlo|consolas/i, "mono"],
  [/sans|inter|helvetica|arial|verdana|system-ui/i, "sans"],
  [/serif|georgia|times|song|ming/i, "serif"],
];

/** Tabular figures, so that numbers in axes and labels align and points are not kerned away. */
const features = ["tnum"] as const;

const cache = new Map<string, TextStyle>();

/**
 * Parses a CSS font shorthand as Vega writes it: `[style] [variant] [weight] <size>px <families>`. The first family
 * recognised as one of the three embedded kinds decides; the default is sans. Weights map to the nearest available:
 * below 500 regular, up to 600 semi-bold, above that bold. One px is one point.
 */
export function parseCanvasFont(font: string): TextStyle {
  const known = cache.get(font);
  if (known !== undefined) return known;
  const [, before = "", size = "10", list = "sans-serif"] = shorthand.exec(font.trim()) ?? [];
  const words = before.toLowerCase().split(/\s+/);
  const italic = words.includes("italic") || words.includes("oblique");
  const style: TextStyle = {
    family: familyOf(list),
    weight: weightOf(words),
    size: Number(size),
    features,
    ...(italic ? { italic } : {}),
  };
  if (cache.size > 500) cache.clear();
  cache.set(font, style);
  return style;
}

function familyOf(list: string): FontFamily {
  for (const name of list.split(",")) {
    const known = families.find(([pattern]) => pattern.test(name));
    if (known !== undefined) return known[1];
  }
  return "sans";
}

function weightOf(words: readonly string[]): TextStyle["weight"] {
  if (words.includes("bold") || words.includes("bolder")) return 700;
  const weight = Number(words.find((word) => /^\d+$/.test(word)) ?? 400);
  if (weight > 600) return 700;
  return weight >= 500 ? 600 : 400;
}
