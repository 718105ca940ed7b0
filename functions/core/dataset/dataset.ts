import type { Warning } from "../errors.ts";
import type { ColumnType } from "../template/template.ts";

export type DatasetFormat = "csv" | "json" | "ndjson" | "parquet";

/** The first value of a column that is not of a type. */
export interface Misfit {
  /** 1-based data row. */
  readonly row: number;
  /** The value as text, at most 80 characters of it. */
  readonly value: string;
}

export interface DatasetColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Rows without a value. */
  readonly nulls: number;
  /** For each type that the column is not: the first value that speaks against it. Parquet brings its own types and has none. */
  readonly misfits?: Readonly<Partial<Record<ColumnType, Misfit>>>;
}

/** What `dataset.json` holds: found out once, when the dataset is stored. */
export interface DatasetProfile {
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  readonly version: string;
  readonly format: DatasetFormat;
  /** What separates the fields. CSV only. */
  readonly delimiter?: "," | ";" | "\t" | "|";
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly DatasetColumn[];
  readonly warnings: readonly Warning[];
}

/** A dataset version opened for one report. */
export interface Dataset {
  readonly alias: string;
  readonly profile: DatasetProfile;
  readonly body: Uint8Array;
  /**
   * A DuckDB SELECT of the typed columns in stored row order, from the file that holds `body` and whose
   * path is bound as `$file`.
   */
  readonly select: string;
  /** The same SELECT with the values in its own text, so that no file is read. Undefined where that cannot be: see `inlineSelect`. */
  inline(): string | undefined;
}
