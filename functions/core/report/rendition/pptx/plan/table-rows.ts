import type { DataTable, TableCell, TableRow } from "../../../document/document.ts";
import { plainText } from "../../../document/plain-text.ts";
import { heatColor } from "../../../layout/table/heat-color.ts";
import { noteMark } from "../../../layout/table/table-notes.ts";
import { toneColor } from "../../../layout/tone-color.ts";
import { placeCells } from "../../place-cells.ts";
import { breakWords, type Setting, widestWord, widthOf } from "../text/break-words.ts";
import { divideRows, stretchRows } from "./divide-rows.ts";
import type { SlideCell, SlideRow } from "./planned-slide.ts";
import type { SlideContext } from "../slide-context.ts";
import type { Rectangle } from "../slide-frame.ts";
import { markRun, run, runsOf, type SlideRun } from "../text/slide-words.ts";

/** Points inside a cell above and below its words, and by which a level of groups is set in. */
export const insetAbove = 3;
export const levelStep = 10;

/** Points at the sides of a cell. */
export function insetBeside(size: number): number {
  return size < 9 ? 2 : 5;
}

/** Sizes at which a table is to be whole on one slide, that of a divided one, and those of a crowded one, points. */
const [wholeSizes, usualSize, crowdedSizes] = [[14, 13, 12, 11], 12, [11, 10, 9, 8, 7, 6, 5, 4]] as const;

/** Most rows of a table on one slide. */
const mostWhole = 40;

/** A table as it is set: its rows with their heights. */
interface FittedTable {
  readonly size: number;
  /** Widths, points. */
  readonly columns: readonly number[];
  readonly headings: readonly SlideRow[];
  /** Before they are divided: a cell that reaches over several of them is not reckoned yet. */
  readonly rows: readonly SlideRow[];
}

/** Sets a table in the largest type at which it is whole, or else in the usual type, or as small as its words need. */
export function fitTable(context: SlideContext, table: DataTable, room: Rectangle): FittedTable {
  const head = headRows(context, table);
  const body = bodyRows(context, table);
  const at = (size: number): FittedTable => setTable(context, table, head, body, size, room.width);
  // Longer ones are on several slides in any case.
  for (const size of table.rows.length > mostWhole ? [] : wholeSizes) {
    const fitted = at(size);
    const parts = divideRows(fitted.headings, fitted.rows, room.height);
    if (parts?.length === 1 && !breaksWords(context, fitted)) return fitted;
  }
  const usual = at(usualSize);
  if (isSettable(usual, room) && !breaksWords(context, usual)) return usual;
  let settable: FittedTable | undefined;
  for (const size of crowdedSizes) {
    const fitted = at(size);
    if (!isSettable(fitted, room)) continue;
    if (!breaksWords(context, fitted)) return fitted;
    settable = fitted;
  }
  return settable ?? at(crowdedSizes.at(-1)!);
}

function isSettable({ headings, rows }: FittedTable, { height }: Rectangle): boolean {
  return divideRows(headings, rows, height) !== undefined;
}

/** Whether a column is narrower than one of its words. */
function breaksWords(context: SlideContext, { headings, rows, columns, size }: FittedTable): boolean {
  return [...headings, ...rows].some((row) =>
    row.cells.some((cell) => widestWord(context, cell.runs, typeOf(row, cell, size)) > roomOf(cell, columns, size)),
  );
}

function typeOf(row: Pick<SlideRow, "kind">, { bold }: SlideCell, size: number): Omit<Setting, "width"> {
  return { family: "sans", size, bold: bold || row.kind === "heading" };
}

/** The width for a cell's words. */
function roomOf({ column, colSpan, level }: SlideCell, columns: readonly number[], size: number): number {
  const width = columns.slice(column, column + colSpan).reduce((sum, each) => sum + each, 0);
  return Math.max(1, width - 2 * insetBeside(size) - level * levelStep);
}

type OpenRow = Omit<SlideRow, "height">;

function setTable(
  context: SlideContext,
  table: DataTable,
  head: readonly OpenRow[],
  body: readonly OpenRow[],
  size: number,
  width: number,
): FittedTable {
  const columns = columnWidths(context, table, [...head, ...body], size, width);
  const line = size * context.leading;
  const heightOf = (row: OpenRow, cell: SlideCell): number => {
    const setting = { ...typeOf(row, cell, size), width: roomOf(cell, columns, size) };
    return Math.max(1, breakWords(context, cell.runs, setting).length) * line + 2 * insetAbove;
  };
  const heights = (rows: readonly OpenRow[]): SlideRow[] =>
    rows.map((row) => {
      const own = row.cells.filter(({ rowSpan }) => rowSpan === 1).map((cell) => heightOf(row, cell));
      return {
        ...row,
        cells: row.cells.map((cell) => (cell.rowSpan === 1 ? cell : { ...cell, height: heightOf(row, cell) })),
        height: Math.max(line + 2 * insetAbove, ...own),
      };
    });
  return { size, columns, headings: stretchRows(heights(head)), rows: heights(body) };
}

/** Widths that the words of columns need, at least that of their longest word, and together what there is. */
function columnWidths(
  context: SlideContext,
  table: DataTable,
  rows: readonly OpenRow[],
  size: number,
  width: number,
): number[] {
  const count = table.columns.length;
  const [least, most] = [Array<number>(count).fill(20), Array<number>(count).fill(20)];
  for (const row of rows)
    for (const cell of row.cells) {
      if (cell.colSpan > 1 || cell.column >= count) continue;
      const type = typeOf(row, cell, size);
      const around = 2 * insetBeside(size) + cell.level * levelStep + 1;
      least[cell.column] = Math.max(least[cell.column]!, widestWord(context, cell.runs, type) + around);
      most[cell.column] = Math.max(most[cell.column]!, widthOf(context, cell.runs, type) + around);
    }
  const wanted = table.columns.map(({ share }, column) =>
    share === undefined ? most[column]! : Math.max(least[column]!, share * width),
  );
  if (sum(wanted) <= width) {
    // On a slide a narrow table has air, but is not torn apart.
    const stretch = Math.min(width / Math.max(1, sum(wanted)), table.full === true ? Infinity : 1.6);
    return wanted.map((each) => each * stretch);
  }
  const spare = width - sum(least);
  if (spare <= 0) return least.map((each) => (each * width) / sum(least));
  const beyond = sum(wanted) - sum(least);
  return wanted.map((each, column) => least[column]! + ((each - least[column]!) * spare) / beyond);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function headRows(context: SlideContext, table: DataTable): OpenRow[] {
  const head: (readonly TableCell[])[] = (
    table.head ?? [table.columns.map(({ label: children }) => ({ children }))]
  ).filter((cells) => cells.some(({ children }) => plainText(children) !== ""));
  const places = placeCells(head);
  return head.map((cells, row) => ({
    kind: "heading",
    cells: cells.map((cell, at) => {
      const column = places[row]![at]!;
      const { colSpan = 1, rowSpan = 1 } = cell;
      return {
        runs: cellRuns(context, table, cell),
        column,
        ...spans(table, column, colSpan, rowSpan, head.length - row),
        align: colSpan > 1 ? "ctr" : alignOf(table, column),
        level: 0,
        bold: true,
        muted: false,
      };
    }),
  }));
}

function bodyRows(context: SlideContext, table: DataTable): OpenRow[] {
  const places = placeCells(table.rows.map(({ cells }) => cells));
  return table.rows.map((row, index) => ({
    kind: row.kind,
    cells: row.cells.map((cell, at) =>
      bodyCell(context, table, row, cell, places[index]![at]!, table.rows.length - index),
    ),
  }));
}

function bodyCell(
  context: SlideContext,
  table: DataTable,
  row: TableRow,
  cell: TableCell,
  column: number,
  below: number,
): SlideCell {
  const { theme } = context;
  const { colSpan = 1, rowSpan = 1, heat, tone, change } = cell;
  const toned = tone ?? change?.tone;
  const painted = heat === undefined ? undefined : heatColor(heat, theme);
  const color = painted?.text ?? (toned === undefined ? undefined : toneColor(toned, row.kind, theme));
  const runs = cellRuns(context, table, cell);
  return {
    runs: color === undefined ? runs : runs.map((each) => ({ ...each, color })),
    column,
    ...spans(table, column, colSpan, rowSpan, below),
    align: colSpan > 1 ? "l" : alignOf(table, column),
    level: column === 0 ? Math.min(6, row.level ?? 0) : 0,
    bold: row.kind !== "body" && row.kind !== "muted",
    muted: row.kind === "muted",
    ...(painted !== undefined && { ground: painted.ground }),
  };
}

/** What a cell reaches over, inside its table. */
function spans(
  { columns }: DataTable,
  column: number,
  colSpan: number,
  rowSpan: number,
  below: number,
): Pick<SlideCell, "colSpan" | "rowSpan"> {
  return {
    colSpan: Math.max(1, Math.min(colSpan, columns.length - column)),
    rowSpan: Math.max(1, Math.min(rowSpan, below)),
  };
}

/** The words of a cell, the mark of its note, and what a line in it shows. */
function cellRuns(context: SlideContext, { notes }: DataTable, { children, note, graphic }: TableCell): SlideRun[] {
  const marked = note !== undefined && notes?.[note] !== undefined;
  return [
    ...runsOf(context, children),
    ...(marked ? [markRun(noteMark(note))] : []),
    ...(graphic?.kind === "sparkline" && graphic.alt !== "" ? run(` ${graphic.alt}`) : []),
  ];
}

function alignOf({ columns }: DataTable, column: number): SlideCell["align"] {
  const align = columns[column]?.align ?? "left";
  return align === "center" ? "ctr" : align === "left" ? "l" : "r";
}
