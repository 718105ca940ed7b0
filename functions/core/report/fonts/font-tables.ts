import type { FontFile } from "../../ports.ts";

/**
 * The tables of a font file by tag, all loaded except the outlines (`glyf`), which are loaded one by one by their
 * position in the file.
 */
export function loadFontTables({ bytes, load }: FontFile): ReadonlyMap<string, Buffer> {
  // The directory: 12 bytes, and 16 per table.
  load(0, 12);
  load(0, 12 + 16 * ((bytes[4]! << 8) | bytes[5]!));
  const tables = readFontTables(bytes);
  for (const [tag, { byteOffset, length }] of tables)
    if (tag !== "glyf") load(byteOffset - bytes.byteOffset, byteOffset - bytes.byteOffset + length);
  return tables;
}

/** Whether the outlines are PostScript's (CFF) rather than TrueType's. */
export function hasPostScriptOutlines(tables: ReadonlyMap<string, Buffer>): boolean {
  return tables.has("CFF ");
}

/** The tables of an OpenType font file by tag (OpenType, table directory); no bytes are copied. */
export function readFontTables(file: Uint8Array): ReadonlyMap<string, Buffer> {
  const font = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const tables = new Map<string, Buffer>();
  const count = font.readUInt16BE(4);
  for (let i = 0; i < count; i++) {
    const entry = 12 + i * 16;
    const start = font.readUInt32BE(entry + 8);
    tables.set(font.toString("latin1", entry, entry + 4), font.subarray(start, start + font.readUInt32BE(entry + 12)));
  }
  return tables;
}

/**
 * The PostScript name of a font, also used in PDF (OpenType, `name`, name 6): printable ASCII, in UTF-16 except on the
 * Macintosh platform.
 *
 * @returns `undefined` if the table has none
 */
export function readPostScriptName(name: Buffer): string | undefined {
  const strings = name.readUInt16BE(4);
  for (let i = 0; i < name.readUInt16BE(2); i++) {
    const record = 6 + i * 12;
    if (name.readUInt16BE(record + 6) !== 6) continue;
    const start = strings + name.readUInt16BE(record + 10);
    const letters = name.subarray(start, start + name.readUInt16BE(record + 8));
    const macintosh = name.readUInt16BE(record) === 1;
    return String.fromCharCode(...letters.filter((_, at) => macintosh || at % 2 === 1));
  }
  return undefined;
}
