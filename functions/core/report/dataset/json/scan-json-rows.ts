import { Decimal } from "../../../decimal.ts";
import { BroadsheetError, type Warning } from "../../../errors.ts";
import type { Bytes } from "../../../ports.ts";
import { checkColumnNames } from "../check-column-names.ts";
import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";
import { piecesOf } from "../pieces-of.ts";
import type { Misfit } from "../dataset.ts";
import { type JsonKind, JsonReader } from "./json-reader.ts";
import { tellMixture } from "./tell-mixture.ts";

/** What a scan found about one key of the rows. */
export interface JsonColumn {
  readonly name: string;
  /** The kinds of value that occur, each with its first value. */
  readonly kinds: ReadonlyMap<Exclude<JsonKind, "null">, Misfit>;
  /** How many values are strings. */
  readonly strings: number;
  /** The first decimal with more digits than a double holds; DuckDB reads decimals as doubles. */
  readonly cut?: Misfit;
}

export interface JsonScan {
  readonly columns: readonly JsonColumn[];
  readonly rows: number;
  readonly warnings: readonly Warning[];
}

interface GrowingColumn {
  readonly name: string;
  readonly kinds: Map<Exclude<JsonKind, "null">, Misfit>;
  strings: number;
  cut?: Misfit;
  /** Row in which the key was last seen, to find duplicates. */
  row: number;
}

/**
 * Reads a JSON array of objects, or with `lines` one object per line (NDJSON), and refuses what a table cannot hold:
 * another top level, rows that are not objects, a key twice in one row. Keys become columns in order of first
 * occurrence; a missing key is a missing value. Nested values are kept as JSON text, and mixed kinds as text, each with
 * a warning.
 *
 * @throws BroadsheetError `invalid-dataset`, or `limit-exceeded` for too many columns or rows
 */
export function scanJsonRows(body: Uint8Array, lines: boolean, limits: DatasetLimits): JsonScan {
  const text = new TextDecoder().decode(body);
  const whole = [{ reader: new JsonReader(text), isLast: true }];
  return scanRows((readRow) => (lines ? scanLines(text, readRow) : scanArray(whole, readRow)), limits);
}

/** Reads a JSON array that is too long for the memory, as `scanJsonRows` does. */
export function scanLongArray(file: Bytes, limits: DatasetLimits): JsonScan {
  return scanRows((readRow) => scanArray(readersOf(file), readRow), limits);
}

/** Reads NDJSON that is too long for the memory, as `scanJsonRows` does. */
export function scanLongLines(file: Bytes, limits: DatasetLimits): JsonScan {
  return scanRows((readRow) => {
    let line = 1;
    let isFirst = true;
    for (const piece of wholeLines(file)) {
      const text = new TextDecoder("utf-8", { ignoreBOM: !isFirst }).decode(piece);
      isFirst = false;
      line = scanLines(text, readRow, line);
    }
  }, limits);
}

/**
 * Longest line or row of a file that is not in memory, bytes: twice what the database reads.
 */
const longestLine = 32 * 1024 * 1024;

/** A file in pieces that end with a line. */
function* wholeLines(file: Bytes): Generator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  for (const piece of piecesOf(file)) {
    const end = piece.lastIndexOf(0x0a) + 1;
    bytes += piece.length;
    if (end > 0) {
      yield Buffer.concat([...parts, piece.subarray(0, end)]);
      parts = [];
      bytes = piece.length - end;
    } else if (bytes > longestLine)
      throw new BroadsheetError("limit-exceeded", {
        code: "long-row",
        message: `A line has more than ${longestLine} bytes`,
        allowed: longestLine,
        hint: "NDJSON has one object in each line",
      });
    if (end < piece.length) parts.push(piece.subarray(end));
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

function scanRows(scan: (readRow: (reader: JsonReader) => void) => void, limits: DatasetLimits): JsonScan {
  const columns = new Map<string, GrowingColumn>();
  let rows = 0;
  const readRow = (reader: JsonReader): void => {
    rows++;
    if (reader.peek() !== "{") {
      const { line, column } = reader.position(reader.at);
      throw new BroadsheetError("invalid-dataset", {
        code: "row-not-object",
        message: `Row ${rows} is not an object`,
        where: { line, column, row: rows },
        seen: reader.text.slice(reader.at, reader.at + 20),
        allowed: 'an object: {"column": value, ...}',
      });
    }
    scanRow(reader, rows, columns);
    checkDatasetLimit("rows", rows, limits);
    checkDatasetLimit("columns", columns.size, limits);
    checkDatasetLimit("cells", rows * columns.size, limits);
  };
  scan(readRow);

  const found = [...columns.values()];
  if (found.length === 0)
    throw new BroadsheetError("invalid-dataset", {
      code: "empty-dataset",
      message: rows === 0 ? "The file has no rows" : "The rows have no keys",
      seen: `${rows} rows`,
    });
  checkColumnNames(found.map(({ name }) => name));
  return { columns: found, rows, warnings: found.flatMap(warningsOf) };
}

/** A part of an array, which ends after the comma between two rows; the last one goes on to the end of the text. */
interface ArrayPart {
  readonly reader: JsonReader;
  readonly isLast: boolean;
}

/** An array in parts of whole rows, each with its place in the text. */
function* readersOf(file: Bytes): Generator<ArrayPart> {
  let [line, column] = [1, 1];
  let isFirst = true;
  for (const { bytes, isLast } of wholeRows(file)) {
    const text = new TextDecoder("utf-8", { ignoreBOM: !isFirst }).decode(bytes);
    isFirst = false;
    yield { reader: new JsonReader(text, 0, text.length, line, column), isLast };
    const lines = text.split("\n").length - 1;
    column = lines === 0 ? column + text.length : text.length - text.lastIndexOf("\n");
    line += lines;
  }
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [opening, closing] = [new Set([0x5b, 0x7b]), new Set([0x5d, 0x7d])];

/** The bytes of an array, cut after commas that stand between its rows: neither in a text nor in a row. */
function* wholeRows(file: Bytes): Generator<{ readonly bytes: Uint8Array; readonly isLast: boolean }> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let [depth, isText, isEscaped] = [0, false, false];
  for (const piece of piecesOf(file)) {
    let cut = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at]!;
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (byte === backslash) isEscaped = true;
        else if (byte === quote) isText = false;
      } else if (byte === quote) isText = true;
      else if (byte === comma) cut = depth === 1 ? at + 1 : cut;
      else if (opening.has(byte)) depth += 1;
      else if (closing.has(byte)) depth -= 1;
    }
    if (cut > 0) {
      yield { bytes: Buffer.concat([...parts, piece.subarray(0, cut)]), isLast: false };
      [parts, length] = [[], 0];
    }
    parts.push(piece.subarray(cut));
    length += piece.length - cut;
    if (length > longestLine)
      throw new BroadsheetError("limit-exceeded", {
        code: "long-row",
        message: `A row, or a text that is never closed, has more than ${longestLine} bytes`,
        allowed: longestLine,
        hint: "JSON is an array of objects, one per row",
      });
  }
  yield { bytes: Buffer.concat(parts), isLast: true };
}

function scanArray(parts: Iterable<ArrayPart>, readRow: (reader: JsonReader) => void): void {
  let isOpen: boolean | undefined;
  for (const { reader, isLast } of parts) {
    if (isOpen === undefined) {
      openArray(reader);
      isOpen = reader.peek() !== "]";
      if (!isOpen) reader.at++;
    }
    const goesOn = (): boolean => isLast || !reader.ended;
    while (isOpen && goesOn()) {
      readRow(reader);
      isOpen = reader.peek() === ",";
      if (isOpen) reader.at++;
      else reader.expect("]", '"," or "]"');
    }
    if (!isOpen && reader.peek() !== "") throw reader.malformed("nothing more expected after the array");
  }
}

/** Reads the beginning of an array. */
function openArray(reader: JsonReader): void {
  const { text } = reader;
  const top = reader.peek();
  if (top !== "[") {
    if (top !== "{") reader.skipValue();
    throw new BroadsheetError("invalid-dataset", {
      code: "not-an-array",
      message: "The top level of the JSON is not an array",
      where: reader.position(0),
      seen: top === "{" ? "an object" : text.slice(0, 20),
      allowed: "an array of objects",
      hint:
        top === "{"
          ? "Send the array inside it; if the file has one object per line, send it as NDJSON"
          : "Send an array of objects, one per row",
    });
  }
  reader.at++;
}

/** @param line with which the text begins @returns that which comes after it, if the text ends with a line */
function scanLines(text: string, readRow: (reader: JsonReader) => void, line = 1): number {
  let next = line;
  for (let start = 0; start < text.length;) {
    const lineFeed = text.indexOf("\n", start);
    const end = lineFeed === -1 ? text.length : lineFeed;
    const reader = new JsonReader(text, start, end, line);
    if (reader.peek() !== "") {
      readRow(reader);
      if (reader.peek() !== "") throw reader.malformed("one object per line expected");
    }
    start = end + 1;
    next++;
  }
  return next;
}

function scanRow(reader: JsonReader, row: number, columns: Map<string, GrowingColumn>): void {
  reader.expect("{", '"{"');
  if (reader.peek() === "}") {
    reader.at++;
    return;
  }
  for (;;) {
    if (reader.peek() !== '"') throw reader.malformed("a key in double quotes expected");
    const keyAt = reader.at;
    const name = JSON.parse(reader.skipString()) as string;
    reader.expect(":", '":" after the key');
    reader.peek();
    const valueAt = reader.at;
    const kind = reader.skipValue();
    let column = columns.get(name);
    if (column === undefined) columns.set(name, (column = { name, kinds: new Map(), strings: 0, row: 0 }));
    if (column.row === row) {
      throw new BroadsheetError("invalid-dataset", {
        code: "duplicate-key",
        message: `Row ${row} has the key "${name}" twice`,
        where: { ...reader.position(keyAt), row, name },
        seen: name,
      });
    }
    column.row = row;
    if (kind === "string") column.strings++;
    if (kind !== "null" && !column.kinds.has(kind))
      column.kinds.set(kind, { row, value: reader.text.slice(valueAt, Math.min(reader.at, valueAt + 80)) });
    if (
      kind === "number" &&
      column.cut === undefined &&
      reader.at - valueAt > 15 &&
      isCut(reader.text.slice(valueAt, reader.at))
    )
      column.cut = { row, value: reader.text.slice(valueAt, Math.min(reader.at, valueAt + 80)) };
    if (reader.peek() !== ",") break;
    reader.at++;
  }
  reader.expect("}", '"," or "}"');
}

/** Whether DuckDB would lose digits: it keeps whole numbers of any size, but reads decimals as doubles. */
function isCut(written: string): boolean {
  return /[.eE]/.test(written) && Decimal.parse(written)?.narrow() instanceof Decimal;
}

function warningsOf(column: JsonColumn): Warning[] {
  const { name, cut } = column;
  const warnings = tellMixture(column);
  if (cut === undefined) return warnings;
  return [
    ...warnings,
    {
      code: "dataset-warning",
      message: `"${name}" has numbers with more than 15 digits; JSON input keeps 15, CSV keeps all. The first is ${cut.value} in row ${cut.row}`,
      where: { name, row: cut.row },
      seen: cut.value,
    },
  ];
}
