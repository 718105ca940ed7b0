import type { Warning } from "../errors.ts";
import type { ColumnType } from "../template/template.ts";

export type DatasetFormat = "csv" | "json" | "ndjson" | "parquet";

export interface DatasetColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Rows without a value. */
  readonly nulls: number;
}

/** What `dataset.json` holds: found out once, when the dataset is stored. */
export interface DatasetProfile {
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  readonly version: string;
  readonly format: DatasetFormat;
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
}
