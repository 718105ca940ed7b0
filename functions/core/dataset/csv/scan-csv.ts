import type { Problem, Warning } from "../../errors.ts";
import { BroadsheetError } from "../../errors.ts";
import { checkColumnNames } from "../check-column-names.ts";
import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";
import { firstRecord, readRecords } from "./csv-records.ts";
import type { DatasetProfile } from "../dataset.ts";

/** What a scan of the bytes found, independently of the database that reads them later. */
export interface CsvScan {
  readonly delimiter: NonNullable<DatasetProfile["delimiter"]>;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Bytes of all values of each column, quotes removed: a checksum that a second reader must reach. */
  readonly valueBytes: readonly number[];
  readonly warnings: readonly Warning[];
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
  const start = firstRecord(body);
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

/** A quoted column name with its doubled quotes made single; names carry no outer white space. */
function unquote(name: string): string {
  return name.replaceAll('""', '"').trim();
}
