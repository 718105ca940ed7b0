/** A lookup of a GSUB or GPOS table, extensions resolved. */
export interface Lookup {
  readonly type: number;
  /** Each begins at the subtable's first byte and reaches to the end of the table. */
  readonly subtables: readonly Buffer[];
}

/**
 * The lookups that features apply to Latin text, in the order in which they are applied (OpenType,
 * common table formats). Only what the short way of `shapeText` needs is read here; everything
 * else is fontkit's.
 *
 * @param table GSUB or GPOS
 * @param extension type of an extension lookup: 7 in GSUB, 9 in GPOS
 */
export function lookupsOf(table: Buffer, features: ReadonlySet<string>, extension: 7 | 9): Lookup[] {
  const scripts = table.subarray(table.readUInt16BE(4));
  const featureList = table.subarray(table.readUInt16BE(6));
  const lookupList = table.subarray(table.readUInt16BE(8));
  const language = defaultLanguage(scripts);
  if (language === undefined) return [];

  const wanted = new Set<number>();
  for (let i = 0; i < language.readUInt16BE(4); i++) {
    const record = 2 + language.readUInt16BE(6 + i * 2) * 6;
    if (!features.has(featureList.toString("latin1", record, record + 4))) continue;
    const feature = featureList.subarray(featureList.readUInt16BE(record + 4));
    for (let k = 0; k < feature.readUInt16BE(2); k++) wanted.add(feature.readUInt16BE(4 + k * 2));
  }
  return [...wanted].sort((a, b) => a - b).map((index) => readLookup(lookupList.subarray(lookupList.readUInt16BE(2 + index * 2)), extension));
}

/** The default language system of Latin, or of every script that is not listed. */
function defaultLanguage(scripts: Buffer): Buffer | undefined {
  for (const wanted of ["latn", "DFLT"]) {
    for (let i = 0; i < scripts.readUInt16BE(0); i++) {
      const record = 2 + i * 6;
      if (scripts.toString("latin1", record, record + 4) !== wanted) continue;
      const script = scripts.subarray(scripts.readUInt16BE(record + 4));
      const offset = script.readUInt16BE(0);
      if (offset !== 0) return script.subarray(offset);
    }
  }
  return undefined;
}

function readLookup(lookup: Buffer, extension: 7 | 9): Lookup {
  let type = lookup.readUInt16BE(0);
  const subtables = Array.from({ length: lookup.readUInt16BE(4) }, (_, i) => lookup.subarray(lookup.readUInt16BE(6 + i * 2)));
  if (type !== extension) return { type, subtables };
  type = subtables[0]?.readUInt16BE(2) ?? 0;
  return { type, subtables: subtables.map((subtable) => subtable.subarray(subtable.readUInt32BE(4))) };
}

/** Glyphs of a coverage table with their coverage indices. */
export function readCoverage(coverage: Buffer): Map<number, number> {
  const glyphs = new Map<number, number>();
  const count = coverage.readUInt16BE(2);
  if (coverage.readUInt16BE(0) === 1) {
    for (let i = 0; i < count; i++) glyphs.set(coverage.readUInt16BE(4 + i * 2), i);
    return glyphs;
  }
  for (let i = 0; i < count; i++) {
    const range = 4 + i * 6;
    const first = coverage.readUInt16BE(range);
    const last = coverage.readUInt16BE(range + 2);
    for (let glyph = first; glyph <= last; glyph++) glyphs.set(glyph, coverage.readUInt16BE(range + 4) + glyph - first);
  }
  return glyphs;
}

/** Coverage index of a glyph, -1 where it is not covered: found in the table, which is sorted, so that nothing need be kept of it. */
export function coverageIndex(coverage: Buffer, glyph: number): number {
  const count = coverage.readUInt16BE(2);
  if (coverage.readUInt16BE(0) === 1) {
    const i = lastFrom(coverage, 4, count, 2, glyph);
    return i >= 0 && coverage.readUInt16BE(4 + i * 2) === glyph ? i : -1;
  }
  const range = rangeOf(coverage, count, glyph);
  return range === undefined ? -1 : coverage.readUInt16BE(range + 4) + glyph - coverage.readUInt16BE(range);
}

/** Class of a glyph by a class definition table; glyphs that are not listed are of class 0. */
export function classOf(classes: Buffer, glyph: number): number {
  if (classes.readUInt16BE(0) === 1) {
    const i = glyph - classes.readUInt16BE(2);
    return i >= 0 && i < classes.readUInt16BE(4) ? classes.readUInt16BE(6 + i * 2) : 0;
  }
  const range = rangeOf(classes, classes.readUInt16BE(2), glyph);
  return range === undefined ? 0 : classes.readUInt16BE(range + 4);
}

/** Offset of the range (first glyph, last glyph, value: format 2 of both tables) that a glyph is in. */
function rangeOf(table: Buffer, count: number, glyph: number): number | undefined {
  const i = lastFrom(table, 4, count, 6, glyph);
  const range = 4 + i * 6;
  return i >= 0 && glyph <= table.readUInt16BE(range + 2) ? range : undefined;
}

/** Number of the last record that begins with `glyph` or less, -1 if there is none. */
function lastFrom(table: Buffer, start: number, count: number, size: number, glyph: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table.readUInt16BE(start + middle * size) <= glyph) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
