import type { DataTable, Inline, TableCell } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { lengthOf } from "../length-of.ts";
import { placeCells } from "../place-cells.ts";
import type { WordContext } from "./word-context.ts";

/** Width of a narrow character as a share of the size of type, and the margins of a cell, twentieths of a point. */
const [character, margins] = [0.6, 240];
/** The margins of a cell of a crowded table, twentieths of a point, and its least size of type, points. */
const [crowdedMargins, smallest] = [40, 4];
/** Most narrow characters of a column before its words go on in a second line, and of a word that is kept whole. */
const [mostCharacters, longestWord] = [40, 16];

/** The columns of a table. */
export interface ColumnFit {
  /** Twentieths of a point. */
  readonly widths: readonly number[];
  /** Where the words of its columns have no room side by side: size of its type, points, and margins of its cells. */
  readonly crowded?: { readonly size: number; readonly margin: number };
}

/**
 * The widths of a table's columns, in twentieths of a point: those that their words need with their marks of notes, and
 * all together at most the room that there is. Where it lacks, long texts give way first, and then its type is set
 * smaller: a number is kept whole.
 */
export function columnWidths(
  { theme }: WordContext,
  table: DataTable,
  head: readonly (readonly TableCell[])[],
  room: number,
): ColumnFit {
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
    if (spare < 0) return crowd(least, theme.sizes.label, room);
    if (given > 0)
      return {
        widths: wanted.map((each, column) => Math.floor(needed[column]! + ((each - needed[column]!) * spare) / given)),
      };
  }
  const stretch = table.full === true || sum > room ? room / sum : 1;
  return { widths: wanted.map((each) => Math.max(1, Math.floor(each * stretch))) };
}

/** Columns as wide as their longest words in smaller type. @param size of the type of tables, points */
function crowd(least: readonly number[], size: number, room: number): ColumnFit {
  // Bold headings are a little wider, which shows in short words.
  const lengths = least.map((length) => length + 0.5);
  const letters = sumOf(lengths) * 20 * character;
  const fitting = (room - least.length * crowdedMargins) / letters;
  // Sizes are halves of a point.
  const own = Math.max(smallest, Math.min(size, Math.floor(fitting * 2) / 2));
  const wanted = lengths.map((length) => length * own * 20 * character + crowdedMargins);
  const stretch = room / sumOf(wanted);
  return {
    widths: wanted.map((each) => Math.max(1, Math.floor(each * stretch))),
    crowded: { size: own, margin: crowdedMargins / 2 },
  };
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
