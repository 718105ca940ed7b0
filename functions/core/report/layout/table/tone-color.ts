import type { CellChange, CellTone, TableRowKind } from "../../document/document.ts";
import type { Theme } from "../../template/template.ts";
import { readableColor } from "./readable-color.ts";

/** Between good and bad: an amber that keeps 4.5:1 on white. */
const watch = "#8a5a00";

/**
 * The colour of a number that changed for the better or the worse, and of its arrow: 4.5:1 against every background
 * that a row of its kind may have.
 */
export function toneColor(
  tone: CellChange["tone"] | CellTone,
  kind: TableRowKind,
  { good, bad, ink, paper, tint, tables }: Theme,
): string {
  if (tone === "plain") return ink;
  const ground = kind === "highlight" || tables === "stripes" ? tint : paper;
  return readableColor(tone === "good" ? good : tone === "watch" ? watch : bad, ground, ink);
}
