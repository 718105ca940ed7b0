/** What the rules need from a TrueType or OpenType font program. */
export interface TrueType {
  readonly glyphs: number;
  /** Advance width, thousandths of an em. */
  width(glyph: number): number;
  readonly cmaps: readonly { readonly platform: number; readonly encoding: number; glyphOf(code: number): number }[];
  /** Whether the outlines are TrueType's. */
  readonly outlines: boolean;
}

/** Reads a font program. @returns `undefined` if it is damaged */
export function readTrueType(bytes: Uint8Array): TrueType | undefined {
  try {
    return read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    // Offsets that point outside the file.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function read(data: DataView): TrueType | undefined {
  const tables = new Map<string, { readonly offset: number; readonly length: number }>();
  for (let i = 0; i < data.getUint16(4); i++) {
    const at = 12 + i * 16;
    const tag = String.fromCodePoint(...[0, 1, 2, 3].map((byte) => data.getUint8(at + byte)));
    const entry = { offset: data.getUint32(at + 8), length: data.getUint32(at + 12) };
    if (entry.offset + entry.length > data.byteLength) return undefined;
    tables.set(tag, entry);
  }
  const [head, hhea, hmtx, maxp] = ["head", "hhea", "hmtx", "maxp"].map((tag) => tables.get(tag)?.offset);
  if (head === undefined || hhea === undefined || hmtx === undefined || maxp === undefined) return undefined;
  const em = data.getUint16(head + 18);
  const full = data.getUint16(hhea + 34);
  const glyphs = data.getUint16(maxp + 4);
  if (em === 0 || full === 0) return undefined;
  data.getUint16(hmtx + (full - 1) * 4);
  const cmap = tables.get("cmap")?.offset;
  return {
    glyphs,
    outlines: tables.has("glyf") && tables.has("loca"),
    width: (glyph) => (data.getUint16(hmtx + Math.min(glyph, full - 1) * 4) * 1000) / em,
    cmaps: cmap === undefined ? [] : readCmaps(data, cmap),
  };
}

function readCmaps(data: DataView, cmap: number): TrueType["cmaps"][number][] {
  return Array.from({ length: data.getUint16(cmap + 2) }, (_, i) => {
    const at = cmap + 4 + i * 8;
    const table = cmap + data.getUint32(at + 4);
    return {
      platform: data.getUint16(at),
      encoding: data.getUint16(at + 2),
      glyphOf: (code: number) => glyphOf(data, table, code),
    };
  });
}

function glyphOf(data: DataView, table: number, code: number): number {
  try {
    switch (data.getUint16(table)) {
      case 0:
        return code < 256 ? data.getUint8(table + 6 + code) : 0;
      case 4:
        return segmented(data, table, code);
      case 6: {
        const index = code - data.getUint16(table + 6);
        return index >= 0 && index < data.getUint16(table + 8) ? data.getUint16(table + 10 + index * 2) : 0;
      }
      case 12:
        for (let i = 0; i < data.getUint32(table + 12); i++) {
          const group = table + 16 + i * 12;
          if (code >= data.getUint32(group) && code <= data.getUint32(group + 4))
            return data.getUint32(group + 8) + code - data.getUint32(group);
        }
        return 0;
      default:
        return 0;
    }
  } catch (error) {
    if (error instanceof RangeError) return 0;
    throw error;
  }
}

function segmented(data: DataView, table: number, code: number): number {
  const doubled = data.getUint16(table + 6);
  for (let at = 0; at < doubled; at += 2) {
    if (code > data.getUint16(table + 14 + at)) continue;
    const startAt = table + 16 + doubled + at;
    const start = data.getUint16(startAt);
    if (code < start) return 0;
    const delta = data.getUint16(startAt + doubled);
    const rangeAt = startAt + doubled * 2;
    const range = data.getUint16(rangeAt);
    if (range === 0) return (code + delta) & 0xff_ff;
    const glyph = data.getUint16(rangeAt + range + (code - start) * 2);
    return glyph === 0 ? 0 : (glyph + delta) & 0xff_ff;
  }
  return 0;
}
