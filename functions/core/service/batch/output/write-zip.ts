import { crc32 } from "node:zlib";

/** A file to collect. */
export interface OutputFile {
  /** Name in the output, with its extension; no path. */
  readonly name: string;
  /** Reads the content. Called once, when its turn comes. */
  read(): Promise<Uint8Array>;
}

/** Version 4.5 of the format, the first with zip64; made on Unix. */
const needed = 45;
const madeBy = (3 << 8) | needed;
/** Names are UTF-8. */
const flags = 0x0800;
/** A plain file that everybody may read. */
const attributes = 0o100644;
/** Stands for a value that is in the zip64 field. */
const beyond16 = 0xffff;
const beyond32 = 0xffffffff;

/**
 * Writes a ZIP archive (APPNOTE 6.3.10) of stored files in the order given, as a stream: one file is in memory at a
 * time, and of those before only their lines in the directory, about 100 bytes each. PDFs are compressed, so nothing
 * would be won by compressing them again. Beyond 4 GiB or 65,535 files the archive is zip64. All files bear the same
 * date, so the same files give the same bytes.
 *
 * @param date `YYYY-MM-DD`, from 1980 to 2107
 * @throws TypeError for a name that is empty, repeated or a path
 */
export async function* writeZip(files: AsyncIterable<OutputFile>, date: string): AsyncGenerator<Uint8Array> {
  const day = dosDate(date);
  const directory: Buffer[] = [];
  const names = new Set<string>();
  let offset = 0;
  for await (const { name, read } of files) {
    if (name === "" || /[/\\\0]/.test(name) || names.has(name))
      throw new TypeError(`${JSON.stringify(name)} cannot be the name of a file in an archive`);
    names.add(name);
    const body = await read();
    const named = Buffer.from(name, "utf8");
    const about = { crc: crc32(body), size: body.byteLength, day, nameLength: named.length };
    const header = localHeader(about);
    directory.push(
      Buffer.concat([directoryLine(about, offset), named, offset >= beyond32 ? offsetField(offset) : Buffer.alloc(0)]),
    );
    offset += header.length + named.length + body.byteLength;
    yield header;
    yield named;
    yield body;
  }
  const start = offset;
  for (let at = 0; at < directory.length; at += 1_000) {
    const lines = Buffer.concat(directory.slice(at, at + 1_000));
    offset += lines.length;
    yield lines;
  }
  yield endRecords(directory.length, offset - start, start);
}

interface About {
  readonly crc: number;
  /** Less than 4 GiB: a report is at most 100 MB. */
  readonly size: number;
  readonly day: number;
  readonly nameLength: number;
}

/** 4.3.7 */
function localHeader({ crc, size, day, nameLength }: About): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(needed, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(day, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(nameLength, 26);
  return header;
}

/** 4.3.12 */
function directoryLine({ crc, size, day, nameLength }: About, offset: number): Buffer {
  const line = Buffer.alloc(46);
  line.writeUInt32LE(0x02014b50, 0);
  line.writeUInt16LE(madeBy, 4);
  line.writeUInt16LE(needed, 6);
  line.writeUInt16LE(flags, 8);
  line.writeUInt16LE(day, 14);
  line.writeUInt32LE(crc, 16);
  line.writeUInt32LE(size, 20);
  line.writeUInt32LE(size, 24);
  line.writeUInt16LE(nameLength, 28);
  line.writeUInt16LE(offset >= beyond32 ? 12 : 0, 30);
  line.writeUInt32LE(attributes * 0x10000, 38);
  line.writeUInt32LE(Math.min(offset, beyond32), 42);
  return line;
}

/** The zip64 field of a file that begins beyond 4 GiB (4.5.3). */
function offsetField(offset: number): Buffer {
  const field = Buffer.alloc(12);
  field.writeUInt16LE(0x0001, 0);
  field.writeUInt16LE(8, 2);
  field.writeBigUInt64LE(BigInt(offset), 4);
  return field;
}

/** The end of the directory, in its zip64 form too if needed (4.3.14 to 4.3.16). */
function endRecords(count: number, size: number, start: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, beyond16), 8);
  end.writeUInt16LE(Math.min(count, beyond16), 10);
  end.writeUInt32LE(Math.min(size, beyond32), 12);
  end.writeUInt32LE(Math.min(start, beyond32), 16);
  if (count < beyond16 && size < beyond32 && start < beyond32) return end;
  const wide = Buffer.alloc(56);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE(madeBy, 12);
  wide.writeUInt16LE(needed, 14);
  wide.writeBigUInt64LE(BigInt(count), 24);
  wide.writeBigUInt64LE(BigInt(count), 32);
  wide.writeBigUInt64LE(BigInt(size), 40);
  wide.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([wide, locator, end]);
}

/** Date in the format of MS-DOS (4.4.6); the time is midnight. */
function dosDate(date: string): number {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || year < 1980 || year > 2107)
    throw new TypeError(`"${date}" cannot be the date of a file in an archive`);
  return ((year - 1980) << 9) | (month << 5) | day;
}
