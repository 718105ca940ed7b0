import { partFrom, viewOf } from "./layout-tables.ts";

/** Maps a code point to its glyph; 0 if the font has none. */
export type CharacterMap = (codePoint: number) => number;

/** Unicode encodings of a subtable, as platform * 65536 + encoding, those with all planes first (OpenType, `cmap`). */
const encodings = [0x3_000a, 0x0_0006, 0x0_0004, 0x3_0001, 0x0_0003, 0x0_0002, 0x0_0001, 0x0_0000];

/**
 * Reads a font's character map (OpenType, `cmap`) from its best Unicode subtable, chosen like fontkit's.
 *
 * @returns `undefined` if its format is not 4 or 12, as nearly all are
 */
export function readCharacterMap(cmap: Buffer): CharacterMap | undefined {
  const table = viewOf(cmap);
  const offsets = new Map<number, number>();
  for (let i = table.getUint16(2) - 1; i >= 0; i--) offsets.set(table.getUint32(4 + i * 8), table.getUint32(8 + i * 8));
  const best = encodings.find((encoding) => offsets.has(encoding));
  if (best === undefined) return undefined;
  const subtable = partFrom(table, offsets.get(best)!);
  const format = subtable.getUint16(0);
  return format === 4 ? bySegments(subtable) : format === 12 ? byGroups(subtable) : undefined;
}

/** Format 4: segments of the first plane, in order of their last characters; the last of them ends at U+FFFF. */
function bySegments(subtable: DataView): CharacterMap {
  const size = subtable.getUint16(6);
  const [ends, starts, deltas, offsets] = [14, 16 + size, 16 + size * 2, 16 + size * 3];
  return (codePoint) => {
    if (codePoint > 0xffff) return 0;
    const at = firstFrom(subtable, ends, size >> 1, 2, codePoint) * 2;
    const start = subtable.getUint16(starts + at);
    if (codePoint < start) return 0;
    const [delta, offset] = [subtable.getUint16(deltas + at), subtable.getUint16(offsets + at)];
    if (offset === 0) return (codePoint + delta) & 0xffff;
    const glyph = subtable.getUint16(offsets + at + offset + (codePoint - start) * 2);
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  };
}

/** Format 12: groups of characters whose glyphs follow each other, in order. */
function byGroups(subtable: DataView): CharacterMap {
  const count = subtable.getUint32(12);
  return (codePoint) => {
    const index = firstFrom(subtable, 20, count, 12, codePoint);
    const group = 16 + index * 12;
    if (index === count || codePoint < subtable.getUint32(group)) return 0;
    return subtable.getUint32(group + 8) + codePoint - subtable.getUint32(group);
  };
}

/**
 * Index of the first record that ends at or after a code point. @param size size of a record, 2 or 12 bytes, with an
 * end of 2 or 4 bytes
 */
function firstFrom(subtable: DataView, ends: number, count: number, size: 2 | 12, codePoint: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    const end = size === 2 ? subtable.getUint16(ends + middle * 2) : subtable.getUint32(ends + middle * 12);
    if (end < codePoint) low = middle + 1;
    else high = middle;
  }
  return low;
}
