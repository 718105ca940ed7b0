import type { Bytes, ScratchFile, ScratchWriter } from "../../../ports.ts";
import { readRecords } from "./csv-records.ts";
import { isCommentAmongRows } from "./read-table.ts";

/** The part of a file that becomes the table. */
export interface Rewriting {
  readonly delimiter: string;
  /** Offset of the first record, and of the byte after the last one. */
  readonly start: number;
  readonly end: number;
  /** Whether the first record names the columns. */
  readonly header: boolean;
  /** The name of each column; undefined to leave it out. */
  readonly names: readonly (string | undefined)[];
  /** Whether all lines that begin with # are comments. */
  readonly comments: boolean;
}

const quote = 0x22;

/** Bytes of a file that are written at a time. */
const writtenAtOnce = 1024 * 1024;

/**
 * Rewrites a CSV file as a plain table: a header with a name for each column, then the rows, and nothing else. Values
 * stay as written.
 */
export function rewriteCsv(body: Uint8Array, rewriting: Rewriting): Uint8Array {
  const heading = headingOf(rewriting);
  // No row becomes longer, except that the last may lack a line end.
  const output = new Uint8Array(heading.length + (rewriting.end - rewriting.start) + 1);
  let at = 0;
  const put: Put = (from, start, end) => {
    output.set(from.subarray(start, end), at);
    at += end - start;
  };
  put(heading, 0, heading.length);
  rewriteRows(body.subarray(0, rewriting.end), rewriting, put, (byte) => {
    output[at++] = byte;
  });
  return output.subarray(0, at);
}

/** Rewrites a file that is too long for the memory, as `rewriteCsv` does. @param writer is ended */
export function rewriteLongCsv(body: Bytes, rewriting: Rewriting, writer: ScratchWriter): ScratchFile {
  const { end } = rewriting;
  const output = new Uint8Array(writtenAtOnce);
  let at = 0;
  const flush = (): void => {
    writer.write(output.subarray(0, at));
    at = 0;
  };
  const put: Put = (from, start, to) => {
    const bytes = from.subarray(start, to);
    if (at + bytes.length > output.length) flush();
    if (bytes.length > output.length) writer.write(bytes);
    else {
      output.set(bytes, at);
      at += bytes.length;
    }
  };
  const heading = headingOf(rewriting);
  put(heading, 0, heading.length);
  const part: Bytes = {
    length: end,
    subarray: (from, to = end) => body.subarray(from, Math.min(to, end)),
    ...(body.pieceBytes !== undefined && { pieceBytes: body.pieceBytes }),
  };
  rewriteRows(part, rewriting, put, (byte) => {
    if (at === output.length) flush();
    output[at++] = byte;
  });
  flush();
  return writer.end();
}

/** Writes bytes, from one offset to before another. */
type Put = (from: Uint8Array, start: number, end: number) => void;

function headingOf({ names, delimiter }: Rewriting): Uint8Array {
  const kept = names.filter((name) => name !== undefined);
  return Buffer.from(`${kept.map((name) => `"${name.replaceAll('"', '""')}"`).join(delimiter)}\n`);
}

function rewriteRows(
  body: Bytes,
  { delimiter, start, header, names, comments }: Rewriting,
  put: Put,
  putByte: (byte: number) => void,
): void {
  const kept = names.flatMap((name, column) => (name === undefined ? [] : column));
  const columns = names.length;
  const separator = delimiter.charCodeAt(0);
  let first = true;
  readRecords(body, start, delimiter, (record, spans, window) => {
    const isFirst = first;
    first = false;
    if (isFirst ? header : record.blank && columns > 1) return true;
    if (!isFirst && isCommentAmongRows(record, window, { comments, columns })) return true;
    for (const [index, column] of kept.entries()) {
      if (index > 0) putByte(separator);
      if (column >= record.fields) continue;
      const from = spans[column * 3]!;
      const quoted = from > record.offset && window[from - 1] === quote;
      if (quoted) putByte(quote);
      put(window, from, spans[column * 3 + 1]!);
      if (quoted) putByte(quote);
    }
    putByte(0x0a);
    return true;
  });
}
