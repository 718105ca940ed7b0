/**
 * The names of a font's family, as a drawing may call it (OpenType 1.9, `name`: the typographic family and the family).
 *
 * @param bytes of a font that `checkFont` found sound
 */
export function familyNames(bytes: Uint8Array): string[] {
  const font = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = new Set<string>();
  for (let at = 12; at + 16 <= Math.min(font.length, 12 + font.readUInt16BE(4) * 16); at += 16) {
    if (font.toString("latin1", at, at + 4) !== "name") continue;
    const start = font.readUInt32BE(at + 8);
    for (const name of readNames(font.subarray(start, start + font.readUInt32BE(at + 12)))) names.add(name);
  }
  return [...names];
}

/** Ids of the family and the typographic family. */
const families = new Set([1, 16]);

function readNames(table: Buffer): string[] {
  if (table.length < 6) return [];
  const storage = table.readUInt16BE(4);
  const names: string[] = [];
  for (let at = 6; at + 12 <= Math.min(table.length, 6 + table.readUInt16BE(2) * 12); at += 12) {
    if (!families.has(table.readUInt16BE(at + 6))) continue;
    const start = storage + table.readUInt16BE(at + 10);
    const raw = table.subarray(start, start + table.readUInt16BE(at + 8));
    // Macintosh names have one byte for each character, all others two.
    const name =
      table.readUInt16BE(at) === 1
        ? raw.toString("latin1")
        : new TextDecoder("utf-16be").decode(raw.subarray(0, raw.length - (raw.length % 2)));
    if (name.trim() !== "") names.push(name.trim());
  }
  return names;
}
