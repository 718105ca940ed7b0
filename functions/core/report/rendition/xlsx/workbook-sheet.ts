import type { Decimal } from "../../../decimal.ts";
import type { OfficeChart } from "../ooxml/office-chart.ts";
import type { CellLook } from "./sheet-styles.ts";

/** What a cell holds. */
export type CellValue =
  | { readonly text: string }
  /** @property formula that gives the number: `SUM(B3:B9)` */
  | { readonly number: Decimal; readonly formula?: string }
  /** Nothing, though the cell is one: of a table without words there. */
  | { readonly empty: true };

export interface SheetCell {
  /** From 0. */
  readonly column: number;
  readonly value: CellValue;
  readonly look: CellLook;
  /** Where a click leads. */
  readonly link?: SheetLink;
}

/** A cell of a sheet, or an address. */
export type SheetLink =
  | { readonly sheet: string; readonly row: number }
  /** A block's id: the cell where it begins. */
  | { readonly block: string }
  | { readonly url: string };

export interface SheetRow {
  readonly cells: readonly SheetCell[];
  /** Points; absent: as the content needs. */
  readonly height?: number;
}

/** A rectangle of cells, from 0, its ends included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A picture or a chart over the cells. */
export interface SheetDrawing {
  /** The cell at its top left corner, from 0. */
  readonly row: number;
  readonly column: number;
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly name: string;
  /** Empty: decoration. */
  readonly alt: string;
  /** A PNG file, or a chart. */
  readonly content: { readonly png: Uint8Array } | { readonly chart: OfficeChart };
}

/** A sheet while it is filled, row by row. */
export interface Sheet {
  readonly name: string;
  readonly rows: SheetRow[];
  readonly merges: CellRange[];
  readonly drawings: SheetDrawing[];
  /** Widths of columns, in characters; those of later columns are the usual one. */
  readonly widths: number[];
  /** Rows at the top that stay in view, and columns at the left. */
  frozen?: { readonly rows: number; readonly columns: number };
  /** First and last row, from 0, that are printed on top of each page. */
  titles?: readonly [number, number];
  /** Whether it is printed across the paper's long side. */
  landscape?: boolean;
  /** Whether the lines between cells are shown. */
  readonly grid: boolean;
}

export function openSheet(name: string, grid: boolean): Sheet {
  return { name, rows: [], merges: [], drawings: [], widths: [], grid };
}

/** The address of a cell, from 0: `B3`. */
export function cellName(row: number, column: number): string {
  return columnName(column) + String(row + 1);
}

/** The letters of a column, from 0: A to Z, then AA. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** A sheet's name inside a formula or a link. */
export function quotedName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}
