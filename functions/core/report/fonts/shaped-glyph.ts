import type { Face } from "./face.ts";

/** A glyph in text; one object for all texts in which it has the same meaning. */
export interface ShapedGlyph {
  readonly id: number;
  /** Its code points, at least one: every glyph shown must have a meaning (ISO 19005-3, 6.2.11.7.2). */
  readonly codePoints: readonly number[];
  /** Its advance width as the font states it, in thousandths of the font size. */
  readonly width: number;
  /**
   * Its index among all glyphs of its face used so far, in any report: other data on it is kept in lists by this index.
   */
  readonly place: number;
}

const met = new WeakMap<Face, Map<string, ShapedGlyph>>();

/** Returns a face's glyph with given code points. */
export function shapedGlyph(face: Face, id: number, codePoints: readonly number[]): ShapedGlyph {
  const glyphs = glyphsOf(face);
  const meaning = `${id} ${codePoints.join()}`;
  let glyph = glyphs.get(meaning);
  if (glyph === undefined) {
    glyph = { id, codePoints, width: face.advanceOf(id) * face.scale, place: glyphs.size };
    glyphs.set(meaning, glyph);
  }
  return glyph;
}

/** Number of glyphs of a face used so far. */
export function countGlyphs(face: Face): number {
  return glyphsOf(face).size;
}

function glyphsOf(face: Face): Map<string, ShapedGlyph> {
  let glyphs = met.get(face);
  if (glyphs === undefined) met.set(face, (glyphs = new Map()));
  return glyphs;
}
