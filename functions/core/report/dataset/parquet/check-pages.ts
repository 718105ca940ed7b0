import { crc32, gunzipSync } from "node:zlib";
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
  /** How they are compressed, as Parquet names it: `GZIP`. */
  readonly codec: string;
  /** Values of all data pages, missing ones included. */
  readonly values: number;
}

/**
 * Verifies what only the pages themselves tell: the checksum of every page that has one, that of gzip's streams, and
 * how many values they say that they have. DuckDB looks at none of them.
 *
 * @throws BroadsheetError `invalid-dataset`: `bad-checksum` naming the column, `damaged-page` for a page whose header
 *   cannot be read or whose content is not as long as it says
 */
export function checkPages(body: Bytes, columns: readonly ColumnPages[]): void {
  for (const pages of columns) {
    const { column, group, start, length } = pages;
    const end = start + length;
    let [page, values] = [0, 0];
    for (let at = start; at < end;) {
      page++;
      const header = end <= body.length ? headerAt(body, at) : undefined;
      const place = `Page ${page} of the column "${column}" in row group ${group}`;
      // Some old writers leave the dictionary's header out of a chunk's stated length, so no page is refused for
      // reaching beyond it.
      if (header === undefined || at + header.length + header.compressedSize > body.length)
        throw damaged(`${place} cannot be read`, column, `offset ${at}`);
      at += header.length;
      const seen = header.crc === undefined ? undefined : checksum(body, at, at + header.compressedSize);
      if (seen !== undefined && seen !== header.crc) {
        throw new BroadsheetError("invalid-dataset", {
          code: "bad-checksum",
          message: `${place} does not have the checksum that it states`,
          where: { name: column },
          seen: hex(seen),
          allowed: hex(header.crc!),
          hint: "Write the file again: it was changed after it was written",
        });
      }
      const fault = faultOf(body, at, header, pages);
      if (fault !== undefined) throw damaged(`${place} cannot be decompressed: ${fault}`, column, `offset ${at}`);
      at += header.compressedSize;
      values += header.values ?? 0;
    }
    if (values !== pages.values)
      throw damaged(
        `The pages of the column "${column}" in row group ${group} say that they have ${values} values, and the file that they have ${pages.values}`,
        column,
        values,
        pages.values,
      );
  }
}

function damaged(message: string, column: string, seen: string | number, allowed?: number): BroadsheetError {
  return new BroadsheetError("invalid-dataset", {
    code: "damaged-page",
    message,
    where: { name: column },
    seen,
    ...(allowed !== undefined && { allowed }),
    hint: "Write the file again: it may have been damaged on the way",
  });
}

/** The largest page that is decompressed here, bytes: those of writers are a few MB long. */
const largestPage = 64 * 1024 * 1024;

/** What is wrong with the length of a page that is not compressed, or with a stream of gzip, which has a checksum. */
function faultOf(
  body: Bytes,
  at: number,
  { compressedSize, size, levels = 0, plain }: PageHeader,
  { codec }: ColumnPages,
): string | undefined {
  if (size === undefined) return "its header says no length";
  if (codec === "UNCOMPRESSED" || plain === true)
    return size === compressedSize ? undefined : `it has ${compressedSize} bytes and says ${size}`;
  if (codec !== "GZIP" || size - levels <= 0 || size > largestPage) return undefined;
  try {
    const found = gunzipSync(body.subarray(at + levels, at + compressedSize), {
      maxOutputLength: size - levels,
    }).length;
    return found === size - levels ? undefined : `it has ${found + levels} bytes and says ${size}`;
  } catch (error) {
    return (error as Error).message;
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
