import type { DataTable, TableColumn } from "../compose/document.ts";
import { decimalOffset } from "./align-decimals.ts";
import type { Span } from "./flatten-inlines.ts";
import type { LayoutContext } from "./layout-context.ts";
import { setText, type TextLine } from "./set-text.ts";
import { splitPieces } from "./split-pieces.ts";
import { moveBox } from "./slice.ts";
import { columnWidths, type ColumnDemand } from "./table-widths.ts";

/** A cell whose content is flattened but not yet broken into lines. */
export interface CellText {
  readonly spans: readonly Span[];
  readonly column: number;
  readonly colSpan: number;
  readonly align: TableColumn["align"];
}

/** Where columns stand, and how far left and right of the decimal mark their numbers reach. */
export interface ColumnPlaces {
  readonly left: readonly number[];
  readonly width: readonly number[];
  /** Widest part behind the decimal mark. */
  readonly behind: readonly number[];
  readonly cut: boolean;
}

/** Space between columns, points. */
const gap = 14;

/** Computes the columns' places from what all cells ask for. @param left from the page's left */
export function placeColumns(context: LayoutContext, table: DataTable, cells: readonly CellText[], left: number, width: number): ColumnPlaces {
  const count = table.columns.length;
  const inner = Math.max(1, width - gap * (count - 1));
  const front = Array.from<number>({ length: count }).fill(0);
  const behind = Array.from<number>({ length: count }).fill(0);
  const least = Array.from<number>({ length: count }).fill(0);
  const natural = Array.from<number>({ length: count }).fill(0);
  for (const cell of cells) {
    if (cell.colSpan > 1 || cell.spans.length === 0) continue;
    const { column } = cell;
    if (cell.align === "decimal") {
      const [before, after] = splitWidths(context, cell.spans);
      front[column] = Math.max(front[column] as number, before);
      behind[column] = Math.max(behind[column] as number, after);
    } else {
      const extent = extentOf(context, cell.spans);
      least[column] = Math.max(least[column] as number, extent.least);
      natural[column] = Math.max(natural[column] as number, extent.natural);
    }
  }
  const demands = table.columns.map((column, index): ColumnDemand => {
    const decimal = (front[index] as number) + (behind[index] as number);
    return {
      least: Math.max(least[index] as number, decimal, 8),
      natural: Math.max(natural[index] as number, decimal, 8),
      numeric: column.align === "decimal" || column.align === "right",
      ...(column.share === undefined ? {} : { share: column.share }),
    };
  });
  const { widths, cut } = columnWidths(demands, inner);
  let x = left;
  const lefts = widths.map((each) => {
    const at = x;
    x += each + gap;
    return at;
  });
  return { left: lefts, width: widths, behind, cut };
}

/** Breaks a cell into lines in its place. */
export function setCell(context: LayoutContext, cell: CellText, places: ColumnPlaces): TextLine[] {
  const left = places.left[cell.column] as number;
  const last = cell.column + cell.colSpan - 1;
  const width = (places.left[last] as number) + (places.width[last] as number) - left;
  if (cell.align !== "decimal") return setText(context, cell.spans, { left, width: width + 0.01, align: cell.align });
  const [before, after] = splitWidths(context, cell.spans);
  const behind = cell.colSpan > 1 ? after : (places.behind[cell.column] as number);
  if (before + behind > width + 0.02 || after > behind + 0.01) return setText(context, cell.spans, { left, width, align: "right" });
  const x = left + width - behind - before;
  return setText(context, cell.spans, { left: 0, width: before + after + 1, align: "left" }).map((line) => ({ ...line, boxes: line.boxes.map((box) => moveBox(box, x, 0)) }));
}

function extentOf(context: LayoutContext, spans: readonly Span[]): { least: number; natural: number } {
  let least = 0;
  let natural = 0;
  let line = 0;
  for (const piece of splitPieces(context, spans, false).pieces) {
    least = Math.max(least, piece.width);
    line += piece.width;
    natural = Math.max(natural, line);
    line = piece.end === "must" ? 0 : line + (piece.space?.width ?? 0);
  }
  return { least, natural };
}

/** Widths of a number's text before and from its decimal mark on. */
function splitWidths(context: LayoutContext, spans: readonly Span[]): [number, number] {
  // A footnote's number behind a value is no digit of it.
  const text = spans.map((span) => (span.note === undefined ? span.text : "\ufffc".repeat(span.text.length))).join("");
  let offset = decimalOffset(text, context.locale.number.decimal);
  const before: Span[] = [];
  const after: Span[] = [];
  for (const span of spans) {
    const head = span.text.slice(0, Math.max(0, offset));
    const tail = span.text.slice(Math.max(0, offset));
    if (head !== "") before.push({ ...span, text: head });
    if (tail !== "") after.push({ ...span, text: tail });
    offset -= span.text.length;
  }
  return [extentOf(context, before).natural, extentOf(context, after).natural];
}
