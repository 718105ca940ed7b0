/**
 * What a value of a column becomes. `NUMERIC` without digits holds as many as its values have; `INSTANT` is a point in
 * time, which is kept in UTC; `REAL` a floating number of 32 or 64 bits by its shortest digits.
 */
export type StagedType =
  | "BOOLEAN"
  | "SMALLINT"
  | "INTEGER"
  | "BIGINT"
  | "NUMERIC"
  | `DECIMAL(${number},${number})`
  | "REAL"
  | "DATE"
  | "TIMESTAMP"
  | "INSTANT"
  | "VARCHAR";

export interface StagedColumn {
  readonly name: string;
  readonly type: StagedType;
}

/**
 * Rows on disk on their way into a version: CSV in UTF-8 without a header, whose values are in double quotes and whose
 * missing values are not, so that an empty text stays one. Each row begins with a cell `0`: one of a single missing
 * value would be an empty line, which a reader may skip.
 */
export interface StagedRows {
  /** Absolute path. */
  readonly file: string;
  readonly columns: readonly StagedColumn[];
  /** Columns by whose values the rows are ordered first. @default all, from the left */
  readonly order?: readonly string[] | undefined;
}

/** Longest row on disk, bytes: what DuckDB's reader takes. */
export const longestRow = 2_000_000;
