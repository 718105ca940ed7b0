import type { Font } from "fontkit";

interface Coverage {
  readonly version: number;
  readonly glyphs?: readonly number[];
  readonly rangeRecords?: readonly { readonly start: number; readonly end: number }[];
}

interface Lookup {
  readonly flags: LookupFlags;
  readonly markFilteringSet?: number;
}

interface LookupFlags {
  /** Marks that the lookup sees; it skips all others. Set here. */
  seen?: ReadonlySet<number>;
}

interface GlyphIterator {
  readonly options: LookupFlags;
  shouldIgnore(glyph: { readonly id: number; readonly isMark: boolean }): boolean;
}

interface Processor {
  readonly table: { readonly lookupList: { get(index: number): Lookup } };
  readonly glyphIterator: GlyphIterator;
  match(first: number, sequence: readonly unknown[], ...rest: readonly unknown[]): unknown;
  applyLookups(lookups: readonly never[], glyphs: readonly never[], positions: readonly never[]): void;
}

interface Internals {
  readonly GDEF?: { readonly markGlyphSetsDef?: { readonly coverage: readonly Coverage[] } };
  readonly _layoutEngine: {
    readonly engine?: { readonly GSUBProcessor?: Processor | null; readonly GPOSProcessor?: Processor | null };
  };
}

const mended = new WeakSet<object>();

/**
 * Mends two faults of fontkit's OpenType lookups, found by comparing it with HarfBuzz (OpenType 1.9, chapter 2):
 * - it reads the letters before a context from the farthest to the nearest, while fonts list them from the nearest;
 * - it does not know the flag `useMarkFilteringSet`, by which a lookup sees only some of the marks between two letters.
 *
 * With either of them the tone mark of ปุ่ strikes the letter's ascender.
 */
export function mendLookups(font: Font): void {
  const {
    GDEF,
    _layoutEngine: { engine },
  } = font as unknown as Internals;
  const sets = GDEF?.markGlyphSetsDef?.coverage;
  for (const processor of [engine?.GSUBProcessor, engine?.GPOSProcessor]) {
    if (!processor) continue;
    const match = processor.match.bind(processor);
    processor.match = (first, sequence, ...rest) =>
      match(first, first < 0 && sequence.length > 1 ? sequence.toReversed() : sequence, ...rest);
    if (sets !== undefined) filterMarks(processor, sets);
  }
}

function filterMarks(processor: Processor, sets: readonly Coverage[]): void {
  const { lookupList } = processor.table;
  const get = lookupList.get.bind(lookupList);
  lookupList.get = (index) => {
    const lookup = get(index);
    if (lookup.markFilteringSet !== undefined) lookup.flags.seen ??= glyphsOf(sets[lookup.markFilteringSet]);
    return lookup;
  };
  // The class of the iterator is not exported, but an empty one reveals it.
  processor.applyLookups([], [], []);
  const prototype = Object.getPrototypeOf(processor.glyphIterator) as GlyphIterator;
  if (mended.has(prototype)) return;
  mended.add(prototype);
  const { shouldIgnore } = prototype;
  prototype.shouldIgnore = function (glyph) {
    return (
      Boolean(shouldIgnore.call(this, glyph)) ||
      (this.options.seen !== undefined && glyph.isMark && !this.options.seen.has(glyph.id))
    );
  };
}

function glyphsOf(coverage: Coverage | undefined): ReadonlySet<number> {
  const glyphs = new Set(coverage?.glyphs);
  for (const { start, end } of coverage?.rangeRecords ?? [])
    for (let glyph = start; glyph <= end; glyph++) glyphs.add(glyph);
  return glyphs;
}
