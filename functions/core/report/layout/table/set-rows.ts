import type { CellHeat } from "../../document/document.ts";
import type { Around, JoinedRow, JoinedRows } from "./joined-rows.ts";
import type { LayoutContext } from "../layout-context.ts";
import type { SetRows } from "./measure-table.ts";
import { ground, heatGrounds, hotColumns } from "./heat-ground.ts";
import { LinedRows, type LinedRow, type RowStyle } from "./lined-rows.ts";
import { rowPictures } from "./row-pictures.ts";
import { columnEnds, type ColumnPlaces } from "./set-cells.ts";
import type { TextLine } from "../text/text-line.ts";
import { moveBox, slice, type FlowBox, type Slice, type Strip } from "../slice.ts";

const none: ReadonlyMap<number, CellHeat> = new Map();

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
  style: RowStyle,
  resume: Strip | undefined,
  around: Pick<Around, "before" | "after">,
): Slice[] {
  const lined = new LinedRows(context, rows, places, style);
  const keeps = keptRows(rows);
  const joined = lined.join(context.textHeight - (resume?.height ?? 0), { ...around, keeps });
  if (joined !== undefined && joined.tall.length > 0) warnJoined(context, joined.tall);
  const setter = new RowSetter({ context, rows, lined, joined, keeps, places, leading: style.leading, resume });
  const slices: Slice[] = [];
  for (let index = 0; index < rows.length; index++) slices.push(...setter.setRow(index));
  return slices;
}

/**
 * Whether a row stays with the one before it. One or two rows at a table's beginning and end stay with the next row, so
 * that fewer than three rows of a long table are never alone on a page. In a table with groups, no page begins or ends
 * with a single row of a group that has more.
 */
function keptRows(rows: SetRows): (index: number) => boolean {
  const edge = rows.length >= 6 ? 2 : 1;
  return (index) =>
    index > 0 &&
    (index <= edge ||
      index >= rows.length - edge ||
      rows.kindOf(index) === "total" ||
      rows.kindOf(index) === "subtotal" ||
      rows.kindOf(index - 1) === "group" ||
      isEdgeOfGroup(rows, index));
}

/** Whether a row is the second of its group, or its last. */
function isEdgeOfGroup(rows: SetRows, index: number): boolean {
  const isRow = (at: number): boolean => at < rows.length && !["group", "subtotal", "total"].includes(rows.kindOf(at));
  if (!isRow(index) || !isRow(index - 1)) return false;
  if (index > 1 && rows.kindOf(index - 2) === "group") return true;
  return !isRow(index + 1) && rows.grouped;
}

/** What all rows share. */
interface RowWork {
  readonly context: LayoutContext;
  readonly rows: SetRows;
  readonly lined: LinedRows;
  readonly joined: JoinedRows | undefined;
  keeps(index: number): boolean;
  readonly places: ColumnPlaces;
  readonly leading: number;
  /** The header row repeated on every page. */
  readonly resume: Strip | undefined;
}

/** A row that is being set. */
interface CurrentRow {
  readonly index: number;
  readonly row: LinedRow;
  /** Of its cells, and of cells that began above. */
  readonly lines: readonly (readonly TextLine[])[];
  readonly height: number;
  /** Whether a cell that began above stands in it, on one page with it. */
  readonly inside: boolean;
  readonly striped: boolean;
  readonly hot: ReadonlyMap<number, CellHeat>;
  /** Columns of a heat map in the row below. */
  readonly hotBelow: ReadonlyMap<number, CellHeat>;
  readonly keep: boolean;
  readonly notes: readonly number[];
  readonly resume: Slice["resume"];
}

/** Sets rows from the first to the last; each depends on the cells, stripes and groups that began above. */
class RowSetter {
  readonly #work: RowWork;
  /** Row after the last cell that began so far. */
  #spannedTo = 0;
  /** Row after the cell in each column. */
  readonly #nextIn: number[];
  #stripe = false;
  /** The header row and the heading of the group that continues. */
  #group: Strip | undefined;

  constructor(work: RowWork) {
    this.#work = work;
    this.#nextIn = work.places.left.map(() => 0);
  }

  setRow(index: number): Slice[] {
    const current = this.#enter(index);
    return current.height <= this.#work.context.textHeight / 2 ? [this.#setWhole(current)] : this.#setBroken(current);
  }

  #enter(index: number): CurrentRow {
    const { rows, lined, joined, keeps, context } = this.#work;
    const row = lined.at(index);
    const long = joined?.rows[index];
    const inside = index < this.#spannedTo;
    for (const { column, colSpan, rowSpan } of row.cells) {
      this.#nextIn.fill(index + rowSpan, column, column + colSpan);
      this.#spannedTo = Math.max(this.#spannedTo, index + rowSpan);
    }
    if (!inside) this.#stripe = row.kind === "body" && !this.#stripe;
    const hot = hotColumns(row.cells);
    const lines = long === undefined ? row.lines : [...long.lines, long.beside];
    const notes: number[] = [];
    for (const set of lines) for (const line of set) notes.push(...line.notes);
    return {
      index,
      row,
      lines,
      height: lined.heightOf(row),
      inside: inside && long === undefined,
      striped: row.kind === "highlight" || (context.theme.tables === "stripes" && this.#stripe),
      hot,
      hotBelow: hot.size === 0 || index + 1 >= rows.length ? none : hotColumns(lined.at(index + 1).cells),
      keep: (inside && long?.keep !== false) || keeps(index),
      notes,
      resume: this.#resumeOf(row, long),
    };
  }

  #resumeOf({ kind }: LinedRow, long: JoinedRow | undefined): Slice["resume"] {
    const strip = kind === "group" || this.#group === undefined ? this.#work.resume : this.#group;
    return long === undefined || long.again.length === 0 ? strip : { height: 0, boxes: [], ...strip, over: long.again };
  }

  #setWhole(current: CurrentRow): Slice {
    const { row, lines, height, keep, notes, resume } = current;
    const boxes = this.#grounds(current, height, current.hotBelow);
    for (const set of lines) for (const line of set) boxes.push(...line.boxes);
    boxes.push(...this.#pictures(row), ...this.#hairlines(current, height));
    if (row.kind === "group") this.#group = repeatGroup(this.#work.resume, { height, boxes });
    else if (row.kind === "total") this.#group = undefined;
    return slice({ height, boxes }, { notes, resume, keep });
  }

  /** Sets a row that pages may cut, a slice for each line. */
  #setBroken(current: CurrentRow): Slice[] {
    const { row, keep, inside, notes, resume } = current;
    const { leading, lined } = this.#work;
    const { padding } = lined;
    const slices: Slice[] = [];
    for (let at = 0; at < row.count; at++) {
      const last = at === row.count - 1;
      const top = at === 0 ? 0 : row.above + padding + at * leading;
      const height = leading + (at === 0 ? padding + row.above : 0) + (last ? padding : 0);
      const boxes = this.#grounds(current, height, last ? current.hotBelow : current.hot);
      boxes.push(...this.#boxesAt(current, at, top));
      if (at === 0) boxes.push(...this.#pictures(row));
      if (last) boxes.push(...this.#hairlines(current, height));
      const rules = { notes: at === 0 ? notes : [], resume, keep: at === 0 ? keep : at === 1 || last || inside };
      slices.push(slice({ height, boxes }, rules));
    }
    return slices;
  }

  /** The text in one of the lines of a row. @param top of the line in the row */
  #boxesAt({ row, lines }: CurrentRow, at: number, top: number): FlowBox[] {
    const { lined, leading } = this.#work;
    const boxes: FlowBox[] = [];
    for (const line of lines.flat()) {
      const place = lineIn(line, row.above + lined.baseline, leading, row.count);
      if (place.at !== at) continue;
      const up = top + place.over;
      for (const box of line.boxes) boxes.push(up === 0 ? box : raise(box, up));
    }
    return boxes;
  }

  /** @param below columns whose heat goes on under the foot */
  #grounds({ striped, hot }: CurrentRow, height: number, below: CurrentRow["hot"]): FlowBox[] {
    const { places, context } = this.#work;
    const { start, right } = places;
    return [
      ...(striped ? [ground(start, right - start, height, context.theme.tint)] : []),
      ...heatGrounds(hot, below, places, height, context.theme),
    ];
  }

  #pictures(row: LinedRow): FlowBox[] {
    const { context, places, lined, leading } = this.#work;
    return rowPictures(context, row, places, lined, leading);
  }

  /** The hairline below a row, without the cells that go on. */
  #hairlines({ index, row, hot, hotBelow }: CurrentRow, y: number): FlowBox[] {
    const { context, rows, places } = this.#work;
    const { theme } = context;
    const next = index === rows.length - 1 ? undefined : rows.kindOf(index + 1);
    const closing = next === undefined || next === "total" || next === "subtotal";
    if (theme.tables === "stripes" && !closing && row.kind !== "group") return [];
    const across =
      closing || (this.#spannedTo <= index + 1 && hotBelow.size === 0)
        ? [[places.start, places.right] as const]
        : besideJoined(
            places,
            this.#nextIn.map((end, column) => end > index + 1 || (hot.has(column) && hotBelow.has(column))),
          );
    const color = next === "subtotal" ? theme.muted : closing ? theme.ink : theme.rule;
    return across.map(([x1, x2]) => ({ kind: "line", means: "layout", x1, x2, y1: y, y2: y, color, width: 0.5 }));
  }
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
