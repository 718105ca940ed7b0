/** What may separate the fields of a CSV file. */
export type Delimiter = "," | ";" | "\t" | "|";

/** What cannot be seen in a file, said by whoever gives it. All is optional: what is not said is found in the file, or the file is refused. */
export interface DatasetReading {
  /** Encoding of a text file, by one of the labels of the Encoding Standard (WHATWG): `windows-1252`, `shift_jis`, `gb18030`. */
  readonly encoding?: string;
  /** The field delimiter of a CSV file. */
  readonly delimiter?: Delimiter;
  /** Whether the first row of the table names the columns. */
  readonly header?: boolean;
  /** The sheet of a workbook, by name. */
  readonly sheet?: string;
  /** Where the table is in its sheet: `B3:F90`, or its first cell, `B3`. */
  readonly range?: string;
}
