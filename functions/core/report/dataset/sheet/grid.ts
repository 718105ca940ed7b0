import type { JsonKind } from "../json/json-reader.ts";

/** A cell of a sheet, with its value for the table. */
export interface GridCell {
  readonly text: string;
  /** Dates are strings, as in JSON. */
  readonly kind: Exclude<JsonKind, "null" | "nested">;
  /** Whether it is a date without a time of day. */
  readonly date?: boolean;
}

/** A rectangle of cells, 0-based and inclusive. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  /** Whether empty rows within it divide sections, and are no rows of the table. */
  readonly sectioned?: true;
  /** Where the rows of the table begin, if not directly below its header. */
  readonly begins?: number;
}

/** A block of cells that empty rows and columns enclose, and how many of them are filled. */
export type Block = Area & { readonly filled: number };

/** Sparse: row, then column → cell. */
export type Grid = ReadonlyMap<number, ReadonlyMap<number, GridCell>>;

/** Whether the first row of an area has a text in each column. */
export function isNamed(grid: Grid, { top, left, right }: Area): boolean {
  const cells = grid.get(top);
  return Array.from({ length: right - left + 1 }, (_, at) => cells?.get(left + at)?.kind).every(
    (kind) => kind === "string",
  );
}

/** Writes an area as spreadsheets do: `B3:F90`. */
export function nameArea({ top, left, bottom, right }: Area): string {
  return `${nameCell(top, left)}:${nameCell(bottom, right)}`;
}

export function nameCell(row: number, column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

/** @returns an open-ended area if only its first cell is named; undefined if the text is not an area */
export function parseArea(text: string): Area | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6}))?$/.exec(
    text.trim(),
  );
  if (match === null) return undefined;
  const [top, left] = [Number(match[2]) - 1, columnOf(match[1]!)];
  const [bottom, right] = match[3] === undefined ? [Infinity, Infinity] : [Number(match[4]) - 1, columnOf(match[3])];
  return bottom < top || right < left ? undefined : { top, left, bottom, right };
}

/** Reads the name of a cell, 0-based; undefined if it is none. */
export function parseCell(text: string): { readonly row: number; readonly column: number } | undefined {
  let [at, column, row] = [0, 0, 0];
  for (; at < text.length; at++) {
    const letter = text.charCodeAt(at) & ~0x20;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
  }
  if (at === 0 || at > 3 || at === text.length || text.length > at + 7) return undefined;
  for (; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    row = row * 10 + digit;
  }
  return row === 0 ? undefined : { row: row - 1, column: column - 1 };
}

function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
