import { crc32, inflateRawSync } from "node:zlib";
import { BroadsheetError } from "../../../errors.ts";
import { flags as zipFlags, methods, zip } from "../../../zip/zip-format.ts";
import { harmless, maximumRatio } from "../decode/unpack.ts";

/** Largest unpacked workbook, bytes: its cells take several times as much memory. */
const maximumBytes = 128 * 1024 * 1024;
const maximumEntries = 10_000;

/** Reads an entry of an archive that was checked, by its path; undefined if there is none. */
export type ReadEntry = (path: string) => Uint8Array | undefined;

/**
 * Checks a workbook's ZIP archive before it is read: unpacks every entry once, within limits, whatever sizes the
 * archive states.
 *
 * @returns what reads its entries; names ignore case, as in Excel
 * @throws BroadsheetError `invalid-dataset`: `not-xlsx`, `damaged-archive`, `archive-bomb`, `encrypted-workbook`
 */
export function checkArchive(body: Uint8Array): ReadEntry {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  checkSignature(bytes);
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
  for (let index = 0; index < count; index++) {
    const entry = readEntry(bytes, at, end);
    const { name, deflated, stored } = entry;
    const { length } = checkContent(bytes, at, entry, left, allowed);
    left -= length;
    if (left < 0) throw bomb(`more than ${allowed} bytes`, `${allowed} bytes`);
    if (entries.has(name.toLowerCase())) throw damaged(`"${name}" is in it twice`);
    // Unpacked again when it is read: most entries never are, and all at once would fill memory.
    entries.set(name.toLowerCase(), () =>
      deflated ? inflateRawSync(stored, { maxOutputLength: Math.max(length, 1) }) : stored,
    );
    at += zip.central.length + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return (path) => entries.get(path.toLowerCase())?.();
}

function checkSignature(bytes: Buffer): void {
  const signature = bytes.toString("latin1", 0, 4);
  if (signature === "\u00d0\u00cf\u0011\u00e0") {
    throw new BroadsheetError("invalid-dataset", {
      code: "encrypted-workbook",
      message: "The workbook is in the old format (xls) or has a password",
      hint: "Save it as XLSX without a password",
    });
  }
  if (signature !== "PK\u0003\u0004")
    throw new BroadsheetError("invalid-dataset", {
      code: "not-xlsx",
      message: "The file is not an Excel workbook (xlsx)",
      seen: signature,
      allowed: "a ZIP archive",
    });
}

/** An entry of the archive as it is stored. */
interface StoredEntry {
  readonly name: string;
  readonly deflated: boolean;
  readonly stored: Uint8Array;
}

/** Finds an entry by its record in the directory. @param at offset of that record @param end of the directory */
function readEntry(bytes: Buffer, at: number, end: number): StoredEntry {
  if (at + zip.central.length > end || bytes.readUInt32LE(at) !== zip.central.signature)
    throw damaged("its directory is incomplete");
  const [flags, method, packed] = [
    bytes.readUInt16LE(at + 8),
    bytes.readUInt16LE(at + 10),
    bytes.readUInt32LE(at + 20),
  ];
  const local = bytes.readUInt32LE(at + 42);
  const name = bytes.toString("utf8", at + zip.central.length, at + zip.central.length + bytes.readUInt16LE(at + 28));
  if ((flags & zipFlags.encrypted) !== 0)
    throw new BroadsheetError("invalid-dataset", {
      code: "encrypted-workbook",
      message: "The workbook is encrypted",
      hint: "Save it without a password",
    });
  if (local + zip.local.length > bytes.length || bytes.readUInt32LE(local) !== zip.local.signature)
    throw damaged(`"${name}" is not where the directory says`);
  const data = local + zip.local.length + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (data + packed > bytes.length || (method !== methods.stored && method !== methods.deflated))
    throw damaged(`"${name}" cannot be unpacked`);
  return { name, deflated: method === methods.deflated, stored: bytes.subarray(data, data + packed) };
}

/** Unpacks an entry within limits, and compares it with its record in the directory. */
function checkContent(
  bytes: Buffer,
  at: number,
  { name, deflated, stored }: StoredEntry,
  left: number,
  allowed: number,
): Uint8Array {
  const stated = bytes.readUInt32LE(at + 24);
  const content = deflated ? inflate(stored, left, name, allowed) : stored;
  if (content.length !== stated)
    throw damaged(`"${name}" has ${content.length} bytes where the directory states ${stated}`);
  if (crc32(content) !== bytes.readUInt32LE(at + 16))
    throw damaged(`"${name}" does not have the checksum that the directory states`);
  return content;
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
