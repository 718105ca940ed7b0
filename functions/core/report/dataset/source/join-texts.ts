import { BroadsheetError } from "../../../errors.ts";
import { firstRecord, readRecords } from "../csv/csv-records.ts";
import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";
import type { ReadTable } from "../read-dataset.ts";
import { type PartitionColumn, refuseHeld } from "./partitions.ts";

/** Texts of several files as one: their rows in the order of the files, under the columns that all have. */
export interface JoinedText {
  /**
   * @param places the values of the columns that the files do not hold
   * @throws BroadsheetError `invalid-dataset`, `other-columns`; `limit-exceeded`, `too-large`
   */
  add(read: ReadTable, places?: readonly (string | null)[]): void;
  end(): Uint8Array;
}

const encoder = new TextEncoder();
const [quote, comma, lineFeed, hash] = [0x22, 0x2c, 0x0a, 0x23];

/**
 * Joins tables of one text format, as `readDataset` reads them: CSV becomes one with commas and one header.
 *
 * @param partitions columns that the files do not hold, after theirs @default none
 */
export function joinTexts(
  format: "csv" | "json" | "ndjson",
  limits: DatasetLimits,
  partitions: readonly PartitionColumn[] = [],
): JoinedText {
  const pieces: Uint8Array[] = [];
  let first: readonly string[] | undefined;
  let [rows, bytes] = [0, 0];
  const push = (piece: Uint8Array): void => {
    bytes += piece.length;
    checkDatasetLimit("bytes", bytes, limits);
    pieces.push(piece);
  };
  return {
    add(read, places = []) {
      const names = read.columns.map(({ name }) => name);
      refuseHeld(names, partitions);
      const all = [...names, ...partitions.map(({ name }) => name)];
      if (first === undefined && format === "csv") push(encoder.encode(`${all.map(quoted).join(",")}\n`));
      first ??= names;
      refuseOtherColumns(names, first, format === "csv");
      rows += read.rows;
      checkDatasetLimit("rows", rows, limits);
      if (format === "csv") push(rowsOfCsv(read, names.length, places));
      else {
        if (pieces.length > 0) push(encoder.encode(format === "json" ? ",\n" : "\n"));
        const text = format === "json" ? insideOf(read.table) : read.table;
        push(partitions.length === 0 ? text : withMembers(text, membersOf(partitions, places)));
      }
    },
    end: () => Buffer.concat(format === "json" ? [encoder.encode("["), ...pieces, encoder.encode("]\n")] : pieces),
  };
}

/**
 * Refuses a file without the columns of the first.
 *
 * @param ordered whether they are in the same order, too: members of JSON are not
 * @throws BroadsheetError `invalid-dataset`, `other-columns`
 */
export function refuseOtherColumns(names: readonly string[], first: readonly string[], ordered = true): void {
  const [seen, wanted] = [new Set(names), new Set(first)];
  const [added, lost] = [names.filter((name) => !wanted.has(name)), first.filter((name) => !seen.has(name))];
  const moved = ordered ? names.findIndex((name, index) => name !== first[index]) : -1;
  if (added.length + lost.length === 0 && moved === -1) return;
  const told = [
    ...(lost.length > 0 ? [`it has no ${list(lost)}`] : []),
    ...(added.length > 0 ? [`only it has ${list(added)}`] : []),
    ...(added.length + lost.length === 0 ? [`"${names[moved]}" is in the place of "${first[moved]}"`] : []),
  ];
  throw new BroadsheetError("invalid-dataset", {
    code: "other-columns",
    message: `It has other columns than the first file: ${told.join("; ")}`,
    seen: names.slice(0, 100),
    allowed: first.slice(0, 100),
    hint: "give files with other columns a source of their own, by another prefix or suffix",
  });
}

function list(names: readonly string[]): string {
  const some = names.slice(0, 5).map((name) => `"${name}"`);
  return some.join(", ") + (names.length > 5 ? ` and ${names.length - 5} more` : "");
}

/**
 * The rows of a table in CSV, separated by commas; values stay as they are written.
 *
 * @param places values that follow in each row
 */
function rowsOfCsv(
  { table, delimiter = "," }: ReadTable,
  columns: number,
  places: readonly (string | null)[],
): Uint8Array {
  const written = new CsvBytes(table.length);
  const ending = encoder.encode(places.map((value) => (value === null ? "," : `,${quoted(value)}`)).join(""));
  let isHeader = true;
  readRecords(table, firstRecord(table), delimiter, (record, spans) => {
    const skips = isHeader || (record.blank && columns > 1);
    isHeader = false;
    if (skips) return true;
    for (let field = 0; field < columns; field += 1) {
      if (field > 0) written.byte(comma);
      // An empty line would be skipped.
      if (record.blank) written.value(new Uint8Array(), true);
      if (record.blank || field >= record.fields) continue;
      const [from = 0, to = 0] = [spans[field * 3], spans[field * 3 + 1]];
      const value = table.subarray(from, to);
      if (from > record.start && table[from - 1] === quote) written.quoted(value);
      else written.value(value, value.includes(comma) || (field === 0 && value[0] === hash));
    }
    written.value(ending, false);
    written.byte(lineFeed);
    return true;
  });
  return written.end();
}

/** Bytes that grow. */
class CsvBytes {
  #bytes: Uint8Array;
  #at = 0;

  constructor(expected: number) {
    this.#bytes = new Uint8Array(expected + 1024);
  }

  byte(one: number): void {
    this.#room(1);
    this.#bytes[this.#at++] = one;
  }

  /** @param isQuoted whether it needs quotes, and its own are doubled */
  value(value: Uint8Array, isQuoted: boolean): void {
    if (!isQuoted) return this.#take(value);
    this.quoted(value.includes(quote) ? encoder.encode(new TextDecoder().decode(value).replaceAll('"', '""')) : value);
  }

  /** @param value as it stands between quotes */
  quoted(value: Uint8Array): void {
    this.byte(quote);
    this.#take(value);
    this.byte(quote);
  }

  end(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }

  #take(value: Uint8Array): void {
    this.#room(value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
  }

  #room(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const larger = new Uint8Array((this.#at + more) * 2);
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
  }
}

/** What is in the array that a text of JSON is. */
function insideOf(text: Uint8Array): Uint8Array {
  return text.subarray(text.indexOf(0x5b) + 1, text.lastIndexOf(0x5d));
}

/** The members of each object that say what the place of its file says. */
function membersOf(partitions: readonly PartitionColumn[], places: readonly (string | null)[]): string {
  const members = partitions.map(({ name, type }, index) => {
    const value = places[index] ?? null;
    return `${JSON.stringify(name)}:${value !== null && type === "BIGINT" ? value : JSON.stringify(value)}`;
  });
  return members.join(",");
}

const [openBrace, closeBrace, openBracket, closeBracket, backslash] = [0x7b, 0x7d, 0x5b, 0x5d, 0x5c];

/** Adds members to each object that is a row; every row has members of its own. */
function withMembers(text: Uint8Array, members: string): Uint8Array {
  const added = encoder.encode(`${members},`);
  const pieces: Uint8Array[] = [];
  let [depth, from, isText] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at];
    if (isText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) isText = false;
    } else if (byte === quote) isText = true;
    else if (byte === openBrace || byte === openBracket) {
      if (depth === 0) {
        pieces.push(text.subarray(from, at + 1), added);
        from = at + 1;
      }
      depth += 1;
    } else if (byte === closeBrace || byte === closeBracket) depth -= 1;
  }
  return Buffer.concat([...pieces, text.subarray(from)]);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
