import type { CellChange, TableRowKind } from "../../document/document.ts";
import type { LayoutContext } from "../layout-context.ts";
import type { PathBox } from "../page.ts";
import { arrowWidth } from "./cell-text.ts";
import { toneColor } from "./tone-color.ts";

/** Height of an arrow, and of its foot over the baseline, points. */
const height = 4.4;
const raised = 0.8;

/**
 * The arrow before a number that changed: decoration, since the number's sign says the same. @param x left edge @param
 * y baseline
 */
export function setArrow(
  { theme }: LayoutContext,
  { arrow, tone }: CellChange,
  kind: TableRowKind,
  x: number,
  y: number,
): PathBox {
  const [foot, tip] = arrow === "up" ? [height, 0] : [0, height];
  return {
    kind: "path",
    means: "layout",
    x,
    y: y - raised - height,
    width: arrowWidth,
    height,
    segments: [["M", 0, foot], ["L", arrowWidth, foot], ["L", arrowWidth / 2, tip], ["Z"]],
    fill: toneColor(tone, kind, theme),
  };
}
