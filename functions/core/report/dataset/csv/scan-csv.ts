import type { Problem, Warning } from "../../../errors.ts";
import { BroadsheetError } from "../../../errors.ts";
import { checkColumnNames } from "../check-column-names.ts";
import { nameRepeated } from "../name-repeated.ts";
import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";
import type { DatasetReading, Delimiter } from "../../template/dataset-reading.ts";
import { delimiterNames } from "../delimiters.ts";
import type { MendedRuleName } from "../mended-rules.ts";
import { type CsvRecord, firstRecord, readRecords } from "./csv-records.ts";
import { findHeader } from "./find-header.ts";
import { Footer } from "./footer.ts";
import { findTable } from "./find-table.ts";
import { nameColumns } from "./name-columns.ts";
import { rewriteCsv } from "./rewrite-csv.ts";

/** What a scan of the bytes found, independently of the database that reads them later. */
export interface CsvScan {
  readonly delimiter: Delimiter;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Total bytes of each column's values, quotes removed: a checksum that a second reader must match. */
  readonly valueBytes: readonly number[];
  readonly warnings: readonly Warning[];
  /** The file itself if it holds only a header and rows; otherwise rewritten to that form. */
  readonly table: Uint8Array;
  /** For each column, the index of its field in the file. */
  readonly kept: readonly number[];
  /** Offset of the first row. */
  readonly first: number;
  readonly mended: readonly MendedRuleName[];
}

const maximumProblems = 10;

/** Longest row, bytes: DuckDB's own limit, which bounds its memory. */
const longestRow = 2_000_000;

/**
 * Reads UTF-8 CSV byte by byte (RFC 4180; accepts a byte order mark and CRLF, LF or CR, and drops spaces around a
 * quoted field). It refuses what a lenient reader would lose silently: ragged rows, an unclosed quote, text after a
 * closing quote. Anything around the table is skipped with a warning: titles, comments, columns with neither name nor
 * values, empty rows at the end, notes below them. A blank line is skipped, except in a single column, where it is an
 * empty value.
 *
 * @param format `sheet`: an area of a workbook's sheet, which has no notes
 * @throws BroadsheetError `invalid-dataset`, or `limit-exceeded` for too many columns or rows
 */
export function scanCsv(
  body: Uint8Array,
  limits: DatasetLimits,
  reading: DatasetReading = {},
  format: "csv" | "tsv" | "sheet" = "csv",
): CsvScan {
  const place = findTable(body, reading, format === "sheet" ? "csv" : format);
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
  const isEmpty = (column: number): boolean => table.valueBytes[column] === 0;
  const given = found.header ? nameColumns(table.names, isEmpty, line) : { names: table.names, warnings: [] };
  const repeated = nameRepeated(given.names, { line });
  const naming = { names: repeated.names, warnings: [...given.warnings, ...repeated.warnings] };
  const columns = naming.names.filter((name) => name !== undefined);
  checkColumnNames(columns, { line });
  if (columns.length === 0)
    throw new BroadsheetError("invalid-dataset", {
      code: "empty-dataset",
      message: "The file has neither column names nor values",
    });
  const warnings = [...place.warnings, ...found.warnings, ...naming.warnings, ...table.warnings];
  if (delimiter !== ",")
    warnings.unshift({
      code: "dataset-warning",
      message: `The fields are separated by a ${delimiterNames[delimiter]}, not a comma`,
      seen: delimiter,
    });
  if (table.rows === 0) warnings.push({ code: "dataset-warning", message: "The file has a header and no rows" });
  const asItIs =
    start === firstRecord(body) &&
    found.header &&
    table.rest === 0 &&
    naming.names.every((name, column) => name !== undefined && name === table.names[column]);
  const omitted = new Set(table.omitted);
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
      : rewriteCsv(body, {
          delimiter,
          start,
          end: table.end,
          header: found.header,
          names: naming.names,
          omits: (offset) => omitted.has(offset),
        }),
  };
}

interface ReadTable {
  readonly names: readonly string[];
  readonly rows: number;
  readonly valueBytes: readonly number[];
  readonly warnings: readonly Warning[];
  /** Offset of the first row. */
  readonly first: number;
  /** Offset of the byte after the last row. */
  readonly end: number;
  /** Offsets of comments among the rows. */
  readonly omitted: readonly number[];
  /**
   * Number of records that need rewriting: comments, notes, empty rows at the end, empty fields after the last column.
   */
  readonly rest: number;
  readonly mended: readonly MendedRuleName[];
}

function readTable(
  body: Uint8Array,
  {
    delimiter,
    start,
    line,
    comments,
    header,
    notes,
  }: { delimiter: Delimiter; start: number; line: number; comments: boolean; header: boolean; notes: boolean },
  limits: DatasetLimits,
): ReadTable {
  const names: string[] = [];
  const valueBytes: number[] = [];
  const ragged: Problem[] = [];
  /** Rows without the last field. That is allowed if no row has a value there: the header ends with a delimiter. */
  const short: Problem[] = [];
  const blankLines: number[] = [];
  const omitted: number[] = [];
  let [rows, raggedRows, shortRows, longRows, lastFilled, end, named, firstRow] = [0, 0, 0, 0, 0, start, 0, start];
  let first = true;
  const footer = new Footer();

  const takeRagged = (record: CsvRecord, row: number): void => {
    raggedRows++;
    if (ragged.length < maximumProblems) ragged.push(raggedRow(record, row, names.length));
  };
  /** @returns whether the missing fields may be those of a header that ends with delimiters */
  const takeShort = (record: CsvRecord, row: number): boolean => {
    if (record.fields < named) {
      takeRagged(record, row);
      return false;
    }
    shortRows++;
    if (short.length < maximumProblems) short.push(raggedRow(record, row, names.length));
    return true;
  };

  const read = (record: CsvRecord, spans: readonly number[]): boolean => {
    rows++;
    if (record.next - record.start > longestRow) throw longRow(record, rows);
    if (notes && names.length > 1 && lastFilled > 0) {
      const size = filledFields(spans, record.fields);
      if (size === 0) footer.takeEmpty({ row: rows, line: record.line }, end);
      else if (
        size === 1 &&
        spans[2]! > 0 &&
        record.fields <= names.length &&
        footer.takeNote(record, rows, body.subarray(spans[0], spans[1]), record.fields < names.length)
      ) {
        valueBytes[0]! += spans[2]!;
        return rows <= limits.rows;
      } else for (const held of footer.takeRow()) takeShort(held.record, held.row);
    }
    if (record.fields < names.length) {
      if (!takeShort(record, rows)) return true;
    } else if (record.fields > names.length) {
      const holdsMore = spans.slice(names.length * 3, record.fields * 3).some((size, at) => at % 3 === 2 && size > 0);
      if (holdsMore) {
        takeRagged(record, rows);
        return true;
      }
      longRows++;
    }
    let filled = false;
    for (let field = 0; field < names.length && field < record.fields; field++) {
      const size = spans[field * 3 + 2]!;
      valueBytes[field]! += size;
      filled ||= size > 0;
    }
    if (filled || names.length === 1) {
      lastFilled = rows;
      end = record.next;
    }
    return rows <= limits.rows && rows * names.length <= limits.cells;
  };

  const visit = (record: CsvRecord, spans: readonly number[]): boolean => {
    if (first) {
      first = false;
      const decoder = new TextDecoder();
      for (let field = 0; field < record.fields; field++)
        names.push(
          header
            ? unquote(decoder.decode(body.subarray(spans[field * 3], spans[field * 3 + 1])))
            : `column_${field + 1}`,
        );
      checkDatasetLimit("columns", names.length, limits);
      valueBytes.push(...names.map(() => 0));
      named = names.findLastIndex((name) => name !== "") + 1;
      end = record.next;
      firstRow = header ? record.next : record.start;
      return header || read(record, spans);
    }
    if (record.blank && names.length > 1) {
      blankLines.push(record.line);
      if (notes && lastFilled > 0) footer.takeEmpty({ row: rows + 1, line: record.line }, end);
      return true;
    }
    const comment = body[record.start] === 0x23 && (comments || (names.length > 1 && record.fields === 1));
    if (comment) {
      omitted.push(record.start);
      return true;
    }
    return read(record, spans);
  };
  readRecords(body, start, delimiter, visit, line);

  checkDatasetLimit("rows", rows, limits);
  checkDatasetLimit("cells", rows * names.length, limits);
  const below = footer.found;
  if (below !== undefined) {
    rows = below.rows;
    valueBytes[0]! -= below.bytes;
  }
  const problems = [...ragged];
  const unnamedHoldValues = valueBytes.some((bytes, column) => column >= named && bytes > 0);
  if (unnamedHoldValues || (raggedRows > 0 && shortRows > 0)) {
    problems.push(...short);
    raggedRows += shortRows;
  }
  if (problems.length > 0) {
    problems.sort((a, b) => a.where!.row! - b.where!.row!).splice(maximumProblems);
    if (raggedRows > problems.length)
      problems.push({
        code: "ragged-row",
        message: `${raggedRows - problems.length} more rows differ from the header in their number of fields`,
      });
    throw new BroadsheetError("invalid-dataset", problems);
  }
  const warnings: Warning[] = [];
  const warn = (message: string, where: Warning["where"]): void =>
    void warnings.push({ code: "dataset-warning", message, where });
  const blank = blankLines.filter((at) => below === undefined || at < below.line);
  if (blank.length > 0)
    warn(
      blank.length === 1
        ? `Line ${blank[0]} is blank and was skipped`
        : `${blank.length} blank lines were skipped, the first is line ${blank[0]}`,
      { line: blank[0]! },
    );
  if (omitted.length > 0)
    warn(
      `${omitted.length} ${omitted.length === 1 ? "comment" : "comments"} among the rows ${omitted.length === 1 ? "was" : "were"} skipped`,
      undefined,
    );
  if (longRows > 0)
    warn(
      `${longRows} ${longRows === 1 ? "row ends" : "rows end"} with delimiters after the last column, with nothing between them`,
      undefined,
    );
  // A table of only empty rows stays as it is.
  const emptyEnd = names.length > 1 && lastFilled > 0 ? rows - lastFilled : 0;
  if (emptyEnd > 0)
    warn(
      `${emptyEnd} empty ${emptyEnd === 1 ? "row" : "rows"} at the end ${emptyEnd === 1 ? "was" : "were"} left out`,
      { row: lastFilled + 1 },
    );
  if (below !== undefined) warnings.push(below.warning);
  return {
    names,
    rows: rows - emptyEnd,
    valueBytes,
    warnings,
    first: firstRow,
    end: emptyEnd > 0 || below !== undefined ? end : body.length,
    omitted,
    rest: omitted.length + longRows + shortRows + emptyEnd + (below === undefined ? 0 : 1),
    mended: below === undefined || below.short ? [] : ["notes-below"],
  };
}

/** How many fields of a record hold a value. */
function filledFields(spans: readonly number[], fields: number): number {
  let filled = 0;
  for (let field = 0; field < fields; field++) if (spans[field * 3 + 2]! > 0) filled++;
  return filled;
}

function longRow({ line, start, next }: CsvRecord, row: number): BroadsheetError {
  const seen = next - start;
  return new BroadsheetError("limit-exceeded", {
    code: "long-row",
    message: `Line ${line} has ${seen} bytes; a row may have at most ${longestRow}`,
    where: { line, row },
    seen,
    allowed: longestRow,
    hint: "A quote that is closed too late makes one value of many lines",
  });
}

function raggedRow(record: CsvRecord, row: number, columns: number): Problem {
  return {
    code: "ragged-row",
    message: `Line ${record.line} has ${record.fields} ${record.fields === 1 ? "field" : "fields"} where the header has ${columns}`,
    where: { line: record.line, row },
    seen: record.fields,
    allowed: columns,
    hint: "A value that holds the delimiter or a line break needs double quotes around it",
  };
}

/** A column name with its quotes resolved and outer white space trimmed. */
function unquote(name: string): string {
  return name.replaceAll('""', '"').trim();
}
