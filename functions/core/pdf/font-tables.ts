/** The tables of a TrueType font file by tag (OpenType, table directory); nothing is copied. */
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
