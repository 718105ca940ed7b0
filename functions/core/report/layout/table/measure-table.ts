import type { DataTable, TableRow } from "../../document/document.ts";
import { createHeadings, type Headings } from "./cell-headings.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { measureCell } from "./measure-cell.ts";
import { readsFromRight } from "../text/reads-from-right.ts";
import { columnNeeds, needsOf, type ColumnNeeds } from "./column-needs.ts";
import { placeColumns, type ColumnPlaces } from "./set-cells.ts";
import type { RunStyle } from "../styles.ts";
import { tableGrid, type GridCell } from "./table-grid.ts";
import {
  type SetRow,
  type TableCellText,
  alignOf,
  cellStyle,
  flattenHead,
  flattenRow,
  indentOf,
} from "./flatten-rows.ts";

/** The measured rows of a table, computed on each access, since keeping all would fill memory. */
export interface SetRows {
  readonly length: number;
  kindOf(index: number): TableRow["kind"];
  rowAt(index: number): SetRow;
  /** Whether any cell spans several rows. */
  readonly joined: boolean;
  /** Whether headings of groups stand between its rows. */
  readonly grouped: boolean;
}

/** A table, or one of the parts into which its columns had to be divided. */
export interface MeasuredPart {
  readonly table: DataTable;
  /** Its Table element. */
  readonly element: number;
  /** Empty when no column has a label. */
  readonly head: readonly SetRow[];
  readonly body: SetRows;
  readonly places: ColumnPlaces;
}

/** A way to set a table that has little room. */
export interface Way {
  /** Space between the columns, points. */
  readonly gap: number;
  readonly small?: boolean;
  /** Words are divided at their syllables. */
  readonly crowded?: boolean;
  /** Columns do not keep the shares that they were given. */
  readonly free?: boolean;
  readonly turned?: boolean;
}

/** A measured table that can be placed in several ways. */
export interface Placeable {
  place(way: Way, on: Area): ColumnPlaces;
  /** Places some of its columns, to find out whether they fit. */
  placeSome(way: Way, on: Area, chosen: readonly number[]): ColumnPlaces;
  part(way: Way, places: ColumnPlaces): MeasuredPart;
  readonly rows: SetRows;
  readonly head: readonly SetRow[];
  needs(way: Way): ColumnNeeds;
}

/**
 * Flattens and measures all cells of a table, or of one of its parts, with its structure elements.
 *
 * @param parent structure element that holds the Table
 * @param id begins the names of its headings
 */
export function measurePart(context: LayoutContext, table: DataTable, parent: number, id: string): Placeable {
  const { structure, styles, locale } = context;
  const element = structure.add("Table", parent);
  const headings = createHeadings(table, id);
  const labelled = table.head !== undefined || table.columns.some(({ label }) => label.length > 0);
  const head = labelled ? flattenHead(context, table, structure.add("THead", element), headings) : [];
  const { cell, cellSmall } = styles;
  const measured = measureRows(context, table, structure.add("TBody", element), cell.run, headings);
  const usual = rowsIn(context, measured, cell.run, 1);
  const smaller = rowsIn(context, measured, cellSmall.run, cellSmall.run.text.size / cell.run.text.size);
  const rowsOf = ({ small }: Way): SetRows => (small === true ? smaller : usual);
  const known = new Map<string, ColumnNeeds>();
  const needs = (way: Way): ColumnNeeds => {
    const key = `${way.small === true} ${way.crowded === true}`;
    const found = known.get(key) ?? columnNeeds(context, table, head, rowsOf(way), way.crowded === true);
    known.set(key, found);
    return found;
  };
  const mirrored = readsFromRight(locale);
  const placeSome: Placeable["placeSome"] = (way, on, chosen) =>
    placeColumns(needsOf(needs(way), chosen), table.full === true, on, way.gap, mirrored);
  return {
    rows: usual,
    head,
    needs,
    placeSome,
    place: (way, on) =>
      way.free === true
        ? placeSome(
            way,
            on,
            table.columns.map((_, at) => at),
          )
        : placeColumns(needs(way), table.full === true, on, way.gap, mirrored),
    part: (way, places) => ({ table, element, head, body: rowsOf(way), places }),
  };
}

/** The cells of a table's rows once measured, from which its rows in any size are made. */
interface MeasuredRows {
  readonly table: DataTable;
  /** The style in which they were measured. */
  readonly run: RunStyle;
  /** The rows that are kept: those with more than plain cells. */
  readonly whole: ReadonlyMap<number, SetRow>;
  /** Four numbers per cell, at the positions of plain rows. */
  readonly extents: readonly number[];
  /** The element of each row's first cell. */
  readonly firsts: readonly number[];
  /** Whether any cell spans several rows. */
  readonly joined: boolean;
}

/**
 * Adds the rows' elements and measures their cells. For a row of plain cells it keeps only the widths and the first
 * element's number.
 */
function measureRows(
  context: LayoutContext,
  table: DataTable,
  parent: number,
  run: RunStyle,
  headings: Headings | undefined,
): MeasuredRows {
  const count = table.columns.length;
  const grid = isRegular(table) ? undefined : tableGrid(table.rows, count);
  const placesOf = (index: number): readonly GridCell[] =>
    grid?.[index] ?? table.rows[index]!.cells.map((cell, column) => ({ cell, column, colSpan: 1, rowSpan: 1 }));
  const whole = new Map<number, SetRow>();
  const extents: number[] = [];
  const firsts: number[] = [];
  table.rows.forEach((row, index) => {
    const element = context.structure.add("TR", parent);
    firsts.push(element + 1);
    const set = flattenRow(context, table, row, index, placesOf(index), element, run, headings);
    if (grid !== undefined || !set.cells.every(({ extent, spans }) => extent.plain || spans.length === 0))
      whole.set(index, set);
    for (const { extent } of set.cells) extents.push(extent.least, extent.natural, extent.before, extent.behind);
    for (let k = set.cells.length; k < count; k++) extents.push(0, 0, 0, 0);
  });
  const joined = grid?.some((cells) => cells.some(({ rowSpan }) => rowSpan > 1)) === true;
  return { table, run, whole, extents, firsts, joined };
}

/** Whether every row has a cell for each column. */
function isRegular({ columns, rows }: DataTable): boolean {
  return rows.every(
    ({ cells }) =>
      cells.length === columns.length &&
      cells.every(({ colSpan, rowSpan }) => (colSpan ?? 1) === 1 && (rowSpan ?? 1) === 1),
  );
}

/** The rows in a style scaled by the factor. */
function rowsIn(context: LayoutContext, measured: MeasuredRows, run: RunStyle, factor: number): SetRows {
  const { table, whole, joined } = measured;
  const shrunk = new Map<RunStyle, RunStyle>([[measured.run, run]]);
  return {
    length: table.rows.length,
    kindOf: (index) => table.rows[index]!.kind,
    joined,
    grouped: table.rows.some(({ kind }) => kind === "group"),
    rowAt(index) {
      const kept = whole.get(index);
      if (kept === undefined) return plainRow(context, measured, index, run, factor);
      return factor === 1 ? kept : shrinkRow(context, kept, factor, shrunk);
    },
  };
}

/** Makes a row of plain cells again from their widths. */
function plainRow(
  context: LayoutContext,
  { table, extents, firsts }: MeasuredRows,
  index: number,
  run: RunStyle,
  factor: number,
): SetRow {
  const row = table.rows[index]!;
  const cells = row.cells.map((cell, column): TableCellText => {
    const at = (index * table.columns.length + column) * 4;
    const means = firsts[index]! + column;
    return {
      cell,
      column,
      colSpan: 1,
      rowSpan: 1,
      align: alignOf(table, row.kind, column),
      spans: flattenInlines(context, cell.children, cellStyle(context, run, row.kind, cell), means),
      means,
      extent: {
        least: extents[at]! * factor,
        natural: extents[at + 1]! * factor,
        before: extents[at + 2]! * factor,
        behind: extents[at + 3]! * factor,
        plain: true,
      },
      indent: indentOf(row, column),
      graphic: cell.graphic,
    };
  });
  return { kind: row.kind, cells };
}

function shrinkRow(context: LayoutContext, row: SetRow, factor: number, shrunk: Map<RunStyle, RunStyle>): SetRow {
  const shrink = (style: RunStyle): RunStyle => {
    let smaller = shrunk.get(style);
    if (smaller === undefined)
      shrunk.set(style, (smaller = { ...style, text: { ...style.text, size: style.text.size * factor } }));
    return smaller;
  };
  const cells = row.cells.map((cell) => {
    const spans = cell.spans.map((span) => ({ ...span, style: shrink(span.style) }));
    return { ...cell, spans, extent: measureCell(context, spans, cell.align === "decimal") };
  });
  return { ...row, cells };
}
