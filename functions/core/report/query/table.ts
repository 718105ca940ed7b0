import type { Decimal } from "../../decimal.ts";
import type { ColumnType } from "../template/template.ts";

/**
 * Whole numbers and decimals are exact: a double if its shortest text is the number itself, otherwise a `Decimal`.
 * Floating numbers are rounded to 15 or 12 significant digits, see `isSteady`. Dates are `YYYY-MM-DD`, timestamps ISO
 * 8601 in UTC.
 */
export type Value = string | number | boolean | null | Decimal;

export type Row = Readonly<Record<string, Value>>;

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Whether its numbers are floating (FLOAT, DOUBLE): their last digits come from computation, not from the data. */
  readonly floating?: true;
}

/** The result of one query. */
export interface Table {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly Row[];
  /** SHA-256 of the canonical JSON of columns and rows. */
  readonly hash: string;
  /** Columns that decided which of the query's rows these are. */
  readonly decidedBy?: readonly string[];
}

export type Tables = ReadonlyMap<string, Table>;
