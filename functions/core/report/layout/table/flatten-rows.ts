import type { DataTable, TableCell, TableColumn, TableRow } from "../../document/document.ts";
import type { Headings } from "./cell-headings.ts";
import { markSpans } from "./table-notes.ts";
import { heatColor } from "./heat-color.ts";
import { toneColor } from "../tone-color.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import type { LayoutContext } from "../layout-context.ts";
import { measureCell } from "./measure-cell.ts";
import type { Meaning } from "../page.ts";
import type { CellText } from "./cell-text.ts";
import { styleVariant, type RunStyle } from "../styles.ts";
import { tableGrid, type GridCell } from "./table-grid.ts";

/** A cell of a table with its words as spans, its place in the grid and its structure element. */
export type TableCellText = CellText & GridCell & { readonly means: Meaning };

/** Indent of a row for each enclosing group, points. */
const indent = 9;

/** A row whose cells are ready to be measured and set. */
export interface SetRow {
  readonly kind: TableRow["kind"];
  readonly cells: readonly TableCellText[];
}

/** The rows of headings. @param parent their structure element */
export function flattenHead(
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

/** A row of the table's body. @param element its structure element */
export function flattenRow(
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
export function cellStyle(
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
export function indentOf({ level = 0 }: TableRow, column: number): number {
  return column === 0 ? level * indent : 0;
}

/** How a column's cells are aligned in a kind of row. */
export function alignOf({ columns }: DataTable, kind: TableRow["kind"], column: number): TableColumn["align"] {
  return kind === "group" && column === 0 ? "left" : (columns[column]?.align ?? "left");
}
