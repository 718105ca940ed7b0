import type { Warning } from "../errors.ts";
import type { ColumnType } from "../template/template.ts";
import type { DatasetReading, Delimiter } from "../template/dataset-reading.ts";

export type DatasetFormat = "csv" | "tsv" | "json" | "ndjson" | "parquet" | "xlsx";

/** The formats in which queries read a table: `csv` and `tsv` differ in nothing but the delimiter. */
export type TableFormat = Exclude<DatasetFormat, "xlsx">;

/** How the values of a column are written, where that is not as a program writes numbers and dates. */
export type Notation =
  | {
      readonly kind: "number";
      readonly decimal: "." | ",";
      /** Signs of which any may stand between groups of digits. */
      readonly group: string;
    }
  | {
      readonly kind: "date" | "timestamp";
      /** As DuckDB's `strptime` takes them; a value is in one of them. */
      readonly formats: readonly string[];
    };

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
  /** DuckDB's type that holds the values exactly, where it is another one than `databaseTypes` names: `DECIMAL(18, 2)`, `HUGEINT`. */
  readonly databaseType?: string;
  /** What a column of text may be declared as: all its values are numbers, but look like codes or have too many digits. */
  readonly couldBe?: { readonly type: ColumnType; readonly databaseType?: string };
  /** Rows without a value. */
  readonly nulls: number;
  /** For each type that the column is not: the first value that speaks against it. Parquet brings its own types and has none. */
  readonly misfits?: Readonly<Partial<Record<ColumnType, Misfit>>>;
  /** Absent where values are written as programs write them. */
  readonly notation?: Notation;
}

/** What `dataset.json` holds: found out once, when the dataset is stored. */
export interface DatasetProfile {
  /** SHA-256 of the bytes as they were given, lower-case hexadecimal; where something was said of how to read them, of both: see `datasetVersion`. */
  readonly version: string;
  readonly format: DatasetFormat;
  /** What was said of how to read the bytes, if anything was. */
  readonly reading?: DatasetReading;
  /**
   * The format of the table where the bytes are not the table as queries read it: it is stored beside them, as UTF-8 text with one header. Absent where they are.
   */
  readonly table?: TableFormat;
  /** Encoding that the text was decoded from, if not UTF-8. */
  readonly encoding?: string;
  /** Name of the sheet that was read. Workbooks only. */
  readonly sheet?: string;
  /** What separates the fields. CSV and tables stored as such only. */
  readonly delimiter?: Delimiter;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly DatasetColumn[];
  readonly warnings: readonly Warning[];
}

/** A dataset version opened for one report. */
export interface Dataset {
  readonly alias: string;
  readonly profile: DatasetProfile;
  /** The table as queries read it. */
  readonly body: Uint8Array;
  /**
   * A DuckDB SELECT of the typed columns in stored row order, from the file that holds `body` and whose
   * path is bound as `$file`.
   */
  readonly select: string;
  /** The same SELECT with the values in its own text, so that no file is read. Undefined where that cannot be: see `inlineSelect`. */
  inline(): string | undefined;
}
