import { BroadsheetError, type Warning } from "../../../errors.ts";
import type { Bytes } from "../../../ports.ts";
import type { Delimiter } from "../../template/dataset-reading.ts";
import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";
import type { MendedRuleName } from "../mended-rules.ts";
import { type CsvRecord, readRecords } from "./csv-records.ts";
import { Footer } from "./footer.ts";
import { RaggedRows } from "./ragged-rows.ts";
import { BlankLines } from "./blank-lines.ts";

/** Where a table lies in a file, and how it is written. */
export interface TablePlace {
  readonly delimiter: Delimiter;
  /** Offset and line of its first record. */
  readonly start: number;
  readonly line: number;
  /** Whether lines that begin with # are comments. */
  readonly comments: boolean;
  /** Whether the first record names the columns. */
  readonly header: boolean;
  /** Whether notes may stand below the rows. */
  readonly notes: boolean;
}

export interface ReadTable {
  readonly names: readonly string[];
  readonly rows: number;
  readonly valueBytes: readonly number[];
  readonly warnings: readonly Warning[];
  /** Offset of the first row. */
  readonly first: number;
  /** Offset of the byte after the last row. */
  readonly end: number;
  /**
   * Number of records that need rewriting: comments, notes, empty rows at the end, empty fields after the last column.
   */
  readonly rest: number;
  readonly mended: readonly MendedRuleName[];
}

/** Longest row, bytes: DuckDB's own limit, which bounds its memory. */
const longestRow = 2_000_000;

/**
 * Reads the records of a table.
 *
 * @throws BroadsheetError `invalid-dataset` naming ragged rows, or `limit-exceeded`
 */
export function readTable(body: Bytes, place: TablePlace, limits: DatasetLimits): ReadTable {
  return new TableReader(body, place, limits).read();
}

/** Reads records one by one, and counts what is to be said about them. */
class TableReader {
  readonly #body: Bytes;
  readonly #place: TablePlace;
  readonly #limits: DatasetLimits;
  readonly #footer = new Footer();
  readonly #names: string[] = [];
  readonly #valueBytes: number[] = [];
  readonly #ragged = new RaggedRows();
  readonly #blank = new BlankLines();
  #comments = 0;
  #rows = 0;
  #longRows = 0;
  /** The last row with a value. */
  #lastFilled = 0;
  #end: number;
  /** Number of columns up to the last with a name. */
  #named = 0;
  #firstRow: number;
  #first = true;

  constructor(body: Bytes, place: TablePlace, limits: DatasetLimits) {
    this.#body = body;
    this.#place = place;
    this.#limits = limits;
    this.#end = place.start;
    this.#firstRow = place.start;
  }

  read(): ReadTable {
    const { start, delimiter, line } = this.#place;
    const names = this.#names;
    readRecords(this.#body, start, delimiter, (...found) => this.#visit(...found), line);
    checkDatasetLimit("rows", this.#rows, this.#limits);
    checkDatasetLimit("cells", this.#rows * names.length, this.#limits);
    const below = this.#footer.found;
    if (below !== undefined) {
      this.#rows = below.rows;
      this.#valueBytes[0]! -= below.bytes;
    }
    this.#ragged.throwAny(this.#valueBytes.some((bytes, column) => column >= this.#named && bytes > 0));
    // A table of only empty rows stays as it is.
    const emptyEnd = names.length > 1 && this.#lastFilled > 0 ? this.#rows - this.#lastFilled : 0;
    return {
      names,
      rows: this.#rows - emptyEnd,
      valueBytes: this.#valueBytes,
      warnings: this.#warnings(below, emptyEnd),
      first: this.#firstRow,
      end: emptyEnd > 0 || below !== undefined ? this.#end : this.#body.length,
      rest: this.#comments + this.#longRows + this.#ragged.short + emptyEnd + (below === undefined ? 0 : 1),
      mended: below === undefined || below.short ? [] : ["notes-below"],
    };
  }

  /** @returns whether to read on */
  #visit(record: CsvRecord, spans: readonly number[], window: Uint8Array): boolean {
    if (this.#first) {
      this.#first = false;
      this.#takeNames(record, spans, window);
      return this.#place.header || this.#takeRow(record, spans, window);
    }
    if (record.blank && this.#names.length > 1) {
      const mayEnd = this.#place.notes && this.#lastFilled > 0;
      this.#blank.take(record.line, mayEnd);
      if (mayEnd) this.#footer.takeEmpty({ row: this.#rows + 1, line: record.line }, this.#end);
      return true;
    }
    if (isCommentAmongRows(record, window, { comments: this.#place.comments, columns: this.#names.length })) {
      this.#comments++;
      return true;
    }
    return this.#takeRow(record, spans, window);
  }

  #takeNames(record: CsvRecord, spans: readonly number[], window: Uint8Array): void {
    const { header } = this.#place;
    const decoder = new TextDecoder();
    for (let field = 0; field < record.fields; field++)
      this.#names.push(
        header
          ? unquote(decoder.decode(window.subarray(spans[field * 3], spans[field * 3 + 1])))
          : `column_${field + 1}`,
      );
    checkDatasetLimit("columns", this.#names.length, this.#limits);
    this.#valueBytes.push(...this.#names.map(() => 0));
    this.#named = this.#names.findLastIndex((name) => name !== "") + 1;
    this.#end = record.next;
    this.#firstRow = header ? record.next : record.start;
  }

  #takeRow(record: CsvRecord, spans: readonly number[], window: Uint8Array): boolean {
    const columns = this.#names.length;
    this.#rows++;
    if (record.next - record.start > longestRow) throw longRow(record, this.#rows);
    if (this.#place.notes && columns > 1 && this.#lastFilled > 0 && this.#takeNote(record, spans, window))
      return this.#rows <= this.#limits.rows;
    if (record.fields < columns && !this.#takeShort(record, this.#rows)) return true;
    if (record.fields > columns) {
      const holdsMore = spans.slice(columns * 3, record.fields * 3).some((size, at) => at % 3 === 2 && size > 0);
      if (holdsMore) {
        this.#ragged.take(record, this.#rows, columns);
        return true;
      }
      this.#longRows++;
    }
    this.#countValues(record, spans);
    return this.#rows <= this.#limits.rows && this.#rows * columns <= this.#limits.cells;
  }

  #countValues(record: CsvRecord, spans: readonly number[]): void {
    const columns = this.#names.length;
    let filled = false;
    for (let field = 0; field < columns && field < record.fields; field++) {
      const size = spans[field * 3 + 2]!;
      this.#valueBytes[field]! += size;
      filled ||= size > 0;
    }
    if (!filled && columns > 1) return;
    this.#lastFilled = this.#rows;
    this.#end = record.next;
  }

  /** Takes a record that may be a note below the rows; false if it is a row. */
  #takeNote(record: CsvRecord, spans: readonly number[], window: Uint8Array): boolean {
    const columns = this.#names.length;
    const size = filledFields(spans, record.fields);
    if (size === 0) {
      this.#footer.takeEmpty({ row: this.#rows, line: record.line }, this.#end);
      return false;
    }
    const words = window.subarray(spans[0], spans[1]);
    if (
      size === 1 &&
      spans[2]! > 0 &&
      record.fields <= columns &&
      this.#footer.takeNote(record, this.#rows, words, record.fields < columns, this.#end)
    ) {
      this.#valueBytes[0]! += spans[2]!;
      return true;
    }
    this.#blank.settle();
    for (const held of this.#footer.takeRow()) this.#takeShort(held.record, held.row);
    return false;
  }

  /** @returns whether the missing fields may be those of a header that ends with delimiters */
  #takeShort(record: CsvRecord, row: number): boolean {
    const allowed = record.fields >= this.#named;
    if (allowed) this.#ragged.takeShort(record, row, this.#names.length);
    else this.#ragged.take(record, row, this.#names.length);
    return allowed;
  }

  #warnings(below: Footer["found"], emptyEnd: number): Warning[] {
    const warnings: Warning[] = [];
    const warn = (message: string, where?: Warning["where"]): void =>
      void warnings.push({ code: "dataset-warning", message, where });
    // Those below the rows belong to the notes.
    if (below === undefined) this.#blank.settle();
    const { count: blank, first } = this.#blank;
    if (blank === 1) warn(`Line ${first} is blank and was skipped`, { line: first });
    if (blank > 1) warn(`${blank} blank lines were skipped, the first is line ${first}`, { line: first });
    const comments = this.#comments;
    if (comments > 0)
      warn(
        `${comments} ${comments === 1 ? "comment" : "comments"} among the rows ${comments === 1 ? "was" : "were"} skipped`,
      );
    const long = this.#longRows;
    if (long > 0)
      warn(
        `${long} ${long === 1 ? "row ends" : "rows end"} with delimiters after the last column, with nothing between them`,
      );
    if (emptyEnd > 0)
      warn(
        `${emptyEnd} empty ${emptyEnd === 1 ? "row" : "rows"} at the end ${emptyEnd === 1 ? "was" : "were"} left out`,
        { row: this.#lastFilled + 1 },
      );
    if (below !== undefined) warnings.push(below.warning);
    return warnings;
  }
}

/**
 * Whether a record after the first is a comment: it begins with `#`, and there are comments above the table too, or it
 * has a single field of several.
 */
export function isCommentAmongRows(
  { offset, fields }: CsvRecord,
  window: Uint8Array,
  { comments, columns }: { readonly comments: boolean; readonly columns: number },
): boolean {
  return window[offset] === 0x23 && (comments || (columns > 1 && fields === 1));
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

/** A column name with its quotes resolved and outer white space trimmed. */
function unquote(name: string): string {
  return name.replaceAll('""', '"').trim();
}
