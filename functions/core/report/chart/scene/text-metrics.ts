import type { TextMeasurer, TextStyle } from "../../../ports.ts";
import type { Vega } from "../vega.ts";

/** The properties of an item that Vega's text metrics read. */
interface TextItem {
  readonly font?: string | undefined;
  readonly fontSize?: number;
  readonly fontWeight?: string | number | undefined;
  readonly fontStyle?: string | undefined;
  readonly limit?: number;
}

interface KnownStyle extends Pick<TextItem, "font" | "fontWeight" | "fontStyle"> {
  readonly size: number;
  readonly measure: ReturnType<TextMeasurer["words"]>;
}

/** Vega's text metrics, `vega-scenegraph`'s `textMetrics`. */
export interface TextMetrics {
  width: (item: TextItem, text: unknown) => number;
}

/**
 * Makes Vega measure text with the fonts that the PDF embeds; otherwise Vega guesses, and cuts labels (vega/vega#2940).
 * Heights stay Vega's: it places baselines by the font size alone (0.79 of it for `top`), which suits the capitals of
 * the fonts used.
 *
 * The width of a text is at most its limit, because Vega cuts it when it draws. (It must not get the width of the
 * remaining text: it cuts by testing whether the whole exceeds the limit.)
 *
 * Vega keeps its metrics in a module variable, so this applies until the next call.
 *
 * @param rewrite returns the text to draw instead
 */
export function measureTextWith(vega: Vega, measurer: TextMeasurer, rewrite: (text: string) => string): TextMetrics {
  const metrics = (vega as unknown as { textMetrics: TextMetrics }).textMetrics;
  // A chart has a handful of styles; a linear search is faster than building a key for each.
  const known: KnownStyle[] = [];
  const wordsOf = ({ font, fontWeight, fontStyle }: TextItem, size: number): KnownStyle["measure"] => {
    for (const style of known)
      if (
        style.size === size &&
        style.font === font &&
        style.fontWeight === fontWeight &&
        style.fontStyle === fontStyle
      )
        return style.measure;
    const measure = measurer.words(textStyle({ font, fontWeight, fontStyle }, size));
    known.push({ size, font, fontWeight, fontStyle, measure });
    return measure;
  };
  metrics.width = (item, text) => {
    const size = item.fontSize === undefined ? 11 : Number(item.fontSize);
    if (!(size > 0) || text === null || text === undefined || text === "") return 0;
    const { width } = wordsOf(item, size)(rewrite(String(text).trim()));
    return item.limit !== undefined && item.limit > 0 ? Math.min(width, item.limit) : width;
  };
  return metrics;
}

/** The same mapping as the canvas's, which gets these fonts as CSS shorthands; a test keeps the two in step. */
const families: readonly (readonly [RegExp, TextStyle["family"]])[] = [
  [/mono|courier|menlo|consolas/i, "mono"],
  [/sans|inter|helvetica|arial|verdana|system-ui/i, "sans"],
  [/serif|georgia|times|song|ming/i, "serif"],
];

const features = ["tnum"] as const;

function textStyle(item: TextItem, size: number): TextStyle {
  const italic = item.fontStyle === "italic" || item.fontStyle === "oblique";
  return {
    family: familyOf(item.font ?? "sans-serif"),
    weight: weightOf(item.fontWeight),
    size,
    features,
    ...(italic ? { italic } : {}),
  };
}

function familyOf(list: string): TextStyle["family"] {
  for (const name of list.split(",")) {
    const known = families.find(([pattern]) => pattern.test(name));
    if (known !== undefined) return known[1];
  }
  return "sans";
}

function weightOf(weight: string | number | undefined): TextStyle["weight"] {
  if (weight === "bold" || weight === "bolder" || Number(weight) > 600) return 700;
  return Number(weight) >= 500 ? 600 : 400;
}
