import type { CellGraphic, DataTable, TableCell, TableColumn } from "../../document/document.ts";
import { graphicWidth } from "./set-graphic.ts";
import type { Span } from "../text/span.ts";
import type { LayoutContext } from "../layout-context.ts";
import { plainBox, type CellExtent } from "./measure-cell.ts";
import type { TextLine } from "../text/text-line.ts";
import { setText } from "../text/set-text.ts";
import { moveBox, type FlowBox } from "../slice.ts";
import { columnWidths, type ColumnDemand } from "./table-widths.ts";

/** A cell whose content is flattened and measured but not yet broken into lines. */
export interface CellText {
  readonly spans: readonly Span[];
  readonly column: number;
  readonly colSpan: number;
  readonly align: TableColumn["align"];
  readonly extent: CellExtent;
  /** Indent of its text, points. */
  readonly indent: number;
  readonly graphic?: CellGraphic | undefined;
  readonly cell: TableCell;
}

/** Rows of measured cells. */
export interface CellRows {
  readonly length: number;
  rowAt(index: number): { readonly cells: readonly CellText[] };
}

/**
 * Positions of the columns, the first on the right in a mirrored table, and how far their numbers extend left and right
 * of the decimal mark.
 */
export interface ColumnPlaces {
  readonly left: readonly number[];
  readonly width: readonly number[];
  /** Widest part before the decimal mark, and after it. */
  readonly front: readonly number[];
  readonly behind: readonly number[];
  /** Room for the arrows before the numbers; 0 without. */
  readonly arrow: readonly number[];
  /** Room after the text of a rightmost column that is a heat map; elsewhere the gap between columns provides it. */
  readonly pad: number;
  /** Room for the bars or sparklines after the text; 0 without. */
  readonly graphic: readonly number[];
  /** Left and right end of the table. */
  readonly start: number;
  readonly right: number;
  /** Whether the table is read from the right. */
  readonly mirrored: boolean;
  readonly cut: boolean;
}

/** Space between columns, points. */
export const gap = 14;
/** Space between a number and its bar, points. */
export const graphicGap = 6;
/** Width of the arrow before a number that has changed, and the space after it, points. */
export const arrowWidth = 5;
export const arrowGap = 3;
const heatPad = 5;

/**
 * Computes the columns' positions from the needs of all cells. @param left from the page's left @param mirrored whether
 * the first column is on the right
 */
export function placeColumns(
  table: DataTable,
  head: readonly { readonly cells: readonly CellText[] }[],
  body: CellRows,
  { left, width }: { readonly left: number; readonly width: number },
  mirrored: boolean,
): ColumnPlaces {
  const count = table.columns.length;
  const rightmost = mirrored ? 0 : count - 1;
  const inner = Math.max(1, width - gap * (count - 1));
  const zeros = (): number[] => Array.from<number>({ length: count }).fill(0);
  const [front, behind, least, natural, graphic, usual, arrow] = [
    zeros(),
    zeros(),
    zeros(),
    zeros(),
    zeros(),
    zeros(),
    zeros(),
  ] as const;
  const over: CellText[] = [];
  let [pad, lead] = [0, 0];
  for (let index = -head.length; index < body.length; index++) {
    const { cells } = index < 0 ? head[head.length + index]! : body.rowAt(index);
    for (const each of cells) {
      const { column, colSpan, align, extent, indent, graphic: picture, cell } = each;
      if (picture !== undefined) {
        const room = graphicWidth(picture);
        graphic[column] = Math.max(graphic[column]!, room.least);
        usual[column] = Math.max(usual[column]!, room.natural);
      }
      if (colSpan > 1) {
        if (index < 0) over.push(each);
        continue;
      }
      if (cell.heat !== undefined && column === rightmost) pad = heatPad;
      // Flush right as all cells of a mirrored table, it would touch the left edge of its ground.
      if (cell.heat !== undefined && mirrored && column === count - 1) lead = heatPad;
      if (cell.change !== undefined) arrow[column] = arrowWidth + arrowGap;
      if (align === "decimal") {
        if (extent.before > front[column]!) front[column] = extent.before;
        if (extent.behind > behind[column]!) behind[column] = extent.behind;
      } else {
        if (extent.least + indent > least[column]!) least[column] = extent.least + indent;
        if (extent.natural + indent > natural[column]!) natural[column] = extent.natural + indent;
      }
    }
  }
  const demands = table.columns.map((column, index): Demand => {
    const decimal = front[index]! + behind[index]! + arrow[index]!;
    const needed = (picture: number): number =>
      decimal + (picture === 0 ? 0 : picture + (decimal === 0 ? 0 : graphicGap));
    return {
      least: Math.max(least[index]!, needed(graphic[index]!), 8),
      natural: Math.max(natural[index]!, needed(usual[index]!), 8),
      numeric: graphic[index] === 0 && (column.align === "decimal" || column.align === "right"),
      share: column.share,
    };
  });
  const final = demands[rightmost];
  if (final !== undefined) {
    final.least += pad;
    final.natural += pad;
  }
  const leftmost = demands[count - 1];
  if (leftmost !== undefined) {
    leftmost.least += lead;
    leftmost.natural += lead;
  }
  for (const { column, colSpan, extent } of over)
    widenUnder(demands.slice(column, column + colSpan), extent.least, extent.natural);
  const { widths, cut } = columnWidths(demands, inner, table.full === true);
  let x = left;
  const lefts = widths.map((each) => {
    const at = x;
    x += each + gap;
    return at;
  });
  const end = x - gap;
  const places = { width: widths, front, behind, arrow, pad, graphic, cut, mirrored };
  if (!mirrored) return { ...places, left: lefts, start: left, right: end };
  const [low, high] = [2 * left + width - end, left + width];
  return { ...places, left: lefts.map((at, index) => left + high - at - widths[index]!), start: low, right: high };
}

type Demand = { -readonly [K in keyof ColumnDemand]: ColumnDemand[K] };

/** Gives the columns under a heading the room that it needs. */
function widenUnder(demands: readonly Demand[], least: number, natural: number): void {
  const gaps = gap * (demands.length - 1);
  const lack = (wanted: number, of: "least" | "natural"): number =>
    Math.max(0, wanted - gaps - demands.reduce((sum, demand) => sum + demand[of], 0)) / demands.length;
  const [more, wider] = [lack(least, "least"), lack(natural, "natural")];
  for (const demand of demands) {
    demand.least += more;
    demand.natural = Math.max(demand.natural + wider, demand.least);
  }
}

/** Left and right end of some columns beside each other. */
export function columnEnds(
  { left, width }: Pick<ColumnPlaces, "left" | "width">,
  column: number,
  count: number,
): readonly [number, number] {
  const last = column + count - 1;
  return [Math.min(left[column]!, left[last]!), Math.max(left[column]! + width[column]!, left[last]! + width[last]!)];
}

/**
 * Breaks a cell into lines in its place.
 *
 * @param y baseline of the first line, from the row's top
 * @param leading distance of the baselines, points
 */
export function setCell(
  context: LayoutContext,
  cell: CellText,
  places: ColumnPlaces,
  y: number,
  leading: number,
): TextLine[] {
  const { spans, extent, column } = cell;
  if (spans.length === 0) return [];
  const { mirrored } = places;
  const [start, end] = columnEnds(places, column, cell.colSpan);
  const left = start + (mirrored ? 0 : cell.indent);
  const padded = cell.colSpan === 1 && column === (mirrored ? 0 : places.left.length - 1);
  const width = end - left - (mirrored ? cell.indent : 0) - (padded ? places.pad : 0);
  const align = mirrored && cell.align === "left" ? "right" : cell.align;
  const down = (lines: readonly TextLine[], dx: number): TextLine[] =>
    lines.map((line, at) => ({ ...line, boxes: line.boxes.map((box): FlowBox => moveBox(box, dx, y + at * leading)) }));
  const pictured = cell.colSpan === 1 && places.graphic[column]! > 0;
  if (align !== "decimal") {
    if (!extent.plain || extent.natural > width)
      return down(setText(context, spans, { left, width: width + 0.01, align }), 0);
    const room = width - extent.natural;
    const shift = align === "right" ? room : align === "center" ? room / 2 : 0;
    return [{ boxes: [plainBox(context, spans[0]!, left + shift, y)], width: extent.natural, notes: [] }];
  }
  const { before, behind } = extent;
  const room = cell.colSpan > 1 ? behind : places.behind[column]!;
  const used = pictured ? places.arrow[column]! + places.front[column]! + room : width;
  const from = mirrored ? left + width - used : left;
  if (before + room > used + 0.02 || behind > room + 0.01)
    return down(setText(context, spans, { left: from, width: used, align: "right" }), 0);
  const x = from + used - room - before;
  if (extent.plain) return [{ boxes: [plainBox(context, spans[0]!, x, y)], width: before + behind, notes: [] }];
  return down(setText(context, spans, { left: 0, width: before + behind + 1, align: "left" }), x);
}
