import { BroadsheetError, type Warning } from "../../../errors.ts";
import type { Bytes } from "../../../ports.ts";
import type { DatasetReading, Delimiter } from "../../template/dataset-reading.ts";
import { delimiterNames, delimiters } from "../delimiters.ts";
import { firstRecord } from "./csv-records.ts";
import { isComment, judgeDelimiter, type Judgement } from "./judge-delimiter.ts";
import { startOfLine } from "./start-of-line.ts";
import { sampleRecords } from "./sample-records.ts";

/** Where the table lies in a CSV file. */
export interface TablePlace {
  readonly delimiter: Delimiter;
  /** Offset of its first record, and its 1-based line. */
  readonly start: number;
  readonly line: number;
  /** Whether lines that begin with `#` are comments: there are some above the table, and may be more in it. */
  readonly comments: boolean;
  /** The first records from `start`, split by the delimiter. */
  readonly sample: readonly (readonly string[])[];
  readonly warnings: readonly Warning[];
}

/**
 * Finds the delimiter and the first record of a CSV file's table: its records, header included, should have equally
 * many fields, and its cells should look like values. `sep=;` on the first line is obeyed; comments (`#`) and titles
 * above the table are skipped with a warning.
 *
 * @param headerLine the line with which it begins @default found
 * @throws BroadsheetError `invalid-dataset`: `unclear-delimiter` if two delimiters make tables, or none does and the
 *   lines hold tabs; `no-such-line`, `no-such-header`
 */
export function findTable(
  body: Bytes,
  reading: DatasetReading,
  format: "csv" | "tsv" = "csv",
  headerLine?: number,
): TablePlace {
  const start = firstRecord(body);
  const declared = declaredDelimiter(body, start);
  const said = { reading, format, declared };
  if (headerLine === undefined) return findFrom(body, declared?.next ?? start, declared === undefined ? 1 : 2, said);
  const place = findFrom(body, Math.max(start, startOfLine(body.subarray(0), headerLine)), headerLine, said);
  if (place.line === headerLine) return place;
  throw new BroadsheetError("invalid-dataset", {
    code: "no-such-header",
    message: `The header should be in line ${headerLine}, but the table begins in line ${place.line}`,
    where: { line: headerLine },
    seen: place.sample[0]?.slice(0, 10),
    hint: "name the line of the column names, from 1; a blank line counts",
  });
}

interface Said {
  readonly reading: DatasetReading;
  readonly format: "csv" | "tsv";
  readonly declared: { readonly delimiter: Delimiter } | undefined;
}

function findFrom(body: Bytes, from: number, line: number, { reading, format, declared }: Said): TablePlace {
  const { delimiter: said } = reading;
  const candidates =
    said !== undefined
      ? [said]
      : declared !== undefined
        ? [declared.delimiter]
        : format === "tsv"
          ? ["\t" as const]
          : delimiters;
  const judged = candidates.flatMap((delimiter) => {
    const { records, fault } = sampleRecords(body, from, delimiter, line);
    // Quoting is checked later, with the chosen delimiter.
    const judgement = fault === undefined || candidates.length === 1 ? judgeDelimiter(delimiter, records) : undefined;
    return judgement ?? [];
  });
  const best = choose(judged);
  if (best !== undefined) return place(best, best.comments > 0);
  if (format === "tsv" && said === undefined) refuseOthers(body, from, line);
  return singleColumn(body, from, line, candidates);
}

/** Reads Excel's first line `sep=;`, if present. */
function declaredDelimiter(body: Bytes, start: number): { delimiter: Delimiter; next: number } | undefined {
  const text = new TextDecoder("latin1").decode(body.subarray(start, start + 12));
  const match = /^"?sep=(.)"?(\r\n|\r|\n)/i.exec(text);
  if (match === null) return undefined;
  const delimiter = delimiters.find((known) => known === match[1]);
  if (delimiter !== undefined) return { delimiter, next: start + match[0].length };
  throw new BroadsheetError("invalid-dataset", {
    code: "unknown-delimiter",
    message: `Line 1 declares the delimiter "${match[1]}"`,
    where: { line: 1 },
    seen: match[1],
    allowed: delimiters,
  });
}

function choose(judged: readonly Judgement[]): Judgement | undefined {
  const [best, next] = judged.toSorted((a, b) => score(b) - score(a) || b.width - a.width);
  if (best === undefined || next === undefined) return best;
  const bothAgree = best.alike === 1 && next.alike === 1;
  if (bothAgree && (best.clean < 1 || next.clean === 1)) throw unclear(best, next);
  return best;
}

/** Scores a reading. Lines above the table count slightly against it. */
function score({ alike, clean, first, comments }: Judgement): number {
  return alike * clean * (first > comments ? 0.9 : 1);
}

function unclear(...judged: readonly [Judgement, Judgement]): BroadsheetError {
  const [one, other] = judged.map(
    ({ delimiter, width }) => `by the ${delimiterNames[delimiter]} into ${width} columns`,
  );
  return new BroadsheetError("invalid-dataset", {
    code: "unclear-delimiter",
    message: `The lines can be divided ${one} and ${other}`,
    where: { line: judged[0].records[judged[0].first]!.line },
    seen: judged.map(({ records, first }) => records[first]!.cells.slice(0, 10)),
    allowed: delimiters,
    hint: "Name the delimiter when you send the file, or put quotes around the values that hold the other one",
  });
}

/** How the warning on lines above a table begins; its `seen` are the lines, of at most 80 characters. */
export const linesAbove = "Lines above the table were skipped";

function place({ delimiter, records, first, comments }: Judgement, commented: boolean): TablePlace {
  const { start, line } = records[first]!;
  const warnings: Warning[] = [];
  const lines = (from: number, to: number): string =>
    from === to - 1 ? `line ${records[from]!.line}` : `lines ${records[from]!.line} to ${records[to - 1]!.line}`;
  if (comments > 0)
    warnings.push({
      code: "dataset-warning",
      message: `The comments above the table were skipped: ${lines(0, comments)}`,
      where: { line: records[0]!.line },
    });
  if (first > comments) {
    warnings.push({
      code: "dataset-warning",
      message: `${linesAbove}: ${lines(comments, first)}`,
      where: { line: records[comments]!.line },
      seen: records.slice(comments, first).map(({ cells }) => cells.filter(Boolean).join(" ").slice(0, 80)),
    });
  }
  return {
    delimiter,
    start,
    line,
    comments: commented,
    sample: records.slice(first).map(({ cells }) => cells),
    warnings,
  };
}

/** Refuses a file sent as TSV that has no tabs but is a table with another delimiter. */
function refuseOthers(body: Bytes, start: number, line: number): void {
  const other = delimiters
    .flatMap((delimiter) => judgeDelimiter(delimiter, sampleRecords(body, start, delimiter, line).records) ?? [])
    .find(({ alike }) => alike === 1);
  if (other === undefined) return;
  throw new BroadsheetError("invalid-dataset", {
    code: "unclear-delimiter",
    message: `The file was sent as TSV but is divided by the ${delimiterNames[other.delimiter]}`,
    where: { line },
    seen: other.delimiter,
    hint: "Send it as CSV",
  });
}

/** Reads a file as one column if no delimiter makes a table, unless its lines look as if they had more. */
function singleColumn(body: Bytes, start: number, line: number, candidates: readonly Delimiter[]): TablePlace {
  const delimiter = isDecimalColumn(body, start, line, candidates) ? ";" : candidates[0]!;
  const { records, fault } = sampleRecords(body, start, delimiter, line);
  if (fault !== undefined && records.length === 0) throw fault;
  const comments = Math.max(
    records.findIndex((record) => !isComment(record)),
    0,
  );
  const table = records.slice(comments);
  const divided = table.filter(
    ({ cells, quoted }) => !quoted[0]! && cells.length === 1 && /\t|[|;].*[|;]/.test(cells[0]!),
  );
  if (divided.length > 1 && divided.length > table.length / 2) {
    throw new BroadsheetError("invalid-dataset", {
      code: "unclear-delimiter",
      message:
        "The lines hold tabs, semicolons or vertical bars, but none of them makes a table: the lines have different numbers of fields",
      where: { line: divided[0]!.line },
      seen: divided[0]!.cells[0],
      allowed: delimiters,
      hint: "Give every row as many fields as the header, or name the delimiter when you send the file",
    });
  }
  const first = { delimiter, records, width: 1, first: comments, comments, alike: 1, clean: 1 };
  if (records.length === 0) return { delimiter, start, line, comments: false, sample: [], warnings: [] };
  const found = place(first, comments > 0);
  const spaced = table.filter(({ cells }) => cells.length === 1 && /\S {2,}\S/.test(cells[0]!.trim()));
  if (spaced.length < 2 || spaced.length < table.length * 0.8) return found;
  return {
    ...found,
    warnings: [
      ...found.warnings,
      {
        code: "dataset-warning",
        message: "The columns seem to be divided by spaces; they were read as one column",
        where: { line: spaced[0]!.line },
        seen: spaced[0]!.cells[0],
      },
    ],
  };
}

/** Whether the file is one column of numbers with decimal commas: the numbers contain a comma, the name does not. */
function isDecimalColumn(body: Bytes, start: number, line: number, candidates: readonly Delimiter[]): boolean {
  if (!candidates.includes(";")) return false;
  const { records } = sampleRecords(body, start, ";", line);
  const [header, ...rows] = records.filter((record) => !isComment(record));
  return (
    header !== undefined &&
    !header.cells[0]!.includes(",") &&
    rows.some(({ cells }) => cells[0]!.includes(",")) &&
    rows.every(({ cells }) => cells.length === 1 && /^[-+]?\d+(?:,\d+)?$/.test(cells[0]!.trim()))
  );
}
