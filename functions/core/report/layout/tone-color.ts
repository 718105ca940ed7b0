import type { CellChange, CellTone, TableRowKind } from "../document/document.ts";
import type { Theme } from "../template/theme.ts";
import { readableColor } from "./readable-color.ts";

/**
 * The colour of a number that changed for the better or the worse, and of its arrow: 4.5:1 against every background
 * that a row of its kind may have.
 */
export function toneColor(tone: CellChange["tone"] | CellTone, kind: TableRowKind, theme: Theme): string {
  const { ink, paper, tint, tables } = theme;
  if (tone === "plain") return ink;
  const ground = kind === "highlight" || tables === "stripes" ? tint : paper;
  return readableColor(theme[tone], ground, ink);
}
