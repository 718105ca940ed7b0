import type { DataTable } from "../../document/document.ts";
import type { LayoutContext } from "../layout-context.ts";
import { dividePiece } from "../text/divide-piece.ts";
import { splitPieces } from "../text/split-pieces.ts";
import { arrowGap, arrowWidth, graphicGap, type CellRows, type CellText } from "./cell-text.ts";
import { graphicWidth } from "./set-graphic.ts";
import type { ColumnDemand } from "./table-widths.ts";

/** The least and the usual width of a cell over several columns, points. */
interface JoinedNeed {
  readonly column: number;
  readonly colSpan: number;
  least: number;
  natural: number;
  /** Of numbers in a decimal column: before the decimal mark, and from it on. */
  before: number;
  behind: number;
}

/** What a table's columns need, gaps between them not included. */
export interface ColumnNeeds {
  readonly columns: readonly (ColumnDemand & {
    /** Widest part before the decimal mark, and after it. */
    readonly front: number;
    readonly behind: number;
    /** Room for the arrows before the numbers, and for bars or sparklines; 0 without. */
    readonly arrow: number;
    readonly graphic: number;
    /** Whether it holds the cells of a heat map. */
    readonly heat: boolean;
  })[];
  readonly joined: readonly JoinedNeed[];
}

interface Column {
  front: number;
  behind: number;
  /** The same of texts in a column of numbers, and their least width if they may have several lines. */
  textFront: number;
  textBehind: number;
  textLeast: number;
  least: number;
  natural: number;
  graphic: number;
  usual: number;
  arrow: number;
  heat: boolean;
}

/**
 * Collects what all cells of a table need.
 *
 * @param crowded whether words are divided at their syllables where a column is too narrow for them
 */
export function columnNeeds(
  context: LayoutContext,
  table: DataTable,
  head: readonly { readonly cells: readonly CellText[] }[],
  body: CellRows,
  crowded: boolean,
): ColumnNeeds {
  const columns = table.columns.map((): Column => ({
    front: 0,
    behind: 0,
    textFront: 0,
    textBehind: 0,
    textLeast: 0,
    least: 0,
    natural: 0,
    graphic: 0,
    usual: 0,
    arrow: 0,
    heat: false,
  }));
  const joined = new Map<string, JoinedNeed>();
  const leastOf = (cell: CellText): number => (crowded ? dividedWidth(context, cell) : cell.extent.least);
  for (let index = -head.length; index < body.length; index++) {
    const { cells } = index < 0 ? head[head.length + index]! : body.rowAt(index);
    for (const each of cells) {
      const column = columns[each.column]!;
      const { extent, indent } = each;
      if (each.graphic !== undefined) {
        const room = graphicWidth(each.graphic);
        column.graphic = Math.max(column.graphic, room.least);
        column.usual = Math.max(column.usual, room.natural);
      }
      if (each.colSpan > 1) {
        addJoined(joined, each, leastOf(each), index < 0);
        continue;
      }
      if (each.cell.heat !== undefined) column.heat = true;
      if (each.cell.change !== undefined) column.arrow = arrowWidth + arrowGap;
      if (each.align === "decimal" && crowded && isText(each)) {
        column.textFront = Math.max(column.textFront, extent.before + indent);
        column.textBehind = Math.max(column.textBehind, extent.behind);
        column.textLeast = Math.max(column.textLeast, leastOf(each) + indent);
        column.natural = Math.max(column.natural, extent.natural + indent);
      } else if (each.align === "decimal") {
        column.front = Math.max(column.front, extent.before + indent);
        column.behind = Math.max(column.behind, extent.behind);
      } else {
        column.least = Math.max(column.least, leastOf(each) + indent);
        column.natural = Math.max(column.natural, extent.natural + indent);
      }
    }
  }
  return {
    columns: columns.map((column, index) => demandOf(column, table.columns[index]!)),
    joined: [...joined.values()],
  };
}

function demandOf(column: Column, { align, share }: DataTable["columns"][number]): ColumnNeeds["columns"][number] {
  const { arrow, natural, graphic, usual, heat } = column;
  // Beside an arrow or a bar a text keeps to the numbers' place.
  const pictured = arrow > 0 || graphic > 0;
  const front = pictured ? Math.max(column.front, column.textFront) : column.front;
  const behind = pictured ? Math.max(column.behind, column.textBehind) : column.behind;
  const least = pictured ? column.least : Math.max(column.least, column.textLeast);
  const decimal = front + behind + arrow;
  const needed = (picture: number): number =>
    decimal + (picture === 0 ? 0 : picture + (decimal === 0 ? 0 : graphicGap));
  return {
    least: Math.max(least, needed(graphic), 8),
    natural: Math.max(natural, needed(usual), 8),
    numeric: graphic === 0 && (align === "decimal" || align === "right"),
    share,
    front,
    behind,
    arrow,
    graphic,
    heat,
  };
}

/** So many letters without a syllable are no word: they may break anywhere, with a warning. */
const noWord = /^[^\p{Nd}]*\p{L}{41}[^\p{Nd}]*$/u;
/** Least width of a column in which they do, points. */
const cutWidth = 60;

/** Of a joined cell in the body only the widest word counts: its text may have several lines. */
function addJoined(
  joined: Map<string, JoinedNeed>,
  { column, colSpan, extent, align, indent }: CellText,
  least: number,
  heading: boolean,
): void {
  const key = `${column} ${colSpan}`;
  const need = joined.get(key) ?? { column, colSpan, least: 0, natural: 0, before: 0, behind: 0 };
  joined.set(key, need);
  if (align === "decimal" && !heading) {
    need.before = Math.max(need.before, extent.before + indent);
    need.behind = Math.max(need.behind, extent.behind);
  }
  need.least = Math.max(
    need.least,
    (align === "decimal" ? Math.max(least, extent.plain ? extent.before + extent.behind : 0) : least) + indent,
  );
  if (heading) need.natural = Math.max(need.natural, extent.natural);
}

/** Whether a cell in a column of numbers is rather text, which may have several lines. */
function isText({ spans, extent }: CellText): boolean {
  return !extent.plain || spans[0]?.text.includes(" ") === true;
}

/** Width of the widest part of a cell's text once its words are divided, points. */
function dividedWidth(context: LayoutContext, { spans, extent }: CellText): number {
  if (spans.length === 0 || (extent.plain && !/\p{L}{5}|.[-/_.]./u.test(spans[0]!.text))) return extent.least;
  let widest = 0;
  for (const piece of splitPieces(context, spans).pieces) {
    for (const part of dividePiece(context, piece)) {
      const width = part.width + (part.hyphen?.width ?? 0);
      widest = Math.max(
        widest,
        noWord.test(part.atoms.map(({ text }) => text).join("")) ? Math.min(width, cutWidth) : width,
      );
    }
  }
  return widest;
}

/** The needs of some of the columns, those of cells over several columns for the columns of theirs that are left. */
export function needsOf({ columns, joined }: ColumnNeeds, chosen: readonly number[]): ColumnNeeds {
  const left = chosen.map((at) => ({ ...columns[at]!, share: undefined }));
  const parts = joined.flatMap((need): JoinedNeed[] => {
    const under = chosen.flatMap((each, at) => (each >= need.column && each < need.column + need.colSpan ? [at] : []));
    const [first] = under;
    if (first === undefined) return [];
    if (under.length === 1) left[first] = withNumber(left[first]!, need);
    return [{ ...need, column: first, colSpan: under.length }];
  });
  return { columns: left, joined: parts };
}

/** The needs of a column in which a number over several columns is left alone: it aligns with the others. */
function withNumber<T extends ColumnNeeds["columns"][number]>(column: T, { before, behind }: JoinedNeed): T {
  if (before + behind === 0) return column;
  const wider = Math.max(0, before - column.front) + Math.max(0, behind - column.behind);
  const number = { front: Math.max(before, column.front), behind: Math.max(behind, column.behind) };
  const decimal = number.front + number.behind + column.arrow;
  const least = column.graphic > 0 ? column.least + wider : Math.max(column.least, decimal);
  return { ...column, ...number, least, natural: Math.max(column.natural + (column.graphic > 0 ? wider : 0), least) };
}
