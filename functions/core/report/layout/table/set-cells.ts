import type { CellText } from "./cell-text.ts";
import type { ColumnNeeds } from "./column-needs.ts";
import type { LayoutContext } from "../layout-context.ts";
import { plainBox } from "./measure-cell.ts";
import type { TextLine } from "../text/text-line.ts";
import { setText } from "../text/set-text.ts";
import { moveBox, type FlowBox } from "../slice.ts";
import { columnWidths, type ColumnDemand } from "./table-widths.ts";

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
  /** Space between the columns. */
  readonly gap: number;
  /** Left and right end of the table. */
  readonly start: number;
  readonly right: number;
  /** Whether the table is read from the right. */
  readonly mirrored: boolean;
  /** Whether a column is too narrow for what it holds. */
  readonly cut: boolean;
}

/** Room between a number and the edge of its heat map's cell, at the table's edges, points. */
const heatPad = 5;

/**
 * Computes the columns' positions from the needs of all cells.
 *
 * @param full whether the table fills the width
 * @param left from the page's left
 * @param gap between the columns, points
 * @param mirrored whether the first column is on the right
 */
export function placeColumns(
  needs: ColumnNeeds,
  full: boolean,
  { left, width }: { readonly left: number; readonly width: number },
  gap: number,
  mirrored: boolean,
): ColumnPlaces {
  const { columns } = needs;
  const count = columns.length;
  const inner = Math.max(1, width - gap * (count - 1));
  const demands = columns.map(({ least, natural, numeric, share }): Demand => ({ least, natural, numeric, share }));
  const pad = columns[mirrored ? 0 : count - 1]?.heat === true ? heatPad : 0;
  widen(demands[mirrored ? 0 : count - 1], pad);
  // Flush right as all cells of a mirrored table, it would touch the left edge of its ground.
  widen(demands[count - 1], mirrored && columns[count - 1]?.heat === true ? heatPad : 0);
  for (const { column, colSpan, least, natural } of needs.joined)
    widenUnder(demands.slice(column, column + colSpan), least, natural, gap);
  const { widths, cut } = columnWidths(demands, inner, full);
  let x = left;
  const lefts = widths.map((each) => {
    const at = x;
    x += each + gap;
    return at;
  });
  const end = x - gap;
  const of = (part: "front" | "behind" | "arrow" | "graphic"): number[] => columns.map((column) => column[part]);
  const places = {
    width: widths,
    front: of("front"),
    behind: of("behind"),
    arrow: of("arrow"),
    graphic: of("graphic"),
    pad,
    gap,
    cut,
    mirrored,
  };
  if (!mirrored) return { ...places, left: lefts, start: left, right: end };
  const [low, high] = [2 * left + width - end, left + width];
  return { ...places, left: lefts.map((at, index) => left + high - at - widths[index]!), start: low, right: high };
}

type Demand = { -readonly [K in keyof ColumnDemand]: ColumnDemand[K] };

function widen(demand: Demand | undefined, by: number): void {
  if (demand === undefined) return;
  demand.least += by;
  demand.natural += by;
}

/** Gives the columns under a heading the room that it needs. */
function widenUnder(demands: readonly Demand[], least: number, natural: number, gap: number): void {
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
    return down(setText(context, spans, { left: from, width: used + 0.01, align: "right" }), 0);
  const x = from + used - room - before;
  if (extent.plain) return [{ boxes: [plainBox(context, spans[0]!, x, y)], width: before + behind, notes: [] }];
  return down(setText(context, spans, { left: 0, width: before + behind + 1, align: "fixed" }), x);
}
