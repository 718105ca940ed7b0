import { readRecords } from "./csv-records.ts";

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
  /** Whether to leave out the record that begins at this offset. */
  omits(offset: number): boolean;
}

const quote = 0x22;

/**
 * Rewrites a CSV file as a plain table: a header with a name for each column, then the rows, and nothing else. Values
 * stay as written.
 */
export function rewriteCsv(body: Uint8Array, { delimiter, start, end, header, names, omits }: Rewriting): Uint8Array {
  const kept = names.flatMap((name, column) => (name === undefined ? [] : column));
  const heading = Buffer.from(`${kept.map((column) => `"${names[column]!.replaceAll('"', '""')}"`).join(delimiter)}\n`);
  // No row becomes longer, except that the last may lack a line end.
  const output = new Uint8Array(heading.length + (end - start) + 1);
  output.set(heading);
  let at = heading.length;
  let first = true;
  const separator = delimiter.charCodeAt(0);
  readRecords(body.subarray(0, end), start, delimiter, (record, spans) => {
    const isHeader = first && header;
    first = false;
    if (isHeader || omits(record.start) || (record.blank && names.length > 1)) return true;
    for (const [index, column] of kept.entries()) {
      if (index > 0) output[at++] = separator;
      if (column >= record.fields) continue;
      const from = spans[column * 3]!;
      const to = spans[column * 3 + 1]!;
      const quoted = from > record.start && body[from - 1] === quote;
      if (quoted) output[at++] = quote;
      output.set(body.subarray(from, to), at);
      at += to - from;
      if (quoted) output[at++] = quote;
    }
    output[at++] = 0x0a;
    return true;
  });
  return output.subarray(0, at);
}
