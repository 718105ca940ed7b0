import { classOf, coverageIndex, lookupsOf, readCoverage } from "./layout-tables.ts";

/** Bits of a value record's format: which 16-bit fields it has, in this order. */
const valueFields = { xPlacement: 0x1, yPlacement: 0x2, xAdvance: 0x4 } as const;

/** Kerning of two neighbouring glyphs in font units; `NaN`: it depends on glyphs beyond the two; `undefined`: unknown. */
export type Kerning = (left: number, right: number) => number | undefined;

type Subtable = (left: number, right: number) => number | undefined;

/**
 * Reads pair kerning (OpenType, GPOS lookup type 2). Within a lookup the first subtable that knows
 * the pair decides; lookups add up. Of kerning in context (lookup type 8: the middle dot between two
 * letters l) only the glyphs are read that it concerns.
 *
 * @returns `undefined` when the font kerns by other means than advances of pairs
 */
export function readKerning(gpos: Buffer | undefined): Kerning | undefined {
  if (gpos === undefined) return () => 0;
  const lookups = lookupsOf(gpos, new Set(["kern"]), 9);
  const pairs = lookups.filter(({ type }) => type === 2);
  const contexts = lookups.filter(({ type, subtables }) => type === 8 && subtables.every((subtable) => subtable.readUInt16BE(0) === 3));
  if (pairs.length + contexts.length < lookups.length) return undefined;
  const read = pairs.map(({ subtables }) => subtables.map(readSubtable));
  if (read.flat().includes(undefined)) return undefined;
  const contextual = new Set(contexts.flatMap(({ subtables }) => subtables.flatMap(inputOf)));
  return (left, right) => {
    if (contextual.has(left) || contextual.has(right)) return Number.NaN;
    let kerning = 0;
    for (const subtables of read as Subtable[][]) {
      for (const subtable of subtables) {
        const value = subtable(left, right);
        if (value === undefined) continue;
        kerning += value;
        break;
      }
    }
    return kerning;
  };
}

/** The glyphs that a chaining context of format 3 moves: backtrack glyphs come first, then the input. */
function inputOf(subtable: Buffer): number[] {
  const start = 4 + subtable.readUInt16BE(2) * 2;
  const coverages = Array.from({ length: subtable.readUInt16BE(start) }, (_, i) => subtable.subarray(subtable.readUInt16BE(start + 2 + i * 2)));
  return coverages.flatMap((coverage) => [...readCoverage(coverage).keys()]);
}

function readSubtable(subtable: Buffer): Subtable | undefined {
  const first = subtable.readUInt16BE(4);
  // Anything but the first glyph's advance is left to fontkit.
  if ((first & ~valueFields.xAdvance) !== 0 || subtable.readUInt16BE(6) !== 0) return undefined;
  const size = first === 0 ? 0 : 2;
  const coverage = subtable.subarray(subtable.readUInt16BE(2));
  return subtable.readUInt16BE(0) === 1 ? pairsOf(subtable, coverage, size) : classesOf(subtable, coverage, size);
}

/** Format 1: a list of right glyphs per left glyph, sorted. */
function pairsOf(subtable: Buffer, coverage: Buffer, size: number): Subtable {
  return (left, right) => {
    const index = coverageIndex(coverage, left);
    if (index === -1) return undefined;
    const set = subtable.subarray(subtable.readUInt16BE(10 + index * 2));
    let low = 0;
    let high = set.readUInt16BE(0) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const record = 2 + middle * (2 + size);
      const glyph = set.readUInt16BE(record);
      if (glyph === right) return size === 0 ? 0 : set.readInt16BE(record + 2);
      if (glyph < right) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  };
}

/** Format 2: a matrix of classes. A covered left glyph decides, even for 0. */
function classesOf(subtable: Buffer, coverage: Buffer, size: number): Subtable {
  const left = subtable.subarray(subtable.readUInt16BE(8));
  const right = subtable.subarray(subtable.readUInt16BE(10));
  const columns = subtable.readUInt16BE(14);
  return (first, second) => {
    if (coverageIndex(coverage, first) === -1) return undefined;
    if (size === 0) return 0;
    return subtable.readInt16BE(16 + (classOf(left, first) * columns + classOf(right, second)) * size);
  };
}
