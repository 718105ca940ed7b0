import type { DataTable, TableCell } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { lengthOf } from "../length-of.ts";
import { placeCells } from "../place-cells.ts";
import type { WordContext } from "./word-context.ts";

/** Width of a narrow character as a share of the size of type, and the margins of a cell, twentieths of a point. */
const [character, margins] = [0.6, 240];
/** Most narrow characters of a column before its words go on in a second line. */
const mostCharacters = 40;

/**
 * The widths of a table's columns, in twentieths of a point: those that their words need, and all together at most the
 * room that there is.
 */
export function columnWidths(
  { theme }: WordContext,
  table: DataTable,
  head: readonly (readonly TableCell[])[],
  room: number,
): number[] {
  const size = theme.sizes.label * 20 * character;
  const rows = table.rows.map(({ cells }) => cells);
  const longest = table.columns.map(() => 2);
  for (const part of [head, rows]) {
    const places = placeCells(part);
    for (const [row, cells] of part.entries())
      for (const [at, { children, colSpan = 1, graphic }] of cells.entries()) {
        const column = places[row]![at]!;
        if (colSpan > 1 || longest[column] === undefined) continue;
        const alt = graphic?.kind === "sparkline" ? graphic.alt.length : 0;
        longest[column] = Math.max(longest[column], Math.min(mostCharacters, lengthOf(plainText(children)) + alt));
      }
  }
  const wanted = longest.map((length, column) => {
    const { share } = table.columns[column]!;
    return share === undefined ? length * size + margins : share * room;
  });
  const sum = wanted.reduce((total, each) => total + each, 0);
  const stretch = table.full === true || sum > room ? room / sum : 1;
  return wanted.map((each) => Math.max(1, Math.floor(each * stretch)));
}
