import { readCssColor } from "../../../css-color.ts";

/** A colour ready for PDF: components 0 to 1 as text, and its own opacity. */
export interface CanvasColor {
  /** `r g b`, for the operators `rg` and `RG`. */
  readonly components: string;
  readonly alpha: number;
}

/**
 * Parses a CSS colour; `undefined` for anything else, which a canvas ignores. `none` and `transparent` have alpha 0.
 */
export function parseCanvasColor(color: unknown): CanvasColor | undefined {
  const parsed = readCssColor(String(color));
  if (parsed === undefined) return undefined;
  return {
    components: parsed.components.map((value) => Math.round(value * 1000) / 1000).join(" "),
    alpha: parsed.alpha,
  };
}
