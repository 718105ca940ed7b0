import type { CellHeat } from "../../document/document.ts";
import type { Theme } from "../../template/theme.ts";
import { heatColor } from "./heat-color.ts";
import type { TableCellText } from "./flatten-rows.ts";
import type { ColumnPlaces } from "./set-cells.ts";
import type { FlowBox } from "../slice.ts";

/** How far a heat map's cell goes on under its neighbours, points. */
const overlap = 0.5;
const none: ReadonlyMap<number, CellHeat> = new Map();

/** The columns of a heat map in a row. */
export function hotColumns(cells: readonly TableCellText[]): ReadonlyMap<number, CellHeat> {
  let hot: Map<number, CellHeat> | undefined;
  for (const { cell, column, colSpan, rowSpan } of cells)
    if (cell.heat !== undefined && colSpan === 1 && rowSpan === 1) (hot ??= new Map()).set(column, cell.heat);
  return hot ?? none;
}

/**
 * The grounds of a heat map's cells in a row. A cell meets its neighbours halfway between the columns, and goes on
 * under the one that is drawn over it: where two edges only touch, viewers show a line of paper.
 *
 * @param hot the row's columns
 * @param below those that go on under the row's foot
 */
export function heatGrounds(
  hot: ReadonlyMap<number, CellHeat>,
  below: ReadonlyMap<number, CellHeat>,
  { left, width, start, right, gap, mirrored }: ColumnPlaces,
  height: number,
  theme: Theme,
): FlowBox[] {
  return [...hot].map(([column, heat]) => {
    const [x1, x2] = [left[column]!, left[column]! + width[column]!];
    const [from, to] = [x1 - start < 0.01 ? start : x1 - gap / 2, right - x2 < 0.01 ? right : x2 + gap / 2];
    const over = hot.has(column + 1) ? overlap : 0;
    return ground(
      mirrored ? from - over : from,
      to - from + over,
      height + (below.has(column) ? overlap : 0),
      heatColor(heat, theme).ground,
    );
  });
}

/** A ground from a row's top. */
export function ground(x: number, width: number, height: number, fill: string): FlowBox {
  return { kind: "rectangle", means: "layout", x, y: 0, width, height, fill };
}
