import { crc32, inflateRawSync } from "node:zlib";
import { BroadsheetError } from "../../../errors.ts";
import { contentStart, readDirectoryLine, type DirectoryLine } from "../../../zip/read-records.ts";
import { flags as zipFlags, methods, zip } from "../../../zip/zip-format.ts";
import { harmless, maximumRatio } from "../decode/unpack.ts";

/** Largest unpacked workbook, bytes: its cells take several times as much memory. */
const maximumBytes = 128 * 1024 * 1024;
const maximumEntries = 10_000;

/** Reads an entry of an archive that was checked, by its path; undefined if there is none. */
export type ReadEntry = (path: string) => Uint8Array | undefined;

/**
 * Checks a workbook's ZIP archive before it is read: unpacks every entry once, within limits, whatever sizes the
 * archive states. It shares the records with a template's archive, but not the judgement: many programs write
 * workbooks, so that gaps, overlaps and headers that disagree are let pass here, as long as size and checksum hold.
 *
 * @returns what reads its entries; names ignore case, as in Excel
 * @throws BroadsheetError `invalid-dataset`: `not-xlsx`, `damaged-archive`, `archive-bomb`, `encrypted-workbook`
 */
export function checkArchive(body: Uint8Array): ReadEntry {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (bytes.toString("latin1", 0, 4) === "\u00d0\u00cf\u0011\u00e0") {
    throw new BroadsheetError("invalid-dataset", {
      code: "encrypted-workbook",
      message: "The workbook is in the old format (xls) or has a password",
      hint: "Save it as XLSX without a password",
    });
  }
  if (bytes.toString("latin1", 0, 4) !== "PK\u0003\u0004")
    throw new BroadsheetError("invalid-dataset", {
      code: "not-xlsx",
      message: "The file is not an Excel workbook (xlsx)",
      seen: bytes.toString("latin1", 0, 4),
      allowed: "a ZIP archive",
    });
  // The end record (APPNOTE 4.3.16) is followed by a comment of at most 65,535 bytes.
  const end = bytes.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  if (end === -1 || end + zip.end.length > bytes.length || end < bytes.length - zip.end.length - 65_535)
    throw damaged("its end is missing");
  const count = bytes.readUInt16LE(end + 10);
  if (count > maximumEntries) throw bomb(`${count} entries`, `${maximumEntries} entries`);
  const allowed = Math.min(maximumBytes, Math.max(harmless, bytes.length * maximumRatio));
  let left = allowed;
  let at = bytes.readUInt32LE(end + 16);
  const entries = new Map<string, () => Uint8Array>();
  for (let entry = 0; entry < count; entry++) {
    const line = readDirectoryLine(bytes, at, end);
    if (line === undefined) throw damaged("its directory is incomplete");
    const name = line.name.toString("utf8");
    const { stored, deflated, size } = checkEntry(bytes, line, name, left, allowed);
    left -= size;
    if (left < 0) throw bomb(`more than ${allowed} bytes`, `${allowed} bytes`);
    if (entries.has(name.toLowerCase())) throw damaged(`"${name}" is in it twice`);
    // Unpacked again when it is read: most entries never are, and all at once would fill memory.
    entries.set(name.toLowerCase(), () =>
      deflated ? inflateRawSync(stored, { maxOutputLength: Math.max(size, 1) }) : stored,
    );
    at = line.next;
  }
  return (path) => entries.get(path.toLowerCase())?.();
}

/**
 * Unpacks an entry once, to compare its size and checksum with the directory's.
 *
 * @param left bytes that the rest of the archive may still hold
 * @returns its bytes as they are stored, and its size unpacked
 */
function checkEntry(
  bytes: Buffer,
  { flags, method, packed, size: stated, offset, crc }: DirectoryLine,
  name: string,
  left: number,
  allowed: number,
): { readonly stored: Buffer; readonly deflated: boolean; readonly size: number } {
  if ((flags & zipFlags.encrypted) !== 0)
    throw new BroadsheetError("invalid-dataset", {
      code: "encrypted-workbook",
      message: "The workbook is encrypted",
      hint: "Save it without a password",
    });
  const data = contentStart(bytes, offset);
  if (data === undefined) throw damaged(`"${name}" is not where the directory says`);
  if (data + packed > bytes.length || (method !== methods.stored && method !== methods.deflated))
    throw damaged(`"${name}" cannot be unpacked`);
  const stored = bytes.subarray(data, data + packed);
  const deflated = method === methods.deflated;
  const content = deflated ? inflate(stored, left, name, allowed) : stored;
  const size = content.length;
  if (size !== stated) throw damaged(`"${name}" has ${size} bytes where the directory states ${stated}`);
  if (crc32(content) !== crc) throw damaged(`"${name}" does not have the checksum that the directory states`);
  return { stored, deflated, size };
}

function inflate(packed: Uint8Array, left: number, name: string, allowed: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw bomb(`more than ${allowed} bytes`, `${allowed} bytes`);
    throw damaged(`"${name}" cannot be unpacked`);
  }
}

function damaged(what: string): BroadsheetError {
  return new BroadsheetError("invalid-dataset", {
    code: "damaged-archive",
    message: `The workbook is damaged or truncated: ${what}`,
    hint: "Save it again",
  });
}

function bomb(seen: string, allowed: string): BroadsheetError {
  return new BroadsheetError("invalid-dataset", {
    code: "archive-bomb",
    message: "The unpacked workbook is too large",
    seen,
    allowed: `${allowed}, or ${maximumRatio} times the size of the file`,
    hint: "Send large tables as CSV or Parquet",
  });
}
