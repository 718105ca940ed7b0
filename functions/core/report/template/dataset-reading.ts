/** Delimiters of the fields of a CSV file. */
export type Delimiter = "," | ";" | "\t" | "|";

/**
 * Properties that a file may not show, given with it. All are optional: a missing one is detected in the file, or the
 * file is refused.
 */
export interface DatasetReading {
  /**
   * Encoding of a text file, by one of the labels of the Encoding Standard (WHATWG): `windows-1252`, `shift_jis`,
   * `gb18030`.
   */
  readonly encoding?: string;
  /** The field delimiter of a CSV file. */
  readonly delimiter?: Delimiter;
  /** Whether the first row of the table names the columns. */
  readonly header?: boolean;
  /** The sheet of a workbook, by name. */
  readonly sheet?: string;
  /** Where the table is in its sheet: `B3:F90`, or its first cell, `B3`. */
  readonly range?: string;
  /**
   * Version of the recipe that made the table (`recipeVersion`), of a stored version that has one. It stands here since
   * it is part of the version's hash as the other options are; a release that knows no recipes finds the hash right.
   */
  readonly recipe?: string;
}
