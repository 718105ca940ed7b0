import type { CellGraphic, DataTable, TableColumn } from "../../document/document.ts";
import { graphicWidth } from "./set-graphic.ts";
import type { Span } from "../text/span.ts";
import type { LayoutContext } from "../layout-context.ts";
import { plainBox, type CellExtent } from "./measure-cell.ts";
import { setText, type TextLine } from "../text/set-text.ts";
import { moveBox, type FlowBox } from "../slice.ts";
import { columnWidths, type ColumnDemand } from "./table-widths.ts";

/** A cell whose content is flattened and measured but not yet broken into lines. */
export interface CellText {
  readonly spans: readonly Span[];
  readonly column: number;
  readonly colSpan: number;
  readonly align: TableColumn["align"];
  readonly extent: CellExtent;
  readonly graphic?: CellGraphic | undefined;
}

/** Rows of measured cells. */
export interface CellRows {
  readonly length: number;
  rowAt(index: number): { readonly cells: readonly CellText[] };
}

/** Where columns stand, and how far left and right of the decimal mark their numbers reach. */
export interface ColumnPlaces {
  readonly left: readonly number[];
  readonly width: readonly number[];
  /** Widest part in front of the decimal mark, and behind it. */
  readonly front: readonly number[];
  readonly behind: readonly number[];
  /** Room of the bars or sparklines behind the text; 0 without. */
  readonly graphic: readonly number[];
  readonly cut: boolean;
}

/** Space between columns, points. */
const gap = 14;
/** Space between a number and its bar, points. */
export const graphicGap = 6;

/** Computes the columns' places from what all cells ask for. @param left from the page's left */
export function placeColumns(table: DataTable, head: { readonly cells: readonly CellText[] } | undefined, body: CellRows, left: number, width: number): ColumnPlaces {
  const count = table.columns.length;
  const inner = Math.max(1, width - gap * (count - 1));
  const zeros = (): number[] => Array.from<number>({ length: count }).fill(0);
  const [front, behind, least, natural, graphic] = [zeros(), zeros(), zeros(), zeros(), zeros()] as const;
  for (let index = head === undefined ? 0 : -1; index < body.length; index++) {
    const { cells } = index < 0 ? (head as { readonly cells: readonly CellText[] }) : body.rowAt(index);
    for (const { column, colSpan, align, extent, graphic: picture } of cells) {
      if (picture !== undefined) graphic[column] = Math.max(graphic[column]!, graphicWidth(picture));
      if (colSpan > 1) continue;
      if (align === "decimal") {
        if (extent.before > front[column]!) front[column] = extent.before;
        if (extent.behind > behind[column]!) behind[column] = extent.behind;
      } else {
        if (extent.least > least[column]!) least[column] = extent.least;
        if (extent.natural > natural[column]!) natural[column] = extent.natural;
      }
    }
  }
  const demands = table.columns.map((column, index): ColumnDemand => {
    const picture = graphic[index]!;
    const decimal = front[index]! + behind[index]!;
    const needed = decimal + (picture === 0 ? 0 : picture + (decimal === 0 ? 0 : graphicGap));
    return {
      least: Math.max(least[index]!, needed, 8),
      natural: Math.max(natural[index]!, needed, 8),
      numeric: picture === 0 && (column.align === "decimal" || column.align === "right"),
      share: column.share,
    };
  });
  const { widths, cut } = columnWidths(demands, inner);
  let x = left;
  const lefts = widths.map((each) => {
    const at = x;
    x += each + gap;
    return at;
  });
  return { left: lefts, width: widths, front, behind, graphic, cut };
}

/**
 * Breaks a cell into lines in its place.
 *
 * @param y baseline of the first line, from the row's top
 * @param leading distance of the baselines, points
 */
export function setCell(context: LayoutContext, cell: CellText, places: ColumnPlaces, y: number, leading: number): TextLine[] {
  const { spans, extent, column } = cell;
  if (spans.length === 0) return [];
  const left = places.left[column]!;
  const last = column + cell.colSpan - 1;
  const width = places.left[last]! + places.width[last]! - left;
  const down = (lines: readonly TextLine[], dx: number): TextLine[] =>
    lines.map((line, at) => ({ ...line, boxes: line.boxes.map((box): FlowBox => moveBox(box, dx, y + at * leading)) }));
  const pictured = cell.colSpan === 1 && places.graphic[column]! > 0;
  if (cell.align !== "decimal") {
    if (!extent.plain || extent.natural > width) return down(setText(context, spans, { left, width: width + 0.01, align: cell.align }), 0);
    const room = width - extent.natural;
    const shift = cell.align === "right" ? room : cell.align === "center" ? room / 2 : 0;
    return [{ boxes: [plainBox(context, spans[0]!, left + shift, y)], width: extent.natural, notes: [] }];
  }
  const { before, behind } = extent;
  const room = cell.colSpan > 1 ? behind : places.behind[column]!;
  const used = pictured ? places.front[column]! + room : width;
  if (before + room > used + 0.02 || behind > room + 0.01) return down(setText(context, spans, { left, width: used, align: "right" }), 0);
  const x = left + used - room - before;
  if (extent.plain) return [{ boxes: [plainBox(context, spans[0]!, x, y)], width: before + behind, notes: [] }];
  return down(setText(context, spans, { left: 0, width: before + behind + 1, align: "left" }), x);
}
