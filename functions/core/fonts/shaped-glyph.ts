import type { Face } from "./face.ts";

/** A glyph as a text uses it; one object for all texts in which it means the same. */
export interface ShapedGlyph {
  readonly id: number;
  /** The code points that it stands for, at least one: every glyph that is shown must mean something (ISO 19005-3, 6.2.11.7.2). */
  readonly codePoints: readonly number[];
  /** Its own advance width, as the font states it, in thousandths of the font size. */
  readonly width: number;
  /** Its place among those of its face that were met so far, in whatever report: what is known of it is found by a place in a list. */
  readonly place: number;
}

const met = new WeakMap<Face, Map<string, ShapedGlyph>>();

/** The glyph of a face that stands for certain characters. */
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

/** How many glyphs of a face were met so far. */
export function countGlyphs(face: Face): number {
  return glyphsOf(face).size;
}

function glyphsOf(face: Face): Map<string, ShapedGlyph> {
  let glyphs = met.get(face);
  if (glyphs === undefined) met.set(face, (glyphs = new Map()));
  return glyphs;
}
