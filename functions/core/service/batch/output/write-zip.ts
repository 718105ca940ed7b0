import { crc32 } from "node:zlib";
import { methods } from "../../../zip/zip-format.ts";
import { directoryLine, dosDate, endRecords, localHeader, offsetField } from "../../../zip/zip-records.ts";

/** A file to collect. */
export interface OutputFile {
  /** Name in the output, with its extension; no path. */
  readonly name: string;
  /** Reads the content. Called once, when its turn comes. */
  read(): Promise<Uint8Array>;
}

/** Version 4.5 of the format, the first with zip64. */
const needed = 45;

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
    // Less than 4 GiB: a report is at most 100 MB.
    const size = body.byteLength;
    const facts = {
      crc: crc32(body),
      packed: size,
      size,
      method: methods.stored,
      needed,
      day,
      nameLength: named.length,
    };
    const header = localHeader(facts);
    directory.push(Buffer.concat([directoryLine(facts, offset), named, offsetField(offset)]));
    offset += header.length + named.length + size;
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
  yield endRecords(directory.length, offset - start, start, needed);
}
