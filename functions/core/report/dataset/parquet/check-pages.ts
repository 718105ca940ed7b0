import { crc32 } from "node:zlib";
import { BroadsheetError } from "../../../errors.ts";
import type { Bytes } from "../../../ports.ts";
import { type PageHeader, readPageHeader } from "./read-page-header.ts";

/** Where the pages of one column in one row group are, according to the file's metadata. */
export interface ColumnPages {
  readonly column: string;
  /** From 1. */
  readonly group: number;
  /** Offset of the first page. */
  readonly start: number;
  /** Bytes of all pages, headers included. */
  readonly length: number;
}

/**
 * Verifies the checksum of every page that has one; DuckDB ignores them.
 *
 * @throws BroadsheetError `invalid-dataset`: `bad-checksum` naming the column, `damaged-page` for a page whose header
 *   cannot be read
 */
export function checkPages(body: Bytes, columns: readonly ColumnPages[]): void {
  for (const { column, group, start, length } of columns) {
    const end = start + length;
    let page = 0;
    for (let at = start; at < end;) {
      page++;
      const header = end <= body.length ? headerAt(body, at) : undefined;
      const where = { name: column };
      // Some old writers leave the dictionary's header out of a chunk's stated length, so no page is refused for
      // reaching beyond it.
      if (header === undefined || at + header.length + header.compressedSize > body.length) {
        throw new BroadsheetError("invalid-dataset", {
          code: "damaged-page",
          message: `Page ${page} of the column "${column}" in row group ${group} cannot be read`,
          where,
          seen: `offset ${at}`,
          hint: "Write the file again: it may have been damaged on the way",
        });
      }
      at += header.length;
      const seen = header.crc === undefined ? undefined : checksum(body, at, at + header.compressedSize);
      if (seen !== undefined && seen !== header.crc) {
        throw new BroadsheetError("invalid-dataset", {
          code: "bad-checksum",
          message: `Page ${page} of the column "${column}" in row group ${group} does not have the checksum that it states`,
          where,
          seen: hex(seen),
          allowed: hex(header.crc!),
          hint: "Write the file again: it was changed after it was written",
        });
      }
      at += header.compressedSize;
    }
  }
}

/** Bytes of a file that are read to find a page's header: more than its statistics take as a rule. */
const headerBytes = 64 * 1024;

function headerAt(body: Bytes, at: number): PageHeader | undefined {
  if (body instanceof Uint8Array) return readPageHeader(body, at);
  return (
    readPageHeader(body.subarray(at, at + headerBytes), 0) ??
    readPageHeader(body.subarray(at, at + 64 * headerBytes), 0)
  );
}

function checksum(body: Bytes, start: number, end: number): number {
  const { pieceBytes = end - start } = body;
  let crc = 0;
  for (let at = start; at < end; at += pieceBytes) crc = crc32(body.subarray(at, Math.min(at + pieceBytes, end)), crc);
  return crc;
}

function hex(crc: number): string {
  return `0x${crc.toString(16).padStart(8, "0")}`;
}
