import type { DataTable, Inline, TableCell } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { lengthOf } from "../length-of.ts";
import { placeCells } from "../place-cells.ts";
import type { WordContext } from "./word-context.ts";

/** Width of a narrow character as a share of the size of type, and the margins of a cell, twentieths of a point. */
const [character, margins] = [0.6, 240];
/** Most narrow characters of a column before its words go on in a second line, and of a word that is kept whole. */
const [mostCharacters, longestWord] = [40, 16];

/**
 * The widths of a table's columns, in twentieths of a point: those that their words need with their marks of notes, and
 * all together at most the room that there is. Where it lacks, long texts give way first: a number is kept whole.
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
  const least = table.columns.map(() => 2);
  for (const part of [head, rows]) {
    const places = placeCells(part);
    for (const [row, cells] of part.entries())
      for (const [at, cell] of cells.entries()) {
        const { children, colSpan = 1, graphic } = cell;
        const column = places[row]![at]!;
        if (colSpan > 1 || longest[column] === undefined) continue;
        const alt = graphic?.kind === "sparkline" ? graphic.alt.length : 0;
        const words = plainText(children);
        const marks = markLength(cell);
        longest[column] = Math.max(longest[column], Math.min(mostCharacters, lengthOf(words) + marks + alt));
        const word = Math.max(...words.split(/[ \n-]/).map(lengthOf)) + marks;
        least[column] = Math.max(least[column]!, Math.min(longestWord, word));
      }
  }
  const wanted = longest.map((length, column) => {
    const { share } = table.columns[column]!;
    return share === undefined ? length * size + margins : share * room;
  });
  const sum = sumOf(wanted);
  if (sum > room && table.columns.every(({ share }) => share === undefined)) {
    const needed = least.map((length, column) => Math.min(wanted[column]!, length * size + margins));
    const [spare, given] = [room - sumOf(needed), sum - sumOf(needed)];
    if (spare >= 0 && given > 0)
      return wanted.map((each, column) => Math.floor(needed[column]! + ((each - needed[column]!) * spare) / given));
  }
  const stretch = table.full === true || sum > room ? room / sum : 1;
  return wanted.map((each) => Math.max(1, Math.floor(each * stretch)));
}

function sumOf(widths: readonly number[]): number {
  return widths.reduce((total, each) => total + each, 0);
}

/** How many narrow characters wide the marks of notes behind a cell's words are. */
function markLength({ children, note }: TableCell): number {
  const cited = (inlines: readonly Inline[]): number =>
    inlines.reduce(
      (sum, inline) => sum + (inline.type === "footnote" ? 2 : "children" in inline ? cited(inline.children) : 0),
      0,
    );
  return cited(children) + (note === undefined ? 0 : 1);
}
