import type { DataTable, TableCell, TableColumn, TableRow } from "../../document/document.ts";
import { createHeadings, type Headings } from "./cell-headings.ts";
import { heatColor } from "./heat-color.ts";
import { markSpans } from "./table-notes.ts";
import { toneColor } from "./tone-color.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { measureCell } from "./measure-cell.ts";
import type { Meaning } from "../page.ts";
import { readsFromRight } from "../text/reads-from-right.ts";
import type { CellText } from "./cell-text.ts";
import { columnNeeds, needsOf, type ColumnNeeds } from "./column-needs.ts";
import { placeColumns, type ColumnPlaces } from "./set-cells.ts";
import { styleVariant, type RunStyle } from "../styles.ts";
import { tableGrid, type GridCell } from "./table-grid.ts";

export type TableCellText = CellText & GridCell & { readonly means: Meaning };

/** Indent of a row for each enclosing group, points. */
const indent = 9;

export interface SetRow {
  readonly kind: TableRow["kind"];
  readonly cells: readonly TableCellText[];
}

/** The measured rows of a table, computed on each access, since keeping all would fill memory. */
export interface SetRows {
  readonly length: number;
  kindOf(index: number): TableRow["kind"];
  rowAt(index: number): SetRow;
  /** Whether any cell spans several rows. */
  readonly joined: boolean;
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

function flattenHead(
  context: LayoutContext,
  table: DataTable,
  parent: number,
  headings: Headings | undefined,
): SetRow[] {
  const pictured = new Set(
    table.rows.flatMap(({ cells }) => cells.flatMap(({ graphic }, column) => (graphic === undefined ? [] : [column]))),
  );
  const rows = table.head ?? [table.columns.map(({ label }): TableCell => ({ children: label }))];
  const grid = tableGrid(
    rows.map((cells) => ({ kind: "body", cells })),
    table.columns.length,
  );
  return grid.map((places): SetRow => {
    const element = context.structure.add("TR", parent);
    const cells = places.map(({ cell, column, colSpan, rowSpan }): TableCellText => {
      const means = context.structure.add("TH", element, {
        scope: "Column",
        ...spansOf(colSpan, rowSpan),
        ...headings?.column(column, colSpan),
      });
      const wanted = table.columns[column]!.align;
      const align = colSpan > 1 ? "center" : pictured.has(column) ? "left" : wanted === "decimal" ? "right" : wanted;
      const spans = flattenInlines(context, cell.children, context.styles.tableHead.run, means);
      return {
        cell,
        column,
        colSpan,
        rowSpan,
        align,
        spans,
        means,
        extent: measureCell(context, spans, false),
        indent: 0,
      };
    });
    return { kind: "body", cells };
  });
}

function flattenRow(
  context: LayoutContext,
  table: DataTable,
  row: TableRow,
  index: number,
  grid: readonly GridCell[],
  element: number,
  run: RunStyle,
  headings: Headings | undefined,
): SetRow {
  const { structure } = context;
  headings?.begin(row, index);
  const cells = grid.map(({ cell, column, colSpan, rowSpan }): TableCellText => {
    const heading = cell.header === true || row.kind === "group";
    const means =
      !heading && colSpan === 1 && rowSpan === 1 && cell.spoken === undefined && headings === undefined
        ? structure.add("TD", element)
        : structure.add(heading ? "TH" : "TD", element, {
            ...(heading ? { scope: "Row" } : {}),
            ...spansOf(colSpan, rowSpan),
            ...(heading ? headings?.row(column) : headings?.cell(column)),
            ...(cell.spoken !== undefined && { actualText: cell.spoken }),
          });
    const align = alignOf(table, row.kind, column);
    const style = cellStyle(context, run, row.kind, cell);
    const words = flattenInlines(context, cell.children, style, means);
    const spans = cell.note === undefined ? words : [...words, ...markSpans(context, table, cell, style, means)];
    const measured = measureCell(context, spans, align === "decimal");
    // Words with an element of their own are not flattened again.
    const extent = spans.every((span) => span.means === means) ? measured : { ...measured, plain: false };
    return {
      cell,
      column,
      colSpan,
      rowSpan,
      align,
      spans,
      means,
      extent,
      indent: indentOf(row, column),
      graphic: cell.graphic,
    };
  });
  return { kind: row.kind, cells };
}

function spansOf(colSpan: number, rowSpan: number): { colSpan?: number; rowSpan?: number } {
  return { ...(colSpan > 1 ? { colSpan } : {}), ...(rowSpan > 1 ? { rowSpan } : {}) };
}

/** The style of a cell's words in a row of its kind; the same object for the same style. */
function cellStyle(
  { variants, theme }: LayoutContext,
  run: RunStyle,
  kind: TableRow["kind"],
  { heat, change, tone }: TableCell,
): RunStyle {
  const weighted = kind === "body" || kind === "muted" ? run : styleVariant(variants, run, "strong");
  if (heat !== undefined) return colored(variants, weighted, heatColor(heat, theme).text);
  if (change !== undefined) return colored(variants, weighted, toneColor(change.tone, kind, theme));
  if (tone !== undefined) return colored(variants, weighted, toneColor(tone, kind, theme));
  return kind === "muted" ? colored(variants, weighted, theme.muted) : weighted;
}

function colored(variants: LayoutContext["variants"], style: RunStyle, color: string): RunStyle {
  return style.color === color ? style : styleVariant(variants, style, color as `#${string}`);
}

/** Indent of the first cell of a row inside groups, points. */
function indentOf({ level = 0 }: TableRow, column: number): number {
  return column === 0 ? level * indent : 0;
}

function alignOf({ columns }: DataTable, kind: TableRow["kind"], column: number): TableColumn["align"] {
  return kind === "group" && column === 0 ? "left" : (columns[column]?.align ?? "left");
}
