import { classesOf, coverageOf, lookupsOf, type OfGlyph, partFrom, readCoverage, viewOf } from "./layout-tables.ts";

/** Bits of a value record's format: the 16-bit fields that it has, in this order. */
const valueFields = { xPlacement: 0x1, yPlacement: 0x2, xAdvance: 0x4 } as const;

/** Kerning of two neighbouring glyphs in font units; `NaN` if it depends on other glyphs; `undefined` if unknown. */
export type Kerning = (left: number, right: number) => number | undefined;

type Subtable = (left: number, right: number) => number | undefined;

/**
 * Reads pair kerning (OpenType, GPOS lookup type 2). Within a lookup, the first subtable that lists the pair decides;
 * lookups add up. Of contextual kerning (lookup type 8: the middle dot between two letters l), only the affected glyphs
 * are read.
 *
 * @returns `undefined` if the font kerns by means other than pair advances
 */
export function readKerning(gpos: Buffer | undefined): Kerning | undefined {
  if (gpos === undefined) return () => 0;
  const lookups = lookupsOf(viewOf(gpos), new Set(["kern"]), 9);
  const pairs = lookups.filter(({ type }) => type === 2);
  const contexts = lookups.filter(
    ({ type, subtables }) => type === 8 && subtables.every((subtable) => subtable.getUint16(0) === 3),
  );
  if (pairs.length + contexts.length < lookups.length) return undefined;
  const read = pairs.map(({ subtables }) => subtables.map(readSubtable));
  if (read.flat().includes(undefined)) return undefined;
  const contextual = new Set(contexts.flatMap(({ subtables }) => subtables.flatMap(inputOf)));
  return (left, right) => {
    if (contextual.has(left) || contextual.has(right)) return Number.NaN;
    let kerning = 0;
    for (let i = 0; i < read.length; i++) {
      const subtables = read[i] as Subtable[];
      for (let k = 0; k < subtables.length; k++) {
        const value = subtables[k]!(left, right);
        if (value === undefined) continue;
        kerning += value;
        break;
      }
    }
    return kerning;
  };
}

/** The glyphs that a chaining context of format 3 moves: backtrack glyphs come first, then the input. */
function inputOf(subtable: DataView): number[] {
  const start = 4 + subtable.getUint16(2) * 2;
  const coverages = Array.from({ length: subtable.getUint16(start) }, (_, i) =>
    partFrom(subtable, subtable.getUint16(start + 2 + i * 2)),
  );
  return coverages.flatMap((coverage) => [...readCoverage(coverage).keys()]);
}

function readSubtable(subtable: DataView): Subtable | undefined {
  const first = subtable.getUint16(4);
  // fontkit handles anything but the first glyph's advance.
  if ((first & ~valueFields.xAdvance) !== 0 || subtable.getUint16(6) !== 0) return undefined;
  const size = first === 0 ? 0 : 2;
  const coverage = coverageOf(partFrom(subtable, subtable.getUint16(2)));
  return subtable.getUint16(0) === 1 ? listedPairs(subtable, coverage, size) : pairsOfClasses(subtable, coverage, size);
}

/** Format 1: a list of right glyphs per left glyph, sorted. */
function listedPairs(subtable: DataView, coverage: OfGlyph, size: number): Subtable {
  return (left, right) => {
    const index = coverage(left);
    if (index === -1) return undefined;
    const set = subtable.getUint16(10 + index * 2);
    let low = 0;
    let high = subtable.getUint16(set) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const record = set + 2 + middle * (2 + size);
      const glyph = subtable.getUint16(record);
      if (glyph === right) return size === 0 ? 0 : subtable.getInt16(record + 2);
      if (glyph < right) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  };
}

/** Format 2: a matrix of classes. A covered left glyph decides, even with 0. */
function pairsOfClasses(subtable: DataView, coverage: OfGlyph, size: number): Subtable {
  const left = classesOf(partFrom(subtable, subtable.getUint16(8)));
  const right = classesOf(partFrom(subtable, subtable.getUint16(10)));
  const columns = subtable.getUint16(14);
  return (first, second) => {
    if (coverage(first) === -1) return undefined;
    if (size === 0) return 0;
    return subtable.getInt16(16 + (left(first) * columns + right(second)) * size);
  };
}
