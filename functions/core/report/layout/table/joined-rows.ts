import { moveBox, type FlowBox } from "../slice.ts";
import type { TextLine } from "../text/text-line.ts";
import type { GridCell } from "./table-grid.ts";

/** A row whose cells are broken into lines. */
export interface HighRow {
  readonly cells: readonly Pick<GridCell, "rowSpan">[];
  /** Of each cell, from the row's top. */
  readonly lines: readonly (readonly TextLine[])[];
  readonly height: number;
  /** Space above the first line beside the padding. */
  readonly above: number;
}

/** What a row of a group that continues over pages needs besides its own cells. */
export interface JoinedRow {
  /** Whether no page may end before it. */
  readonly keep: boolean;
  /** The lines of its own cells that stand in it. */
  readonly lines: readonly (readonly TextLine[])[];
  /** Lines of cells that began above and stand in it. */
  readonly beside: readonly TextLine[];
  /** Cells that began above, printed again if a page begins with it. */
  readonly again: readonly FlowBox[];
}

export interface JoinedRows {
  /** By row; undefined for one whose group stays on one page. */
  readonly rows: readonly (JoinedRow | undefined)[];
  /** Height of each group that continues over pages, points. */
  readonly tall: readonly number[];
}

interface Cell {
  readonly start: number;
  readonly end: number;
  /** Index in its row. */
  readonly at: number;
  /** The row in which each of its lines stands. */
  readonly rowOf: readonly number[];
}

/** What a page must hold besides the rows of a group. */
export interface Around {
  /** Heights of what is kept with the table's first row, and with its last, points. */
  readonly before: number;
  readonly after: number;
  /** Whether a row is kept with the one before it, joined or not. */
  keeps(row: number): boolean;
}

/**
 * Finds the groups of rows joined by cells that are taller than a page, and where pages may end in them: where what is
 * left of a joined cell has room for its text, which is then printed again, or where the text itself goes on.
 *
 * @param most height of a page, points
 */
export function joinedRows(rows: readonly HighRow[], most: number, around: Around): JoinedRows {
  const tops: number[] = [0];
  for (const { height } of rows) tops.push(tops.at(-1)! + height);
  const found: (JoinedRow | undefined)[] = rows.map(() => undefined);
  const tall: number[] = [];
  for (let from = 0; from < rows.length;) {
    let to = from + 1;
    for (let row = from; row < to; row++)
      for (const { rowSpan } of rows[row]!.cells) to = Math.max(to, Math.min(rows.length, row + rowSpan));
    const height = tops[to]! - tops[from]!;
    if (to - from > 1 && height > most - keptWith(tops, from, to, around)) {
      tall.push(height);
      const cells = cellsOf(rows, tops, from, to);
      for (let row = from; row < to; row++) found[row] = joinedRow(rows, tops, cells, row, row === from);
    }
    from = to;
  }
  return { rows: found, tall };
}

/** Height of what stays on the page of a group of rows, points. */
function keptWith(tops: readonly number[], from: number, to: number, { before, after, keeps }: Around): number {
  const count = tops.length - 1;
  let [first, last] = [from, to];
  while (first > 0 && keeps(first)) first--;
  while (last < count && keeps(last)) last++;
  return (
    tops[from]! - tops[first]! + (first === 0 ? before : 0) + tops[last]! - tops[to]! + (last === count ? after : 0)
  );
}

/** The cells over several rows of a group. */
function cellsOf(rows: readonly HighRow[], tops: readonly number[], from: number, to: number): Cell[] {
  const cells: Cell[] = [];
  for (let start = from; start < to; start++) {
    const { cells: own, lines } = rows[start]!;
    own.forEach(({ rowSpan }, at) => {
      if (rowSpan === 1) return;
      const end = Math.min(to, start + rowSpan);
      const rowOf = lines[at]!.map((line) => {
        const down = tops[start]! + baseline(line);
        let row = start;
        while (row + 1 < end && tops[row + 1]! <= down) row++;
        return row;
      });
      cells.push({ start, end, at, rowOf });
    });
  }
  return cells;
}

function joinedRow(
  rows: readonly HighRow[],
  tops: readonly number[],
  cells: readonly Cell[],
  row: number,
  first: boolean,
): JoinedRow {
  const { lines, above } = rows[row]!;
  const over = cells.filter(({ start, end }) => start < row && row < end);
  const beside = over.flatMap(({ start, at, rowOf }) =>
    rows[start]!.lines[at]!.flatMap((line, index) =>
      rowOf[index] === row ? [down(line, tops[start]! - tops[row]!)] : [],
    ),
  );
  const ended = over.filter(({ rowOf }) => rowOf.every((at) => at < row));
  const again = ended.flatMap(({ start, at }) =>
    rows[start]!.lines[at]!.flatMap((line) => printedAgain(down(line, above - rows[start]!.above))),
  );
  const hasRoom = ended.every(({ start, end, at }) => {
    const last = rows[start]!.lines[at]!.at(-1);
    return last === undefined || baseline(last) - rows[start]!.above + above < tops[end]! - tops[row]!;
  });
  const edge = over.some(({ start, end }) => row === start + 1 || row === end - 1);
  const own = lines.map((set, at) => {
    const cell = cells.find((each) => each.start === row && each.at === at);
    return cell === undefined ? set : set.filter((_, index) => cell.rowOf[index] === row);
  });
  return { keep: !first && (edge || !hasRoom), lines: own, beside, again };
}

function down(line: TextLine, by: number): TextLine {
  return { ...line, boxes: line.boxes.map((box) => moveBox(box, 0, by)) };
}

/** Baseline of a line, from the top of its row. */
function baseline({ boxes }: TextLine): number {
  return boxes.reduce(
    (low, box) => ("y" in box && (box.kind === "text" || box.kind === "page-reference") ? Math.max(low, box.y) : low),
    0,
  );
}

/** The boxes of a line that is printed again: an artifact, without links. */
function printedAgain({ boxes }: TextLine): FlowBox[] {
  return boxes.flatMap((box): FlowBox[] =>
    box.kind === "text" || box.kind === "page-reference"
      ? [{ ...box, means: "layout" }]
      : box.kind === "line"
        ? [box]
        : [],
  );
}
