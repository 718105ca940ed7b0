import { contrastRatio } from "../../../contrast-ratio.ts";
import type { CellHeat } from "../../document/document.ts";
import type { Theme } from "../../template/theme.ts";
import { mixColors, textContrast, towards } from "../readable-color.ts";

/**
 * The background of a heat map's cell, from the theme's sequential or diverging colours, and its text colour: ink or
 * paper, whichever has more contrast. If neither reaches 4.5:1, the background is lightened until ink does.
 */
export function heatColor(
  { share, diverging }: CellHeat,
  { sequential, diverging: both, ink, paper }: Theme,
): { readonly ground: string; readonly text: string } {
  const ground = between(diverging ? both : sequential, share);
  const text = contrastRatio(ink, ground) >= contrastRatio(paper, ground) ? ink : paper;
  if (contrastRatio(text, ground) >= textContrast) return { ground, text };
  return { ground: towards(ground, paper, (lighter) => contrastRatio(ink, lighter) >= textContrast), text: ink };
}

/** The colour at a fraction of a list. */
function between(colors: readonly string[], share: number): string {
  const at = Math.min(1, Math.max(0, share)) * (colors.length - 1);
  const from = Math.min(Math.floor(at), Math.max(0, colors.length - 2));
  return mixColors(colors[from]!, colors[from + 1] ?? colors[from]!, at - from);
}
