import type { LayoutContext } from "../layout-context.ts";
import { graphicGap } from "./cell-text.ts";
import type { LinedRow, LinedRows } from "./lined-rows.ts";
import { setArrow } from "./set-arrow.ts";
import type { ColumnPlaces } from "./set-cells.ts";
import { setGraphic } from "./set-graphic.ts";
import type { FlowBox } from "../slice.ts";

/** The arrows, bars and sparklines in a row's cells. */
export function rowPictures(
  context: LayoutContext,
  { cells, kind, above }: LinedRow,
  places: ColumnPlaces,
  { baseline, padding }: Pick<LinedRows, "baseline" | "padding">,
  leading: number,
): FlowBox[] {
  return cells.flatMap(({ cell, column, colSpan, graphic, means }): FlowBox[] => {
    const arrow =
      cell.change === undefined
        ? []
        : [setArrow(context, cell.change, kind, arrowPlace(column, places), above + baseline)];
    if (graphic === undefined || colSpan > 1) return arrow;
    return [...arrow, ...setGraphic(context, graphic, means, graphicPlace(column, places), above + padding, leading)];
  });
}

/** Left edge of a column's arrows, before its widest number. */
function arrowPlace(column: number, { left, width, front, behind, arrow, graphic, mirrored }: ColumnPlaces): number {
  const numbers = arrow[column]! + front[column]! + behind[column]!;
  return left[column]! + (graphic[column]! > 0 && !mirrored ? 0 : Math.max(0, width[column]! - numbers));
}

/** Position of a column's bars or sparklines: after its numbers, or at the edge where reading begins. */
function graphicPlace(
  column: number,
  { left, width, front, behind, arrow, mirrored }: ColumnPlaces,
): { readonly left: number; readonly room: number; readonly mirrored: boolean } {
  const numbers = arrow[column]! + front[column]! + behind[column]!;
  const shift = numbers === 0 ? 0 : numbers + graphicGap;
  return { left: left[column]! + (mirrored ? 0 : shift), room: width[column]! - shift, mirrored };
}
