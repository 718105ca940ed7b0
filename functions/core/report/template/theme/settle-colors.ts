import { hexOf, readCssColor } from "../../../css-color.ts";
import type { ThemeYaml } from "../template-yaml.ts";

const single = [
  "ink",
  "muted",
  "paper",
  "accent",
  "rule",
  "tint",
  "watermark",
  "good",
  "watch",
  "bad",
  "above",
  "below",
] as const;
const lists = ["palette", "sequential", "diverging"] as const;

/** Converts each colour of a theme's fields, in any CSS notation, to `#rrggbb`; the fields must be valid. */
export function settleColors(theme: ThemeYaml): ThemeYaml {
  const settled: Record<string, unknown> = {};
  for (const name of single) if (theme[name] !== undefined) settled[name] = settle(theme[name]);
  for (const name of lists) if (theme[name] !== undefined) settled[name] = theme[name].map(settle);
  if (theme.pullquote?.color !== undefined)
    settled["pullquote"] = { ...theme.pullquote, color: settle(theme.pullquote.color) };
  if (theme.cover !== undefined) {
    const { color, ink } = theme.cover;
    settled["cover"] = {
      ...theme.cover,
      ...(color !== undefined && { color: settle(color) }),
      ...(ink !== undefined && { ink: settle(ink) }),
    };
  }
  return { ...theme, ...settled };
}

function settle(text: string): string {
  return hexOf(readCssColor(text)!.components);
}
