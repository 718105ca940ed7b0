import { flags, methods, zip } from "./zip-format.ts";

/** What both headers of an entry say. Names are UTF-8. */
export interface ZipEntryFacts {
  readonly crc: number;
  /** Compressed size, bytes; below 4 GiB. */
  readonly packed: number;
  /** Size, bytes; below 4 GiB. */
  readonly size: number;
  readonly method: (typeof methods)[keyof typeof methods];
  /** Version of the format that a reader needs, times ten. */
  readonly needed: number;
  /** As `dosDate` gives it; the time is midnight. */
  readonly day: number;
  /** Bytes. */
  readonly nameLength: number;
}

/** The upper byte of "version made by": the attributes are those of Unix. */
const unix = 3 << 8;
/** A plain file that everybody may read. */
const regularFile = 0o100644 * 0x10000;
/** Stands for a value that is in a zip64 record. */
const [beyond16, beyond32] = [0xffff, 0xffffffff];

/** The header before an entry's name and content (4.3.7). */
export function localHeader(facts: ZipEntryFacts): Buffer {
  const header = Buffer.alloc(zip.local.length);
  header.writeUInt32LE(zip.local.signature, 0);
  writeFacts(header, facts, 4);
  return header;
}

/** A line of the directory (4.3.12), before the name and `offsetField`. @param offset of the local header */
export function directoryLine(facts: ZipEntryFacts, offset: number): Buffer {
  const line = Buffer.alloc(zip.central.length);
  line.writeUInt32LE(zip.central.signature, 0);
  line.writeUInt16LE(unix | facts.needed, 4);
  writeFacts(line, facts, 6);
  line.writeUInt16LE(offsetField(offset).length, 30);
  line.writeUInt32LE(regularFile, 38);
  line.writeUInt32LE(Math.min(offset, beyond32), 42);
  return line;
}

/** The zip64 field of an entry that begins beyond 4 GiB (4.5.3); empty for others. */
export function offsetField(offset: number): Buffer {
  if (offset < beyond32) return Buffer.alloc(0);
  const field = Buffer.alloc(12);
  field.writeUInt16LE(0x0001, 0);
  field.writeUInt16LE(8, 2);
  field.writeBigUInt64LE(BigInt(offset), 4);
  return field;
}

/**
 * The end of the directory, in its zip64 form too if needed (4.3.14 to 4.3.16).
 *
 * @param size of the directory, bytes
 * @param start offset of the directory
 * @param needed version of the format, times ten
 */
export function endRecords(count: number, size: number, start: number, needed: number): Buffer {
  const end = Buffer.alloc(zip.end.length);
  end.writeUInt32LE(zip.end.signature, 0);
  end.writeUInt16LE(Math.min(count, beyond16), 8);
  end.writeUInt16LE(Math.min(count, beyond16), 10);
  end.writeUInt32LE(Math.min(size, beyond32), 12);
  end.writeUInt32LE(Math.min(start, beyond32), 16);
  if (count < beyond16 && size < beyond32 && start < beyond32) return end;
  const wide = Buffer.alloc(zip.zip64End.length);
  wide.writeUInt32LE(zip.zip64End.signature, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE(unix | needed, 12);
  wide.writeUInt16LE(needed, 14);
  wide.writeBigUInt64LE(BigInt(count), 24);
  wide.writeBigUInt64LE(BigInt(count), 32);
  wide.writeBigUInt64LE(BigInt(size), 40);
  wide.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(zip.zip64Locator.length);
  locator.writeUInt32LE(zip.zip64Locator.signature, 0);
  locator.writeBigUInt64LE(BigInt(start + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([wide, locator, end]);
}

/**
 * A date in the format of MS-DOS (4.4.6); the time is midnight.
 *
 * @param date `YYYY-MM-DD`, from 1980 to 2107
 * @throws TypeError for another
 */
export function dosDate(date: string): number {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || year < 1980 || year > 2107)
    throw new TypeError(`"${date}" cannot be the date of a file in an archive`);
  return ((year - 1980) << 9) | (month << 5) | day;
}

function writeFacts(header: Buffer, facts: ZipEntryFacts, at: number): void {
  header.writeUInt16LE(facts.needed, at);
  header.writeUInt16LE(flags.utf8, at + 2);
  header.writeUInt16LE(facts.method, at + 4);
  header.writeUInt16LE(facts.day, at + 8);
  header.writeUInt32LE(facts.crc, at + 10);
  header.writeUInt32LE(facts.packed, at + 14);
  header.writeUInt32LE(facts.size, at + 18);
  header.writeUInt16LE(facts.nameLength, at + 22);
}
