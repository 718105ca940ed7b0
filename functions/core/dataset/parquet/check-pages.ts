import { crc32 } from "node:zlib";
import { BroadsheetError } from "../../errors.ts";
import { readPageHeader } from "./read-page-header.ts";

/** Where the pages of one column in one group of rows are, from the file's own directory. */
export interface ColumnPages {
  readonly column: string;
  /** From 1. */
  readonly group: number;
  /** Offset of the first page. */
  readonly start: number;
  /** Bytes of all pages with their headers. */
  readonly length: number;
}

/**
 * Compares the checksum of every page with its bytes, where the writer has left one: DuckDB reads pages without looking at it.
 *
 * @throws BroadsheetError `invalid-dataset`: `bad-checksum` naming the column, `damaged-page` for a page whose header cannot be read
 */
export function checkPages(body: Uint8Array, columns: readonly ColumnPages[]): void {
  for (const { column, group, start, length } of columns) {
    const end = start + length;
    let page = 0;
    for (let at = start; at < end; ) {
      page++;
      const header = end <= body.length ? readPageHeader(body, at) : undefined;
      const where = { name: column };
      // Some old writers state a chunk shorter than it is, by the header of its dictionary: no page is refused for reaching beyond.
      if (header === undefined || at + header.length + header.compressedSize > body.length) {
        throw new BroadsheetError("invalid-dataset", { code: "damaged-page", message: `Page ${page} of the column "${column}" in row group ${group} cannot be read`, where, seen: `offset ${at}`, hint: "Write the file again: it may have been damaged on the way" });
      }
      at += header.length;
      const seen = header.crc === undefined ? undefined : crc32(body.subarray(at, at + header.compressedSize));
      if (seen !== undefined && seen !== header.crc) {
        throw new BroadsheetError("invalid-dataset", { code: "bad-checksum", message: `Page ${page} of the column "${column}" in row group ${group} does not have the checksum that it states`, where, seen: hex(seen), allowed: hex(header.crc!), hint: "Write the file again: it was changed after it was written" });
      }
      at += header.compressedSize;
    }
  }
}

function hex(crc: number): string {
  return `0x${crc.toString(16).padStart(8, "0")}`;
}
