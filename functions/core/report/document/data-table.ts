import type { Captioned } from "./captioned.ts";
import type { CellTone, Inline } from "./inline.ts";

export interface TableColumn {
  readonly label: readonly Inline[];
  /** `decimal` aligns on the decimal mark. */
  readonly align: "left" | "right" | "center" | "decimal";
  /** Fixed share of the width, 0 to 1; absent: computed from content. */
  readonly share?: number | undefined;
}

/** A small graphic in a cell, in shares of its available room. */
export type CellGraphic =
  /** A bar from one share of the width to another: the value's side of zero. The cell's text contains the number. */
  | {
      readonly kind: "bar";
      readonly from: number;
      readonly to: number;
      /** Grey, since the accent marks other rows of the table. */
      readonly quiet?: boolean;
    }
  /** A line through points evenly spaced, each a share of the height from the foot; null is a gap. */
  | { readonly kind: "sparkline"; readonly points: readonly (number | null)[]; readonly alt: string };

/** A cell's position on a heat map's scale, from 0 to 1. */
export interface CellHeat {
  readonly share: number;
  /** From one colour over the paper to another, with zero in the middle. */
  readonly diverging: boolean;
}

/** The direction in which a number has changed, as an arrow before it, and whether that is good. */
export interface CellChange {
  readonly arrow: "up" | "down";
  readonly tone: "good" | "bad" | "plain";
}

export interface TableCell {
  readonly children: readonly Inline[];
  readonly graphic?: CellGraphic;
  readonly heat?: CellHeat;
  readonly change?: CellChange;
  /** Its text begins with the rule's mark. */
  readonly tone?: CellTone;
  /** A note of the table that is marked behind the text: its index in `DataTable.notes`. */
  readonly note?: number;
  /** @default 1 */
  readonly colSpan?: number;
  /** @default 1 */
  readonly rowSpan?: number;
  /** Whether it is the row's heading. */
  readonly header?: boolean;
  /** Text for screen readers instead of the printed text, such as for a dash that marks a missing value. */
  readonly spoken?: string;
}

/** What tells a row of a table from the others, in this report and in the next one. */
export interface RowKey {
  /** The values of the table's key columns, outermost first, as the query has them. */
  readonly values: readonly (string | null)[];
  /** The same as they are printed. */
  readonly texts: readonly string[];
  /** The same with the row's other words, for tables in which several rows have one key. */
  readonly finer?: readonly (string | null)[];
}

/**
 * `group` rows head the rows that follow; `subtotal` and `total` rows are set apart; `muted` ones step back and
 * `highlight` ones forward.
 */
export type TableRowKind = "body" | "group" | "subtotal" | "total" | "muted" | "highlight";

export interface TableRow {
  readonly kind: TableRowKind;
  /** Number of enclosing groups, by which its first cell is indented. @default 0 */
  readonly level?: number;
  readonly cells: readonly TableCell[];
  /** Absent for rows that head or add up others. */
  readonly key?: RowKey;
  /** What all its cells say, if it has some of them in common with other rows. */
  readonly whole?: readonly TableCell[];
}

export interface DataTable extends Captioned {
  readonly type: "table";
  /** The query whose rows it shows, and which of them; absent for a table written in Markdown. */
  readonly origin?: { readonly query: string; readonly picked: string };
  readonly columns: readonly TableColumn[];
  /**
   * Rows of headings if one is not enough: a heading may span several columns. Absent: one row of the columns' labels.
   */
  readonly head?: readonly (readonly TableCell[])[];
  readonly rows: readonly TableRow[];
  /** Whether it fills the available width. @default as wide as its content */
  readonly full?: boolean;
  /** The space between its rows. @default "usual" */
  readonly density?: "dense" | "usual" | "airy";
  /** `small`: in the theme's caption size. @default "usual" */
  readonly size?: "usual" | "small";
  /** How many inlines at the end of its note say what the marks of its rules mean. */
  readonly legend?: number;
  /** Notes to its cells, printed below it in this order. */
  readonly notes?: readonly (readonly Inline[])[];
}
