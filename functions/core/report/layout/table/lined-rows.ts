import type { DataTable } from "../../document/document.ts";
import { joinedRows, type Around, type JoinedRows } from "./joined-rows.ts";
import type { LayoutContext } from "../layout-context.ts";
import type { SetRows } from "./measure-table.ts";
import type { SetRow, TableCellText } from "./flatten-rows.ts";
import { setCell, type ColumnPlaces } from "./set-cells.ts";
import type { TextLine } from "../text/text-line.ts";
import { baselineOf } from "../text/set-text.ts";
import type { LineStyle } from "../styles.ts";

/** Space above and below a row's text, points. */
export const rowPadding = 2.5;

/** The same by a table's density. */
const paddings = { dense: 1, usual: rowPadding, airy: 5 } as const;

/** The style of a table's rows. */
export interface RowStyle extends LineStyle {
  /** Space above and below the text, points. */
  readonly padding: number;
}

export function rowStyle(style: LineStyle, { density = "usual" }: Pick<DataTable, "density">): RowStyle {
  return { ...style, padding: paddings[density] };
}

/** Space above a group row, points. */
const groupSpace = 5;

export interface LinedRow {
  readonly kind: SetRow["kind"];
  readonly cells: readonly TableCellText[];
  /** Of each cell. */
  readonly lines: readonly (readonly TextLine[])[];
  /** Space above the first line beside the padding. */
  readonly above: number;
  /** Lines of its tallest cell, without those that continue in further rows. */
  readonly count: number;
}

/** The rows of a table with their cells broken into lines: one ahead, or all if cells join rows. */
export class LinedRows {
  /** Baseline of a row's first line, points below its top, without the space above a group or total. */
  readonly baseline: number;
  /** Space above and below the text, points. */
  readonly padding: number;
  readonly #context: LayoutContext;
  readonly #rows: SetRows;
  readonly #places: ColumnPlaces;
  readonly #leading: number;
  readonly #all: readonly LinedRow[] | undefined;
  #ahead: { readonly index: number; readonly row: LinedRow } | undefined;

  constructor(context: LayoutContext, rows: SetRows, places: ColumnPlaces, style: RowStyle) {
    this.#context = context;
    this.#rows = rows;
    this.#places = places;
    this.#leading = style.leading;
    this.padding = style.padding;
    this.baseline = style.padding + baselineOf(context, style);
    // Only rows joined by cells look far ahead.
    if (rows.joined) this.#all = stretchRows(Array.from({ length: rows.length }, (_, index) => this.#line(index)));
  }

  at(index: number): LinedRow {
    if (this.#all !== undefined) return this.#all[index]!;
    if (this.#ahead?.index !== index) this.#ahead = { index, row: this.#line(index) };
    return this.#ahead.row;
  }

  /** Points. */
  heightOf({ count, above }: LinedRow): number {
    return count * this.#leading + 2 * this.padding + above;
  }

  /** The groups of rows joined by cells, or undefined without any. @param most height of a page, points */
  join(most: number, around: Around): JoinedRows | undefined {
    return this.#all === undefined
      ? undefined
      : joinedRows(
          this.#all.map((row) => ({ ...row, height: this.heightOf(row) })),
          most,
          around,
        );
  }

  #line(index: number): LinedRow {
    const { kind, cells } = this.#rows.rowAt(index);
    const above = kind === "group" && index > 0 ? groupSpace : kind === "total" || kind === "subtotal" ? 1 : 0;
    let count = 1;
    const lines = cells.map((cell) => {
      const set = setCell(this.#context, cell, this.#places, above + this.baseline, this.#leading);
      if (cell.rowSpan === 1 && set.length > count) count = set.length;
      return set;
    });
    return { kind, cells, lines, above, count };
  }
}

/** If a cell over several rows needs more lines than they have, the last row grows. */
function stretchRows(rows: readonly LinedRow[]): readonly LinedRow[] {
  const stretched = [...rows];
  rows.forEach(({ cells, lines }, index) => {
    cells.forEach(({ rowSpan }, at) => {
      if (rowSpan === 1) return;
      const spanned = stretched.slice(index, index + rowSpan).reduce((sum, { count }) => sum + count, 0);
      const more = lines[at]!.length - spanned;
      const last = stretched[index + rowSpan - 1]!;
      if (more > 0) stretched[index + rowSpan - 1] = { ...last, count: last.count + more };
    });
  });
  return stretched;
}
