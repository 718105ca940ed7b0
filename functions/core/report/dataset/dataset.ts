import type { Warning } from "../../errors.ts";
import type { ColumnType } from "../template/template.ts";
import type { DatasetReading, Delimiter } from "../template/dataset-reading.ts";
import type { SparseTable } from "./parquet/sparse-table.ts";
import type { MendedRuleName } from "./mended-rules.ts";
import type { Recipe } from "./recipe/recipe.ts";
import type { SourceProvenance } from "./source/provenance.ts";

export type DatasetFormat = "csv" | "tsv" | "json" | "ndjson" | "parquet" | "xlsx";

/** The formats in which queries read a table; `csv` and `tsv` differ only in the delimiter. */
export type TableFormat = Exclude<DatasetFormat, "xlsx">;

/** How numbers are written. */
export interface NumberNotation {
  readonly kind: "number";
  readonly decimal: "." | ",";
  /** Characters any of which may separate groups of digits. */
  readonly group: string;
}

/** How the values of a column are written, if not in the plain notation of programs. */
export type Notation =
  | NumberNotation
  | {
      readonly kind: "date" | "timestamp";
      /** Formats for DuckDB's `strptime`; each value is in one of them. */
      readonly formats: readonly string[];
    };

/** The first value of a column that does not fit a type. */
export interface Misfit {
  /** 1-based data row. */
  readonly row: number;
  /** The value as text, at most 80 characters. */
  readonly value: string;
}

export interface DatasetColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** DuckDB type that holds the values exactly, if it differs from `databaseTypes`: `DECIMAL(18, 2)`, `HUGEINT`. */
  readonly databaseType?: string;
  /**
   * What a text column may be declared as: all its values are numbers, but they look like codes or have too many
   * digits.
   */
  readonly couldBe?: { readonly type: ColumnType; readonly databaseType?: string };
  /** Rows without a value. */
  readonly nulls: number;
  /** Whether an empty text is a value. Otherwise it is a missing one. */
  readonly emptyTexts?: boolean;
  /**
   * The column's name in the file as the database gives it, if it is another: of a Parquet file that repeats a name.
   */
  readonly field?: string;
  /** Whether a Parquet file holds it as bytes without a type, which are text in UTF-8. */
  readonly bytes?: boolean;
  /**
   * For each type that does not fit the column: the first value that rules it out. Absent for Parquet, which has its
   * own types.
   */
  readonly misfits?: Readonly<Partial<Record<ColumnType, Misfit>>>;
  /** Absent if values are in the plain notation. */
  readonly notation?: Notation;
  /** The unit of its values, for people, as a recipe says: `CNY million`. */
  readonly unit?: string;
}

/** A column that a few cells keep from being of another type. */
export interface Spoiled {
  readonly column: string;
  /** What it is without these cells. */
  readonly type: Exclude<ColumnType, "text">;
  /** Rows with a value, and how many of the values are of that type. */
  readonly values: number;
  readonly fits: number;
  /** The first of the other texts, by their first row. */
  readonly others: readonly {
    /** At most 80 characters. */
    readonly value: string;
    readonly rows: number;
    /** 1-based data row of the first. */
    readonly row: number;
  }[];
  /** `400 of 401 values are dates; row 401 says "Total"`. */
  readonly message: string;
}

/** A row that is no data, but the sum of the other rows. */
export interface TotalRow {
  /** 1-based data row. */
  readonly row: number;
  /** The column that calls it a total, and the word. */
  readonly column: string;
  readonly value: string;
  /** Columns of numbers in which it is the sum of the others. */
  readonly sums: readonly string[];
  /** Rows below it that fill one field with a text: where the data are from, and alike. Absent if there are none. */
  readonly notes?: readonly NoteRow[];
  /** `row 13 says "Total", and its "cost" is the sum of the other rows`. */
  readonly message: string;
}

/** A row that is a note, by its only text. */
export interface NoteRow {
  /** 1-based data row. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
}

/** A row below a table that is a note. */
export interface ToldNote extends NoteRow {
  /** `row 14 says "Source: accounts" and nothing else`. */
  readonly message: string;
}

/** A column of whole numbers that are days. */
export interface DayColumn {
  readonly column: string;
  /** As Excel counts days, from 30 December 1899, or as eight digits. */
  readonly written: "count" | "digits";
  /** The first and the last day. */
  readonly first: string;
  readonly last: string;
  /** `"date" holds whole numbers, as Excel writes days: 45292 is 2024-01-01, 45657 is 2024-12-31`. */
  readonly message: string;
}

/** A column of dates that are written in several ways, or with names of months or weekdays. */
export interface WrittenDates {
  readonly column: string;
  readonly type: "date" | "timestamp";
  /** How they are written, the most frequent first. */
  readonly spellings: readonly {
    /** For `strptime`. */
    readonly format: string;
    readonly rows: number;
    /** The first of them, its 1-based data row, and what it is. */
    readonly value: string;
    readonly row: number;
    readonly reads: string;
  }[];
  /** `"date" has dates in 2 spellings: 345 as 07.01.2025, which is 2025-01-07; 59 as 11 Jan 2025, which is …`. */
  readonly message: string;
}

/** A name that is written in several ways: in case, white space, hyphens, other letters, or in short. */
export interface WrittenName {
  /** As it stands most often. */
  readonly name: string;
  /** Rows that hold it so. */
  readonly rows: number;
  /** The other ways, the most frequent first. */
  readonly others: readonly {
    readonly value: string;
    readonly rows: number;
    /** 1-based data row of the first. */
    readonly row: number;
  }[];
}

/** A column of names of which some are written in several ways. */
export interface NamesColumn {
  readonly column: string;
  readonly names: readonly WrittenName[];
  /** `"region" writes a name in several ways: 120 rows "North", 3 "north"`. */
  readonly message: string;
}

/** A column whose numbers could be read in two ways, and how the rest of the file says that they are meant. */
export interface NumbersColumn {
  readonly column: string;
  /** The first such number, its 1-based data row, and what it is. */
  readonly value: string;
  readonly row: number;
  readonly reads: string;
  /** `"North": 4,906 is 4906, since "price" has 3.50`. */
  readonly message: string;
}

/** What nothing in a file decides: whether `4,906` is 4906 or 4.906, in all columns in which that is unclear. */
export interface NumbersQuestion {
  readonly columns: readonly string[];
  /** The first such number, and its 1-based data row. */
  readonly value: string;
  readonly row: number;
  /** `"North", "South": 4,906 may be 4906 or 4.906`. */
  readonly message: string;
  /**
   * The answers: the decimal mark, what the number is then, alone and as a sentence, and the recipe that reads the
   * whole file so.
   */
  readonly choices: readonly {
    readonly decimal: "." | ",";
    readonly reads: string;
    readonly says: string;
    readonly recipe: Recipe;
  }[];
}

/** A recipe that would mend what spoils a dataset's columns, and why. It changes nothing until it is accepted. */
export interface RecipeProposal {
  readonly spoiled: readonly Spoiled[];
  /** Rows that sum others up. Absent if there are none, as are the next two, and in profiles of earlier releases. */
  readonly totals?: readonly TotalRow[];
  /** Notes below a table without a total. */
  readonly notes?: readonly ToldNote[];
  readonly days?: readonly DayColumn[];
  /** Columns of dates in spellings of people. Absent if there are none, and in profiles of earlier releases. */
  readonly dates?: readonly WrittenDates[];
  /** Columns whose numbers the file itself says how to read. */
  readonly numbers?: readonly NumbersColumn[];
  /** Columns of names written in several ways. Absent if there are none, and in profiles of earlier releases. */
  readonly names?: readonly NamesColumn[];
  readonly recipe: Recipe;
}

/** The table of a text, or of a workbook, as Parquet, which is parsed many times faster. */
export interface ParquetTable {
  /** SHA-256 of its bytes, which its file is named by: other releases of the database write the same rows otherwise. */
  readonly sha256: string;
  readonly bytes: number;
  /**
   * Columns of another type than text whose values, written as text, are those of the file: codes like `110000`. As
   * text, another column is read from the text: `1.50` is no longer `1.5`.
   */
  readonly written: readonly string[];
}

/**
 * One of several Parquet files that hold a table, one after the other, stored as `table.{sha256}.parquet`. Those of a
 * version are its manifest: nothing of them is read but what it names, and each only if it has its hash.
 */
export interface TableFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  /** SHA-256 of its map, see `ChunkMap`. */
  readonly chunks: string;
  /**
   * The least and the greatest value of each column, as text, so that a file without the rows of a query is not even
   * looked at; `null` of columns without values, of types without an order, and where they are long.
   */
  readonly ranges: readonly (readonly [low: string, high: string] | null)[];
}

/** Content of `dataset.json`, determined once, when the dataset is stored. */
export interface DatasetProfile {
  /**
   * SHA-256 in lower-case hexadecimal of the bytes as sent, of the reading options if any, and of `mended`: see
   * `datasetVersion`. Of a view: see `profileOfMade`.
   */
  readonly version: string;
  /** Revision of the reader that made this profile. Absent: the first. */
  readonly reader?: number;
  /**
   * The mended rules that the bytes meet, by which an earlier reader read them differently. Absent if there are none.
   */
  readonly mended?: readonly MendedRuleName[];
  readonly format: DatasetFormat;
  /** Options for reading the bytes, if any were given. */
  readonly reading?: DatasetReading;
  /**
   * Format of the table stored beside the bytes: UTF-8 text with one header, or Parquet if a recipe made it. Absent if
   * queries read the bytes themselves.
   */
  readonly table?: TableFormat;
  /**
   * The table as Parquet, stored as `table.{sha256}.parquet` beside the text that queries could also read. Absent if
   * that is short, or a recipe made the table, or an earlier release stored it.
   */
  readonly parquet?: ParquetTable;
  /**
   * SHA-256 of the map of the table in Parquet that queries read, which is stored as `chunks.{sha256}.json`, see
   * `ChunkMap`. Absent if the table is small or no Parquet, or an earlier release stored it: then it is read whole.
   */
  readonly chunks?: string;
  /**
   * The files of a table that is too long for one, in their order. Then there is no other file of the table, and
   * `bytes` is their sum.
   */
  readonly files?: readonly TableFile[];
  /** Original encoding of the text, if not UTF-8. */
  readonly encoding?: string;
  /** Name of the sheet that was read. Workbooks only. */
  readonly sheet?: string;
  /** The field delimiter. Only for CSV and tables stored as CSV. */
  readonly delimiter?: Delimiter;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly DatasetColumn[];
  readonly warnings: readonly Warning[];
  /** The recipe that made the table. `reading.recipe` is its version. */
  readonly recipe?: Recipe;
  /**
   * SHA-256 of the table's schema and ordered rows, whatever the bytes of its file are. Of a table that a recipe or a
   * view made.
   */
  readonly rowsHash?: string;
  /**
   * The same of the table of a file, as queries read it; part of no manifest, so that a report of a version is the same
   * whichever release stored it. Absent where there is `rowsHash`, and if an earlier release stored it.
   */
  readonly rowsAsRead?: string;
  /**
   * Whether an erasure made it: its bytes are the rows that were left, as reports read them, so that no recipe is
   * applied to them again.
   */
  readonly cleaned?: true;
  /**
   * SHA-256 of the schema and ordered rows that a source gave, see `hashRows`: in the version it stands for the bytes,
   * since Parquet of the same rows may be written otherwise. Then the rows are Parquet of ours: `table.parquet`, or
   * `data.parquet` if a recipe has shaped them.
   */
  readonly rowsOfSource?: string;
  /** Where the version first came from, if a source fetched it. Not part of the version. */
  readonly source?: SourceProvenance;
  /** Whether a view made it: then its version is of the rows and units, and there are no bytes but the table's. */
  readonly view?: true;
  /** Absent if no column is spoiled, or none could be mended with certainty, or an earlier release stored it. */
  readonly proposal?: RecipeProposal;
  /** Asked instead of a proposal, which each answer has. */
  readonly question?: NumbersQuestion;
}

/** One file of a table, for reading parts of it. */
export interface SparseFile {
  readonly sparse: SparseTable;
  /** Its rows, if they are known without reading anything of it. */
  readonly rows?: number;
  /** See `TableFile.ranges`; by the column's name. @default unknown */
  readonly ranges?: ReadonlyMap<string, readonly [low: string, high: string]>;
}

/** How queries read a dataset. */
export interface DatasetSource {
  /**
   * Reads the table as queries read it, once.
   * @throws BroadsheetError `unavailable` if it is missing from the store
   */
  readonly read: () => Promise<Uint8Array>;
  /**
   * A DuckDB SELECT of the typed columns in stored row order. It reads the file bound as `$file`, which holds the
   * table, or the list of its files.
   */
  readonly select: string;
  /**
   * The same SELECT with the values in the SQL itself, so that no file is read. Undefined if not possible: see
   * `inlineSelect`.
   */
  readonly inline: () => Promise<string | undefined>;
  /** The same table for reading parts of it. Absent if it is read whole. */
  readonly sparse?: SparseTable | undefined;
  /** The files of a table in several, in their order; then there is no `sparse`. */
  readonly files?: readonly SparseFile[] | undefined;
  /** Whether the table is too long to be read whole, which `read` refuses: all of it is read by its parts. */
  readonly isLong?: boolean;
  /** The names of columns as the file of `sparse` has them, if they are others. */
  readonly fields?: ReadonlyMap<string, string> | undefined;
}

/** A dataset, ready for a report's queries. */
export interface Dataset extends DatasetSource {
  readonly alias: string;
  readonly profile: DatasetProfile;
}

/** A dataset version, opened for one report. */
export interface OpenedDataset extends Dataset {
  /** How queries read it with other types of its columns, which a template declares. */
  readonly readAs: (columns: readonly DatasetColumn[]) => DatasetSource;
  /**
   * Reads the bytes that `profile.table`, or else its format, describes, once: those of `read`, unless queries read the
   * table as Parquet beside them.
   * @throws BroadsheetError `unavailable` if they are missing from the store
   */
  readonly readText: () => Promise<Uint8Array>;
}
