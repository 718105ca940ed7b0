import type { CellHeat } from "../../document/document.ts";
import type { Theme } from "../../template/template.ts";
import { heatColor } from "./heat-color.ts";
import { joinedRows, type Around } from "./joined-rows.ts";
import { setArrow } from "./set-arrow.ts";
import type { LayoutContext } from "../layout-context.ts";
import type { SetRow, SetRows, TableCellText } from "./measure-table.ts";
import { graphicGap } from "./cell-text.ts";
import { columnEnds, setCell, type ColumnPlaces } from "./set-cells.ts";
import { setGraphic } from "./set-graphic.ts";
import type { TextLine } from "../text/text-line.ts";
import { baselineOf } from "../text/set-text.ts";
import { moveBox, slice, type FlowBox, type Slice, type Strip } from "../slice.ts";
import type { LineStyle } from "../styles.ts";

/** Space above and below a row's text, points. */
export const rowPadding = 2.5;
/** Space above a group row, points. */
const groupSpace = 5;

/** How far a heat map's cell goes on under its neighbours, points. */
const overlap = 0.5;
const none: ReadonlyMap<number, CellHeat> = new Map();

/**
 * This many rows at a table's beginning and end stay with the next row, so that fewer than three rows of a long table
 * are never alone on a page.
 */
function together(rows: number): number {
  return rows >= 6 ? 2 : 1;
}

interface LinedRow {
  readonly kind: SetRow["kind"];
  readonly cells: readonly TableCellText[];
  /** Of each cell. */
  readonly lines: readonly (readonly TextLine[])[];
  /** Space above the first line beside the padding. */
  readonly above: number;
  /** Lines of its tallest cell, without those that continue in further rows. */
  count: number;
}

/**
 * Sets the rows of a table between hairlines or on stripes, by the theme. A row breaks between pages only if it is
 * taller than half a page; rows joined by a cell stay together if they fit on a page, and otherwise the cell is printed
 * again on each page.
 *
 * @param resume the header row repeated on every page
 * @param around heights of the caption and of what stands below the table, which are kept with its rows
 */
export function setRows(
  context: LayoutContext,
  rows: SetRows,
  places: ColumnPlaces,
  style: LineStyle,
  resume: Strip | undefined,
  around: Pick<Around, "before" | "after">,
): Slice[] {
  const { theme, textHeight } = context;
  const { leading } = style;
  const baseline = rowPadding + baselineOf(context, style);
  const { start, right } = places;
  const line = (index: number): LinedRow => lineRow(context, rows.rowAt(index), index, places, baseline, leading);
  const heightOf = ({ count, above }: LinedRow): number => count * leading + 2 * rowPadding + above;
  const edge = together(rows.length);
  const keeps = (index: number): boolean =>
    index > 0 &&
    (index <= edge ||
      index >= rows.length - edge ||
      rows.kindOf(index) === "total" ||
      rows.kindOf(index) === "subtotal" ||
      rows.kindOf(index - 1) === "group");
  // Only rows joined by cells look far ahead.
  const lined = rows.joined ? stretchRows(Array.from({ length: rows.length }, (_, index) => line(index))) : undefined;
  const joined =
    lined === undefined
      ? undefined
      : joinedRows(
          lined.map((row) => ({ ...row, height: heightOf(row) })),
          textHeight - (resume?.height ?? 0),
          { ...around, keeps },
        );
  if (joined !== undefined && joined.tall.length > 0) warnJoined(context, joined.tall);
  let ahead: { readonly index: number; readonly row: LinedRow } | undefined;
  const rowAt = (index: number): LinedRow => {
    if (lined !== undefined) return lined[index]!;
    if (ahead?.index !== index) ahead = { index, row: line(index) };
    return ahead.row;
  };
  const striped = theme.tables === "stripes";
  let spannedTo = 0;
  /** Row after the cell in each column. */
  const nextIn: number[] = places.left.map(() => 0);
  let stripe = false;
  /** The header row and the heading of the group that continues. */
  let group: Strip | undefined;
  const slices: Slice[] = [];
  const setRow = (index: number): void => {
    const row = rowAt(index);
    const { cells, count, kind, above } = row;
    const long = joined?.rows[index];
    const lines = long === undefined ? row.lines : [...long.lines, long.beside];
    const height = heightOf(row);
    const inside = index < spannedTo;
    for (const { column, colSpan, rowSpan } of cells) {
      nextIn.fill(index + rowSpan, column, column + colSpan);
      spannedTo = Math.max(spannedTo, index + rowSpan);
    }
    const hot = hotColumns(cells);
    const hotBelow = hot.size === 0 || index + 1 >= rows.length ? none : hotColumns(rowAt(index + 1).cells);
    const keep = (inside && long?.keep !== false) || keeps(index);
    const notes: number[] = [];
    for (const set of lines) for (const line of set) notes.push(...line.notes);
    const strip = kind === "group" || group === undefined ? resume : group;
    const rules = {
      notes,
      resume:
        long === undefined || long.again.length === 0 ? strip : { height: 0, boxes: [], ...strip, over: long.again },
    };
    if (!inside) stripe = kind === "body" && !stripe;
    const ground = (high: number, ends: boolean): FlowBox[] => [
      ...(kind === "highlight" || (striped && stripe) ? [rectangle(start, right - start, high, theme.tint)] : []),
      ...[...hot].map(([column, heat]) =>
        heatGround(
          heat,
          column,
          places,
          high + ((ends ? hotBelow : hot).has(column) ? overlap : 0),
          hot.has(column + 1),
          theme,
        ),
      ),
    ];
    const next = index === rows.length - 1 ? undefined : rows.kindOf(index + 1);
    const closing = next === undefined || next === "total" || next === "subtotal";
    const hair = (y: number): FlowBox[] => {
      if (striped && !closing && kind !== "group") return [];
      const across =
        !closing && (spannedTo > index + 1 || hotBelow.size > 0)
          ? besideJoined(
              places,
              nextIn.map((next, column) => next > index + 1 || (hot.has(column) && hotBelow.has(column))),
            )
          : [[start, right] as const];
      return across.map(([x1, x2]) => ({
        kind: "line",
        means: "layout",
        x1,
        x2,
        y1: y,
        y2: y,
        color: next === "subtotal" ? theme.muted : closing ? theme.ink : theme.rule,
        width: 0.5,
      }));
    };
    const pictures = cells.flatMap((cell): FlowBox[] => {
      const arrow =
        cell.cell.change === undefined
          ? []
          : [setArrow(context, cell.cell.change, kind, arrowPlace(cell.column, places), above + baseline)];
      if (cell.graphic === undefined || cell.colSpan > 1) return arrow;
      const { left, room } = graphicPlace(cell.column, places);
      return [
        ...arrow,
        ...setGraphic(
          context,
          cell.graphic,
          cell.means,
          { left, room, mirrored: places.mirrored },
          above + rowPadding,
          leading,
        ),
      ];
    });
    if (height <= textHeight / 2) {
      const boxes = ground(height, true);
      for (const set of lines) for (const line of set) boxes.push(...line.boxes);
      boxes.push(...pictures, ...hair(height));
      if (kind === "group") group = repeatGroup(resume, { height, boxes });
      else if (kind === "total") group = undefined;
      slices.push(slice({ height, boxes }, { ...rules, keep }));
      return;
    }
    for (let at = 0; at < count; at++) {
      const last = at === count - 1;
      const top = at === 0 ? 0 : above + rowPadding + at * leading;
      const high = leading + (at === 0 ? rowPadding + above : 0) + (last ? rowPadding : 0);
      const boxes = ground(high, last);
      for (const line of lines.flat()) {
        const place = lineIn(line, above + baseline, leading, count);
        if (place.at === at)
          for (const box of line.boxes) boxes.push(top + place.over === 0 ? box : raise(box, top + place.over));
      }
      if (at === 0) boxes.push(...pictures);
      if (last) boxes.push(...hair(high));
      slices.push(
        slice(
          { height: high, boxes },
          {
            ...rules,
            notes: at === 0 ? notes : [],
            keep: at === 0 ? keep : at === 1 || last || (inside && long === undefined),
          },
        ),
      );
    }
  };
  for (let index = 0; index < rows.length; index++) setRow(index);
  return slices;
}

/**
 * Which of its row's lines a cell's line is beside, and how far below: a cell that began above has a rhythm of its own.
 *
 * @param first baseline of the row's first line
 */
function lineIn(
  { boxes }: TextLine,
  first: number,
  leading: number,
  count: number,
): { readonly at: number; readonly over: number } {
  const text = boxes.find((box) => box.kind === "text" || box.kind === "page-reference");
  if (text === undefined) return { at: 0, over: 0 };
  const at = Math.min(count - 1, Math.max(0, Math.floor((text.y - first) / leading + 0.01)));
  const over = text.y - first - at * leading;
  return { at, over: Math.abs(over) < 0.01 ? 0 : over };
}

/** A group's heading below the header row, repeated on a page as an artifact. */
function repeatGroup(resume: Strip | undefined, { height, boxes }: Strip): Strip {
  const down = resume?.height ?? 0;
  const again = boxes.flatMap((box): FlowBox[] => {
    if (box.kind === "text" || box.kind === "page-reference") return [moveBox({ ...box, means: "layout" }, 0, down)];
    return box.kind === "line" || box.kind === "rectangle" ? [moveBox(box, 0, down)] : [];
  });
  return { height: down + height, boxes: [...(resume?.boxes ?? []), ...again] };
}

function lineRow(
  context: LayoutContext,
  { kind, cells }: SetRow,
  index: number,
  places: ColumnPlaces,
  baseline: number,
  leading: number,
): LinedRow {
  const above = kind === "group" && index > 0 ? groupSpace : kind === "total" || kind === "subtotal" ? 1 : 0;
  let count = 1;
  const lines = cells.map((cell) => {
    const set = setCell(context, cell, places, above + baseline, leading);
    if (cell.rowSpan === 1 && set.length > count) count = set.length;
    return set;
  });
  return { kind, cells, lines, above, count };
}

/** If a cell over several rows needs more lines than they have, the last row grows. */
function stretchRows(lined: LinedRow[]): LinedRow[] {
  lined.forEach(({ cells, lines }, index) => {
    cells.forEach(({ rowSpan }, at) => {
      if (rowSpan === 1) return;
      const spanned = lined.slice(index, index + rowSpan).reduce((sum, { count }) => sum + count, 0);
      const needed = (lines[at] as readonly TextLine[]).length;
      if (needed > spanned) lined[index + rowSpan - 1]!.count += needed - spanned;
    });
  });
  return lined;
}

function rectangle(x: number, width: number, height: number, fill: string): FlowBox {
  return { kind: "rectangle", means: "layout", x, y: 0, width, height, fill };
}

/** The columns of a heat map in a row. */
function hotColumns(cells: readonly TableCellText[]): ReadonlyMap<number, CellHeat> {
  let hot: Map<number, CellHeat> | undefined;
  for (const { cell, column, colSpan, rowSpan } of cells)
    if (cell.heat !== undefined && colSpan === 1 && rowSpan === 1) (hot ??= new Map()).set(column, cell.heat);
  return hot ?? none;
}

/**
 * A heat map's cell meets its neighbours halfway between the columns, and goes on under the one that is drawn over it:
 * where two edges only touch, viewers show a line of paper.
 *
 * @param goesOn whether the next column has a ground, too
 */
function heatGround(
  heat: CellHeat,
  column: number,
  { left, width, start, right, gap, mirrored }: ColumnPlaces,
  height: number,
  goesOn: boolean,
  theme: Theme,
): FlowBox {
  const [x1, x2] = [left[column]!, left[column]! + width[column]!];
  const [from, to] = [x1 - start < 0.01 ? start : x1 - gap / 2, right - x2 < 0.01 ? right : x2 + gap / 2];
  const over = goesOn ? overlap : 0;
  return rectangle(mirrored ? from - over : from, to - from + over, height, heatColor(heat, theme).ground);
}

/** Left edge of a column's arrows, before its widest number. */
function arrowPlace(column: number, { left, width, front, behind, arrow, graphic, mirrored }: ColumnPlaces): number {
  const numbers = arrow[column]! + front[column]! + behind[column]!;
  return left[column]! + (graphic[column]! > 0 && !mirrored ? 0 : Math.max(0, width[column]! - numbers));
}

/** Position of a column's bars or sparklines: after its numbers, or at the edge where reading begins. */
function graphicPlace(
  column: number,
  { left, width, front, behind, arrow, mirrored }: ColumnPlaces,
): { left: number; room: number } {
  const numbers = arrow[column]! + front[column]! + behind[column]!;
  const shift = numbers === 0 ? 0 : numbers + graphicGap;
  return { left: left[column]! + (mirrored ? 0 : shift), room: width[column]! - shift };
}

function raise(box: FlowBox, by: number): FlowBox {
  return box.kind === "line" ? { ...box, y1: box.y1 - by, y2: box.y2 - by } : { ...box, y: box.y - by };
}

/** One warning, however many groups of rows. @param tall height of each, points */
function warnJoined(context: LayoutContext, tall: readonly number[]): void {
  context.warn({
    code: "overflow",
    message: `${tall.length === 1 ? "Rows joined by one cell are" : `${tall.length} groups of rows joined by a cell are`} taller than a page: what joins them is printed again on each page`,
    seen: `${tall.length === 1 ? "" : "up to "}${Math.round(Math.max(...tall))} pt`,
    allowed: `${Math.round(context.textHeight)} pt`,
    hint: "Let the cell span fewer rows.",
  });
}

/**
 * The segments of a row's hairline, which leaves out cells that continue in the next row and those of a heat map.
 *
 * @param goesOn of each column
 * @returns left and right ends, points
 */
function besideJoined(places: ColumnPlaces, goesOn: readonly boolean[]): (readonly [number, number])[] {
  const across: (readonly [number, number])[] = [];
  for (let column = 0; column < goesOn.length; column++) {
    if (goesOn[column] === true) continue;
    const first = column;
    while (column + 1 < goesOn.length && goesOn[column + 1] === false) column++;
    across.push(columnEnds(places, first, column - first + 1));
  }
  return across;
}
