import { BroadsheetError } from "../../errors.ts";
import { gatherReads } from "../document/origin.ts";
import type { Row, Tables } from "../query/table.ts";
import { mostRows, plainRow, type PlainValue, type QueryRows } from "./answer-number.ts";
import type { PrintedNumber } from "./printed-number.ts";

/** Name of the file in a PDF that says where its numbers come from. */
export const numbersFileName = "lineage.json";

/** Longest such file, bytes. */
const longest = 16 * 1024 * 1024;

/** The content of that file: all that answers about the numbers are made from, without the datasets. */
interface NumbersFile {
  /** Version of this format. */
  readonly lineage: 1;
  readonly numbers: readonly PrintedNumber[];
  /** Query → index of a row in its result → the row: those that an answer lists. */
  readonly rows: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, PlainValue>>>>>>;
}

/**
 * Writes the numbers of a report as JSON, with the rows of queries that answers about them list. The same report gives
 * the same bytes.
 *
 * @param silent ids of the figures whose data may not be attached: the answers about the numbers in their charts name
 *   query, row and column, without values
 * @returns undefined if the file would be longer than 16 MiB
 */
export function writeNumbersFile(
  numbers: readonly PrintedNumber[],
  tables: Tables,
  silent: ReadonlySet<string>,
): Uint8Array | undefined {
  // The rows' numbers alone may be longer, by far: their JSON is not made for that.
  if (countReads(numbers) * 2 > longest) return undefined;
  const rows = new Map<string, Map<number, Record<string, PlainValue>>>();
  for (const { origins, figure } of numbers) {
    if (figure !== undefined && silent.has(figure)) continue;
    for (const read of gatherReads(origins.flatMap(({ values }) => values))) {
      if (!("rows" in read)) continue;
      const listed = rows.get(read.query) ?? new Map<number, Record<string, PlainValue>>();
      rows.set(read.query, listed);
      for (const row of read.rows.slice(0, mostRows)) {
        const record = tables.get(read.query)?.rows[row];
        if (record !== undefined && !listed.has(row)) listed.set(row, plainRow(record));
      }
    }
  }
  const content: NumbersFile = {
    lineage: 1,
    numbers,
    rows: Object.fromEntries([...rows].map(([query, listed]) => [query, Object.fromEntries(listed)])),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  return bytes.byteLength > longest ? undefined : bytes;
}

/** How many rows the numbers name: each takes two bytes at least, a digit and a comma. */
function countReads(numbers: readonly PrintedNumber[]): number {
  return numbers
    .flatMap(({ origins }) => origins)
    .flatMap(({ values, deciding }) => [...values, ...deciding])
    .reduce((sum, read) => sum + ("rows" in read ? read.rows.length : 0), 0);
}

/**
 * Reads such a file.
 *
 * @returns `tables` hold only the rows that answers list, each at its index
 * @throws BroadsheetError `invalid-request` for a file that cannot be read
 */
export function readNumbersFile(bytes: Uint8Array): {
  readonly numbers: readonly PrintedNumber[];
  readonly tables: QueryRows;
} {
  const { numbers, rows } = parse(bytes);
  const tables = Object.entries(rows).map(([query, listed]) => {
    const sparse: Row[] = [];
    for (const [row, record] of Object.entries(listed)) sparse[Number(row)] = record;
    return [query, { rows: sparse }] as const;
  });
  return { numbers, tables: new Map(tables) };
}

function parse(bytes: Uint8Array): NumbersFile {
  try {
    const content: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (isNumbersFile(content)) return content;
  } catch {
    // Told below, as for other content.
  }
  throw new BroadsheetError("invalid-request", {
    code: "faulty-lineage",
    message: `the ${numbersFileName} in the PDF cannot be read: another program wrote it, or a later version of Broadsheet`,
    where: { file: numbersFileName },
    hint: "give the template and the datasets, so that the report is rendered again",
  });
}

/** Anybody may have written the file: whatever answers are made from is looked at. */
function isNumbersFile(content: unknown): content is NumbersFile {
  return (
    isRecord(content) &&
    content["lineage"] === 1 &&
    Array.isArray(content["numbers"]) &&
    content["numbers"].every(isPrinted) &&
    isRecord(content["rows"]) &&
    Object.values(content["rows"]).every(
      (listed) =>
        isRecord(listed) && Object.entries(listed).every(([row, record]) => /^\d{1,9}$/.test(row) && isRecord(record)),
    )
  );
}

function isPrinted(number: unknown): boolean {
  return (
    isRecord(number) &&
    ["kind", "text", "context"].every((name) => typeof number[name] === "string") &&
    ["page", "x", "y", "width", "height"].every((name) => typeof number[name] === "number") &&
    Array.isArray(number["origins"]) &&
    number["origins"].every(isOrigin)
  );
}

function isOrigin(origin: unknown): boolean {
  if (!isRecord(origin)) return false;
  const { values, deciding, place } = origin;
  return (
    [values, deciding].every((reads) => Array.isArray(reads) && reads.every(isRead)) &&
    (place === undefined || (isRecord(place) && typeof place["file"] === "string"))
  );
}

function isRead(read: unknown): boolean {
  if (!isRecord(read)) return false;
  const { name, query, column, count, rows } = read;
  if (name !== undefined) return typeof name === "string";
  if (typeof query !== "string") return false;
  return count === true || (typeof column === "string" && Array.isArray(rows) && rows.every(Number.isInteger));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
