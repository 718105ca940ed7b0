import { zip } from "./zip-format.ts";

/** A line of a ZIP file's directory (APPNOTE.TXT, 4.3.12), as it stands there: nothing of it is believed yet. */
export interface DirectoryLine {
  /** Upper byte of "version made by": whose attributes they are. */
  readonly host: number;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  /** Compressed size, bytes. */
  readonly packed: number;
  /** Size, bytes. */
  readonly size: number;
  /** Number of the disk on which the entry begins. */
  readonly disk: number;
  readonly attributes: number;
  /** Offset of the local header. */
  readonly offset: number;
  readonly name: Buffer;
  /** Offset after the line. */
  readonly next: number;
}

/**
 * Reads a line of the directory. What it may say is for the caller to judge: a template's archive is held to one
 * reading, a workbook comes from many programs.
 *
 * @param end offset at which the directory ends
 * @returns undefined if there is no whole line
 */
export function readDirectoryLine(file: Buffer, at: number, end: number): DirectoryLine | undefined {
  const { signature, length } = zip.central;
  if (at + length > end || file.readUInt32LE(at) !== signature) return undefined;
  const short = (place: number): number => file.readUInt16LE(at + place);
  const long = (place: number): number => file.readUInt32LE(at + place);
  const nameEnd = at + length + short(28);
  const next = nameEnd + short(30) + short(32);
  if (next > end) return undefined;
  return {
    host: file[at + 5]!,
    flags: short(8),
    method: short(10),
    crc: long(16),
    packed: long(20),
    size: long(24),
    disk: short(34),
    attributes: long(38),
    offset: long(42),
    name: file.subarray(at + length, nameEnd),
    next,
  };
}

/**
 * Finds where an entry's content begins: behind its local header (4.3.7), whose name and extra field have lengths of
 * their own.
 *
 * @returns undefined if no local header is at the offset
 */
export function contentStart(file: Buffer, offset: number): number | undefined {
  const { signature, length } = zip.local;
  if (offset + length > file.length || file.readUInt32LE(offset) !== signature) return undefined;
  return offset + length + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
}
