import { child, elements, type PartElement, textOf, notOurs } from "./read-package.ts";
import { showNumber, type ShownMarks } from "./show-number.ts";
import type { ShownStyle } from "./workbook-styles.ts";

/** A cell as it is read back. */
export interface ReadCell {
  /** `B3` */
  readonly place: string;
  readonly style: string;
  /** As it is displayed; empty for a cell without content. */
  readonly text: string;
  /** Its number in decimal digits, if it is one. */
  readonly number?: string | undefined;
  readonly formula?: string | undefined;
}

/** Marks of data, which are those of JSON whatever the language. */
const plain: ShownMarks = { decimal: ".", thousands: "," };

/** The cells of a sheet, row by row, and each row by its number from 1. */
export function readSheetCells(
  sheet: PartElement,
  styles: readonly ShownStyle[],
  marks: ShownMarks,
): ReadonlyMap<number, readonly ReadCell[]> {
  const data = child(sheet, "sheetData");
  const rows = data === undefined ? [] : elements(data, "row");
  return new Map(
    rows.map((row) => [Number(row.attributes["r"]), elements(row, "c").map((cell) => readCell(cell, styles, marks))]),
  );
}

function readCell(cell: PartElement, styles: readonly ShownStyle[], marks: ShownMarks): ReadCell {
  const place = cell.attributes["r"] ?? "";
  const shown = styles[Number(cell.attributes["s"] ?? 0)];
  if (shown === undefined) throw notOurs(`cell ${place} has no style`);
  const { name: style, format } = shown;
  const words = child(cell, "is");
  if (words !== undefined) return { place, style, text: unescaped(textOf(words)) };
  const value = child(cell, "v");
  if (value === undefined) return { place, style, text: "" };
  const number = textOf(value);
  const text = showNumber(number, format ?? "", style === "Data cell" ? plain : marks);
  if (text === undefined) throw notOurs(`cell ${place} shows ${number} as ${String(format)}`);
  const formula = child(cell, "f");
  return { place, style, text, number, formula: formula && textOf(formula) };
}

/** A character by its number, `_x0041_`. */
function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
