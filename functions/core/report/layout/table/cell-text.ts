import type { CellGraphic, TableCell, TableColumn } from "../../document/document.ts";
import type { Span } from "../text/span.ts";
import type { CellExtent } from "./measure-cell.ts";

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

/** Space between columns, points: the usual, and in a table that has no room for it. */
export const wideGap = 14;
export const narrowGap = 8;
/** Space between a number and its bar, points. */
export const graphicGap = 6;
/** Width of the arrow before a number that has changed, and the space after it, points. */
export const arrowWidth = 5;
export const arrowGap = 3;
