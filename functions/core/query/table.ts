import type { ColumnType } from "../template/template.ts";

/** Numbers are rounded to 12 significant digits; dates are `YYYY-MM-DD`, timestamps ISO 8601 in UTC. */
export type Value = string | number | boolean | null;

export type Row = Readonly<Record<string, Value>>;

/** The result of one query. */
export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly rows: readonly Row[];
  /** SHA-256 of the canonical JSON of columns and rows. */
  readonly hash: string;
}

export type Tables = ReadonlyMap<string, Table>;
