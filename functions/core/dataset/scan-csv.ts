import type { Problem, Warning } from "../errors.ts";
import { BroadsheetError } from "../errors.ts";
import { checkColumnNames } from "./check-column-names.ts";
import { checkDatasetLimit, type DatasetLimits } from "./dataset-limits.ts";
import type { DatasetProfile } from "./dataset.ts";

/** What a scan of the bytes found, independently of the database that reads them later. */
export interface CsvScan {
  readonly delimiter: NonNullable<DatasetProfile["delimiter"]>;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Bytes of all values of each column, quotes removed: a checksum that a second reader must reach. */
  readonly valueBytes: readonly number[];
  readonly warnings: readonly Warning[];
}

interface Record {
  /** 1-based line where the record begins. */
  readonly line: number;
  readonly fields: number;
  /** A line without any character. */
  readonly blank: boolean;
}

const delimiters = [",", ";", "\t", "|"] as const;
const delimiterNames: { readonly [delimiter: string]: string } = { ";": "semicolon", "\t": "tab", "|": "vertical bar" };
const maximumProblems = 10;
const sampledRecords = 50;

/**
 * Reads UTF-8 CSV byte by byte (RFC 4180; a byte order mark, CRLF, LF and CR are taken, spaces around a
 * quoted field are dropped) and refuses what a lenient reader would lose silently: ragged rows, an unclosed
 * quote, text after a closing quote, empty and repeated column names. A blank line is skipped, except in
 * a single column, where it is an empty value.
 *
 * @throws BroadsheetError `invalid-dataset`, or `limit-exceeded` for columns and rows
 */
export function scanCsv(body: Uint8Array, limits: DatasetLimits): CsvScan {
  const start = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
  const delimiter = detectDelimiter(body, start);
  const columns: string[] = [];
  const valueBytes: number[] = [];
  const problems: Problem[] = [];
  const blankLines: number[] = [];
  let rows = 0;
  let ragged = 0;
  let header = true;

  readRecords(body, start, delimiter, (record, spans) => {
    if (header) {
      const decoder = new TextDecoder();
      for (let field = 0; field < record.fields; field++) columns.push(unquote(decoder.decode(body.subarray(spans[field * 3], spans[field * 3 + 1]))));
      header = false;
      checkDatasetLimit("columns", columns.length, limits);
      valueBytes.push(...columns.map(() => 0));
      return true;
    }
    if (record.blank && columns.length > 1) {
      blankLines.push(record.line);
      return true;
    }
    rows++;
    if (record.fields !== columns.length) {
      ragged++;
      if (problems.length < maximumProblems) {
        problems.push({
          code: "ragged-row",
          message: `Line ${record.line} has ${record.fields} ${record.fields === 1 ? "field" : "fields"} where the header has ${columns.length}`,
          where: { line: record.line, row: rows },
          seen: record.fields,
          allowed: columns.length,
          hint: "A value that holds the delimiter or a line break needs double quotes around it",
        });
      }
      return true;
    }
    for (let field = 0; field < record.fields; field++) valueBytes[field]! += spans[field * 3 + 2]!;
    return rows <= limits.rows;
  });

  checkDatasetLimit("rows", rows, limits);
  checkColumnNames(columns, { line: 1 });
  if (ragged > problems.length) problems.push({ code: "ragged-row", message: `${ragged - problems.length} more rows have another number of fields than the header` });
  if (problems.length > 0) throw new BroadsheetError("invalid-dataset", problems);
  return { delimiter, columns, rows, valueBytes, warnings: warningsOf(delimiter, columns, rows, blankLines) };
}

function warningsOf(delimiter: string, columns: readonly string[], rows: number, blankLines: readonly number[]): Warning[] {
  const warnings: Warning[] = [];
  if (delimiter !== ",") warnings.push({ code: "dataset-warning", message: `The fields are separated by a ${delimiterNames[delimiter]}, not a comma`, seen: delimiter });
  if (rows === 0) warnings.push({ code: "dataset-warning", message: "The file has a header and no rows" });
  if (blankLines.length > 0) warnings.push({ code: "dataset-warning", message: `${blankLines.length} blank lines were skipped, the first is line ${blankLines[0]}`, where: { line: blankLines[0]! } });
  if (columns.every((name) => /^[-+]?\d+(\.\d+)?$/.test(name))) {
    warnings.push({ code: "dataset-warning", message: "Every column name is a number: the first row of data may have been taken for the header", where: { line: 1 }, seen: columns.slice(0, 5) });
  }
  return warnings;
}

/**
 * The delimiter that gives most of the first records as many fields as the header, at least two; of equals
 * the one with more fields; a comma when there is none (a single column).
 */
function detectDelimiter(body: Uint8Array, start: number): CsvScan["delimiter"] {
  let best: { delimiter: CsvScan["delimiter"]; alike: number; fields: number } = { delimiter: ",", alike: 0, fields: 1 };
  for (const delimiter of delimiters) {
    const counts: number[] = [];
    try {
      readRecords(body, start, delimiter, (record) => {
        if (!record.blank) counts.push(record.fields);
        return counts.length < sampledRecords;
      });
    } catch (error) {
      // Quoting is judged with the delimiter that is chosen in the end.
      if (!(error instanceof BroadsheetError)) throw error;
    }
    const fields = counts[0] ?? 1;
    if (fields < 2) continue;
    const alike = counts.filter((count) => count === fields).length / counts.length;
    if (alike > best.alike || (alike === best.alike && fields > best.fields)) best = { delimiter, alike, fields };
  }
  return best.delimiter;
}

const quote = 0x22;
const space = 0x20;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/**
 * Calls `visit` for every record until it returns false. `spans` holds start, end and length in bytes of each
 * field's value (without quotes, doubled quotes counted once); it is reused from record to record.
 */
function readRecords(body: Uint8Array, start: number, delimiter: string, visit: (record: Record, spans: readonly number[]) => boolean): void {
  const separator = delimiter.charCodeAt(0);
  const spans: number[] = [];
  const end = body.length;
  let at = start;
  let line = 1;
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
        if (at < end && body[at] !== separator && body[at] !== lineFeed && body[at] !== carriageReturn) throw textAfterQuote(line, opened);
      } else {
        while (at < end && body[at] !== separator && body[at] !== lineFeed && body[at] !== carriageReturn) at++;
        spans[fields * 3] = fieldStart;
        spans[fields * 3 + 1] = at;
        spans[fields * 3 + 2] = at - fieldStart;
      }
      fields++;
      if (at < end && body[at] === separator) at++;
      else break;
    }
    const blank = at === recordStart;
    if (at < end) {
      at += body[at] === carriageReturn && body[at + 1] === lineFeed ? 2 : 1;
      line++;
    }
    if (!visit({ line: recordLine, fields, blank }, spans)) return;
  }
}

/** A quoted column name with its doubled quotes made single; names carry no outer white space. */
function unquote(name: string): string {
  return name.replaceAll('""', '"').trim();
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
