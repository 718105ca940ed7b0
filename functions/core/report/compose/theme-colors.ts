import type { Theme } from "../template/theme.ts";

/** The colours of a theme that a text or a chart's spec may name: `template.theme.accent`. */
export const themeColorNames = [
  "ink",
  "muted",
  "paper",
  "rule",
  "tint",
  "accent",
  "good",
  "watch",
  "bad",
  "above",
  "below",
  "palette",
] as const satisfies readonly (keyof Theme)[];

/** Those colours, `#rrggbb`, by their names. */
export function themeColors(theme: Theme): Readonly<Pick<Theme, (typeof themeColorNames)[number]>> {
  const { ink, muted, paper, rule, tint, accent, good, watch, bad, above, below, palette } = theme;
  return { ink, muted, paper, rule, tint, accent, good, watch, bad, above, below, palette };
}
