import { BroadsheetError, type Warning } from "../../../errors.ts";
import { checkColumnNames } from "../check-column-names.ts";
import { nameRepeated } from "../name-repeated.ts";
import type { Bytes, ScratchFile, ScratchWriter } from "../../../ports.ts";
import type { DatasetLimits } from "../dataset-limits.ts";
import type { DatasetReading, Delimiter } from "../../template/dataset-reading.ts";
import { delimiterNames } from "../delimiters.ts";
import type { MendedRuleName } from "../mended-rules.ts";
import { firstRecord } from "./csv-records.ts";
import { findHeader } from "./find-header.ts";
import { findTable } from "./find-table.ts";
import { nameColumns } from "./name-columns.ts";
import { readTable, type ReadTable } from "./read-table.ts";
import { rewriteCsv, rewriteLongCsv, type Rewriting } from "./rewrite-csv.ts";

/** What a scan of the bytes found, independently of the database that reads them later. */
export interface CsvScan<Table extends Bytes = Uint8Array> {
  readonly delimiter: Delimiter;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Total bytes of each column's values, quotes removed: a checksum that a second reader must match. */
  readonly valueBytes: readonly number[];
  readonly warnings: readonly Warning[];
  /** The file itself if it holds only a header and rows; otherwise rewritten to that form. */
  readonly table: Table;
  /** For each column, the index of its field in the file. */
  readonly kept: readonly number[];
  /** Offset of the first row. */
  readonly first: number;
  readonly mended: readonly MendedRuleName[];
}

/**
 * Reads UTF-8 CSV byte by byte (RFC 4180; accepts a byte order mark and CRLF, LF or CR, and drops spaces around a
 * quoted field). It refuses what a lenient reader would lose silently: ragged rows, an unclosed quote, text after a
 * closing quote. Anything around the table is skipped with a warning: titles, comments, columns with neither name nor
 * values, empty rows at the end, notes below them. A blank line is skipped, except in a single column, where it is an
 * empty value.
 *
 * @param format `sheet`: an area of a workbook's sheet, which has no notes
 * @param headerLine the line that is the header, from 1: what stands above is not looked at @default found
 * @throws BroadsheetError `invalid-dataset`, or `limit-exceeded` for too many columns or rows
 */
export function scanCsv(
  body: Uint8Array,
  limits: DatasetLimits,
  reading: DatasetReading = {},
  format: "csv" | "tsv" | "sheet" = "csv",
  headerLine?: number,
): CsvScan {
  return scan(body, { limits, reading, format, headerLine }, (rewriting) => rewriteCsv(body, rewriting));
}

/**
 * Reads a CSV file that is too long for the memory, as `scanCsv` does.
 *
 * @param create begins the file of its table, if that is not the file itself
 */
export function scanLongCsv(
  file: ScratchFile,
  limits: DatasetLimits,
  reading: DatasetReading,
  format: "csv" | "tsv",
  create: () => ScratchWriter,
): CsvScan<ScratchFile> {
  return scan(file, { limits, reading, format }, (rewriting) => rewriteLongCsv(file, rewriting, create()));
}

interface Asked {
  readonly limits: DatasetLimits;
  readonly reading: DatasetReading;
  readonly format: "csv" | "tsv" | "sheet";
  readonly headerLine?: number | undefined;
}

function scan<Table extends Bytes>(
  body: Table,
  { limits, reading, format, headerLine }: Asked,
  rewrite: (rewriting: Rewriting) => Table,
): CsvScan<Table> {
  const place = findTable(body, reading, format === "sheet" ? "csv" : format, headerLine);
  const { delimiter, start, line } = place;
  const found =
    reading.header === undefined
      ? findHeader(place.sample, line)
      : { header: reading.header, warnings: [], mended: [] };
  const table = readTable(
    body,
    { delimiter, start, line, comments: place.comments, header: found.header, notes: format !== "sheet" },
    limits,
  );
  const naming = nameAll(table, found.header, line);
  const columns = naming.names.filter((name) => name !== undefined);
  const warnings = [...place.warnings, ...found.warnings, ...naming.warnings, ...table.warnings];
  if (delimiter !== ",") warnings.unshift(otherDelimiter(delimiter));
  if (table.rows === 0) warnings.push({ code: "dataset-warning", message: "The file has a header and no rows" });
  const asItIs =
    start === firstRecord(body) &&
    found.header &&
    table.rest === 0 &&
    naming.names.every((name, column) => name !== undefined && name === table.names[column]);
  return {
    delimiter,
    columns,
    rows: table.rows,
    valueBytes: table.valueBytes.filter((_, column) => naming.names[column] !== undefined),
    warnings,
    kept: naming.names.flatMap((name, column) => (name === undefined ? [] : column)),
    first: table.first,
    mended: [...found.mended, ...table.mended],
    table: asItIs
      ? body
      : rewrite({
          delimiter,
          start,
          end: table.end,
          header: found.header,
          names: naming.names,
          comments: place.comments,
        }),
  };
}

/** Names for all columns: those of the header, each once; undefined for a column with neither name nor values. */
function nameAll(
  { names, valueBytes }: ReadTable,
  header: boolean,
  line: number,
): { readonly names: readonly (string | undefined)[]; readonly warnings: readonly Warning[] } {
  const given = header ? nameColumns(names, (column) => valueBytes[column] === 0, line) : { names, warnings: [] };
  const repeated = nameRepeated(given.names, { line });
  const columns = repeated.names.filter((name) => name !== undefined);
  checkColumnNames(columns, { line });
  if (columns.length === 0)
    throw new BroadsheetError("invalid-dataset", {
      code: "empty-dataset",
      message: "The file has neither column names nor values",
    });
  return { names: repeated.names, warnings: [...given.warnings, ...repeated.warnings] };
}

function otherDelimiter(delimiter: Exclude<Delimiter, ",">): Warning {
  return {
    code: "dataset-warning",
    message: `The fields are separated by a ${delimiterNames[delimiter]}, not a comma`,
    seen: delimiter,
  };
}
