import type { Origin } from "../../document/origin.ts";
import type { Row, Table } from "../../query/table.ts";
import type { Formats } from "../formats/formats.ts";
import type { PrintedColumn } from "./printed-column.ts";

/** A table's choices besides its columns. */
export interface RowChoices {
  /** Column whose changes start a new group with a heading. */
  readonly group: string | undefined;
  /** Column that names each row's style. */
  readonly style: string | undefined;
  /** Which row is the total. */
  readonly total: string | undefined;
  /** Called once when a group begins again. */
  returned(): void;
  /** The origin of a row's cell; absent: nobody asks. */
  readonly originOf?: OriginOf | undefined;
}

/** @param also other columns of the row that decide how the cell is printed */
export type OriginOf = (
  row: Row,
  choice: { readonly field: string; readonly format?: unknown; readonly also?: readonly string[] },
) => Origin;

/** What printing a row needs. */
export interface RowWork {
  readonly formats: Formats;
  /** Read by screen readers for the dash of a missing value. */
  readonly spoken: string;
  readonly table: Table;
  readonly columns: readonly PrintedColumn[];
  /** Index of the column that labels a row, or -1. */
  readonly label: number;
  readonly originOf: OriginOf | undefined;
  /** Absent: nobody asks. */
  readonly began: Beginning | undefined;
}

/** The origin of a text that is printed at a row unless it repeats what is above, with what decided that. */
export type Beginning = (origin: Origin, index: number, fields: readonly string[]) => Origin;
