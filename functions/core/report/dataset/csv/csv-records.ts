import { BroadsheetError } from "../../../errors.ts";

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
}

/** Most fields in a record: endless delimiters must not fill memory before the columns are counted. */
const maximumFields = 20_000;

const quote = 0x22;
const space = 0x20;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** Offset of the first record, after any byte order mark. */
export function firstRecord(body: Uint8Array): number {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
}

/**
 * Reads CSV byte by byte and calls `visit` for every record until it returns false. `spans` holds start, end and length
 * in bytes of each field's value (without quotes, doubled quotes counted once); it is reused from record to record.
 *
 * @param start where the first record begins
 * @param firstLine its 1-based line in the file
 * @throws BroadsheetError `invalid-dataset` for an unclosed quote and for text after a closing one, `limit-exceeded`
 *   for a record without end
 */
export function readRecords(
  body: Uint8Array,
  start: number,
  delimiter: string,
  visit: (record: CsvRecord, spans: readonly number[]) => boolean,
  firstLine = 1,
): void {
  const separator = delimiter.charCodeAt(0);
  const spans: number[] = [];
  const end = body.length;
  let at = start;
  let line = firstLine;
  while (at < end) {
    const recordLine = line;
    const recordStart = at;
    let fields = 0;
    for (;;) {
      const fieldStart = at;
      while (body[at] === space) at++;
      if (body[at] === quote) {
        const opened = line;
        const valueStart = ++at;
        let doubled = 0;
        for (;;) {
          if (at >= end) throw unclosedQuote(opened);
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
    const blank = at === recordStart;
    if (at < end) {
      at += body[at] === carriageReturn && body[at + 1] === lineFeed ? 2 : 1;
      line++;
    }
    if (!visit({ line: recordLine, fields, blank, start: recordStart, next: at }, spans)) return;
  }
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
