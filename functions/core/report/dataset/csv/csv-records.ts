import { BroadsheetError } from "../../../errors.ts";
import type { Bytes } from "../../../ports.ts";

/** One record of a CSV file. */
export interface CsvRecord {
  /** 1-based line where the record begins. */
  readonly line: number;
  readonly fields: number;
  /** Whether it is an empty line. */
  readonly blank: boolean;
  /** Offset of the record's first byte. */
  readonly start: number;
  /** Offset of the byte after the record's line end: where the next record begins. */
  readonly next: number;
  /** Offset of its first byte in the window. */
  readonly offset: number;
}

/** Most fields in a record: endless delimiters must not fill memory before the columns are counted. */
const maximumFields = 20_000;

const quote = 0x22;
const space = 0x20;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** Longest record of a file that is not in memory, bytes: a quote that is never closed must not fill it. */
const longestRecord = 64 * 1024 * 1024;

/** Offset of the first record, after any byte order mark. */
export function firstRecord(body: Bytes): number {
  const [first, second, third] = body.subarray(0, 3);
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}

/**
 * Reads CSV byte by byte and calls `visit` for every record until it returns false. `spans` holds start, end and length
 * in bytes of each field's value (without quotes, doubled quotes counted once), as offsets in `window`, the bytes that
 * are in memory: all of them, or a piece of a file. Both are reused from record to record.
 *
 * @param start where the first record begins
 * @param firstLine its 1-based line in the file
 * @throws BroadsheetError `invalid-dataset` for an unclosed quote and for text after a closing one, `limit-exceeded`
 *   for a record without end
 */
export function readRecords(
  body: Bytes,
  start: number,
  delimiter: string,
  visit: (record: CsvRecord, spans: readonly number[], window: Uint8Array) => boolean,
  firstLine = 1,
): void {
  const separator = delimiter.charCodeAt(0);
  const spans: number[] = [];
  const size = body.length;
  const { pieceBytes } = body;
  let window = pieceBytes === undefined ? body.subarray(0) : body.subarray(start, start + pieceBytes);
  let base = pieceBytes === undefined ? 0 : start;
  const parser: Parser = { at: start - base, line: firstLine, opened: undefined };
  while (base + parser.at < size) {
    const { line, at: offset } = parser;
    const fields = parseRecord(window, separator, spans, parser);
    // The byte after the last one read may belong to a line end or a quote.
    if (parser.at + 1 >= window.length && base + window.length < size) {
      const length = offset > 0 ? pieceBytes! : window.length * 2;
      if (length > longestRecord) throw longRecord(line);
      base += offset;
      window = body.subarray(base, base + length);
      Object.assign(parser, { at: 0, line });
      continue;
    }
    if (parser.opened !== undefined) throw unclosedQuote(parser.opened);
    const blank = parser.at === offset;
    if (parser.at < window.length) {
      parser.at += window[parser.at] === carriageReturn && window[parser.at + 1] === lineFeed ? 2 : 1;
      parser.line++;
    }
    const record = { line, fields, blank, start: base + offset, next: base + parser.at, offset };
    if (!visit(record, spans, window)) return;
  }
}

/** Where a record is read. */
interface Parser {
  /** Offset in the window. */
  at: number;
  line: number;
  /** The line of a quote that the window does not close. */
  opened: number | undefined;
}

/** Reads a record up to its line end. @returns how many fields it has */
function parseRecord(body: Uint8Array, separator: number, spans: number[], parser: Parser): number {
  const end = body.length;
  const recordLine = parser.line;
  let { at, line } = parser;
  let fields = 0;
  parser.opened = undefined;
  for (;;) {
    const fieldStart = at;
    while (body[at] === space) at++;
    if (body[at] === quote) {
      const opened = line;
      const valueStart = ++at;
      let doubled = 0;
      for (;;) {
        if (at >= end) {
          Object.assign(parser, { at, opened });
          return fields;
        }
        const byte = body[at]!;
        if (byte === quote) {
          if (body[at + 1] !== quote) break;
          doubled++;
          at++;
        } else if (byte === lineFeed || (byte === carriageReturn && body[at + 1] !== lineFeed)) line++;
        at++;
      }
      spans[fields * 3] = valueStart;
      spans[fields * 3 + 1] = at;
      spans[fields * 3 + 2] = at - valueStart - doubled;
      at++;
      while (body[at] === space) at++;
      if (at < end && body[at] !== separator && body[at] !== lineFeed && body[at] !== carriageReturn)
        throw textAfterQuote(line, opened);
    } else {
      while (at < end && body[at] !== separator && body[at] !== lineFeed && body[at] !== carriageReturn) at++;
      spans[fields * 3] = fieldStart;
      spans[fields * 3 + 1] = at;
      spans[fields * 3 + 2] = at - fieldStart;
    }
    fields++;
    if (fields > maximumFields) throw endlessRecord(recordLine);
    if (at < end && body[at] === separator) at++;
    else break;
  }
  parser.at = at;
  parser.line = line;
  return fields;
}

function longRecord(line: number): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "long-row",
    message: `Line ${line} begins a row of more than ${longestRecord} bytes`,
    where: { line },
    allowed: longestRecord,
    hint: "A quote that is closed too late makes one value of many lines",
  });
}

function endlessRecord(line: number): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "too-many-columns",
    message: `Line ${line} has more than ${maximumFields} fields`,
    where: { line },
    allowed: maximumFields,
  });
}

function unclosedQuote(line: number): BroadsheetError {
  return new BroadsheetError("invalid-dataset", {
    code: "unclosed-quote",
    message: `The quote opened on line ${line} is never closed`,
    where: { line },
    hint: 'Close it, or write a double quote inside a quoted value twice: ""',
  });
}

function textAfterQuote(line: number, opened: number): BroadsheetError {
  return new BroadsheetError("invalid-dataset", {
    code: "text-after-quote",
    message: `Line ${line} has text after a closing quote${opened === line ? "" : ` (opened on line ${opened})`}`,
    where: { line },
    hint: 'Write a double quote inside a quoted value twice: ""',
  });
}
