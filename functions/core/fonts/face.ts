import * as fontkit from "fontkit";
import type { Font, Glyph } from "fontkit";
import type { FaceMetrics, FontFile, FontSource } from "../ports.ts";
import { readCharacterMap } from "./character-map.ts";
import { faceFile } from "./font-faces.ts";
import { loadFontTables } from "./font-tables.ts";
import { readKerning, type Kerning } from "./read-kerning.ts";

/** A parsed font file. Lengths are thousandths of the font size. */
export interface Face {
  /** As in `FaceRun.face`. */
  readonly key: string;
  /** Of fontkit, made when it is first asked for: few texts need more than what is read here. */
  readonly font: Font;
  /** By tag. */
  readonly tables: ReadonlyMap<string, Buffer>;
  /** Of pairs of glyphs in Latin text; absent where only fontkit can tell. */
  readonly kerning: Kerning | undefined;
  readonly file: FontFile;
  /** Thousandths of an em per font unit. */
  readonly scale: number;
  /** At size 1. */
  readonly metrics: FaceMetrics;
  /** Where a line under or through the text stands above the baseline, and how thick it is. */
  readonly underline: { readonly position: number; readonly thickness: number };
  /** Glyph of a code point; 0 when the font has none. */
  glyphOf(codePoint: number): number;
  /** Advance width of a glyph, as the font states it, in font units. */
  advanceOf(glyph: number): number;
}

const opened = new WeakMap<FontSource, Map<string, Face>>();

/**
 * The face of a key. Parsed once per font source and kept: a parsed font is the same for every
 * report, and fontkit decodes its tables only when they are asked for.
 */
export function openFace(fonts: FontSource, key: string): Face {
  let faces = opened.get(fonts);
  if (faces === undefined) opened.set(fonts, (faces = new Map()));
  let face = faces.get(key);
  if (face === undefined) faces.set(key, (face = parseFace(key, fonts.open(faceFile(key)))));
  return face;
}

function parseFace(key: string, file: FontFile): Face {
  const tables = loadFontTables(file);
  const table = (tag: string): Buffer => tables.get(tag)!;
  const [hhea, os2, post] = [table("hhea"), table("OS/2"), table("post")];
  const em = table("head").readUInt16BE(18);
  const [widths, lastWidth] = [table("hmtx"), hhea.readUInt16BE(34) - 1];
  const find = readCharacterMap(table("cmap")) ?? ((codePoint: number): number => (face.font.hasGlyphForCodePoint(codePoint) ? face.font.glyphForCodePoint(codePoint).id : 0));
  const glyphs = new Map<number, number>();
  let font: Font | undefined;
  const face: Face = {
    key,
    get font() {
      return (font ??= openFont(file, face.advanceOf));
    },
    file,
    tables,
    kerning: readKerning(tables.get("GPOS")),
    scale: 1000 / em,
    metrics: {
      ascent: hhea.readInt16BE(4) / em,
      descent: -hhea.readInt16BE(6) / em,
      capHeight: os2.readInt16BE(88) / em,
      xHeight: os2.readInt16BE(86) / em,
    },
    underline: { position: post.readInt16BE(8) / em, thickness: post.readInt16BE(10) / em },
    glyphOf(codePoint) {
      let glyph = glyphs.get(codePoint);
      if (glyph === undefined) glyphs.set(codePoint, (glyph = find(codePoint)));
      return glyph;
    },
    advanceOf: (glyph) => widths.readUInt16BE(Math.min(glyph, lastWidth) * 4),
  };
  return face;
}

function openFont(file: FontFile, advanceOf: Face["advanceOf"]): Font {
  const font = fontkit.create(file.bytes as Buffer) as Font;
  loadOutlinesFor(font, file);
  mendGlyphs(font, advanceOf);
  return font;
}

/** The little that fontkit itself reads of outlines (text drawn as shapes, marks without positions) needs them all. */
function loadOutlinesFor(font: Font, file: FontFile): void {
  const tabled = font as Font & { _getTableStream(tag: string): unknown };
  const getTableStream = tabled._getTableStream.bind(font);
  tabled._getTableStream = (tag) => {
    if (tag === "glyf") file.load(0, file.bytes.length);
    return getTableStream(tag);
  };
}

/**
 * Mends two faults of fontkit's glyph objects. It keeps one object per glyph, with the code points
 * that it stood for when it was first met: a space would remember to be a no-break space, and what
 * a PDF's text layer says would depend on the reports made before it; here every occurrence carries
 * its own code points. And it decodes the outline to tell an advance width, which fails for an
 * empty glyph at the end of its table; here the width comes from `hmtx` alone.
 */
function mendGlyphs(font: Font, advanceOf: Face["advanceOf"]): void {
  const getGlyph = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints) => {
    const glyph = getGlyph(id, codePoints);
    if (!Object.hasOwn(glyph, "advanceWidth")) {
      Object.defineProperty(glyph, "advanceWidth", { value: advanceOf(id) });
    }
    if (codePoints === undefined || sameList(glyph.codePoints, codePoints)) return glyph;
    return Object.create(glyph, { codePoints: { value: codePoints } }) as Glyph;
  };
}

function sameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
