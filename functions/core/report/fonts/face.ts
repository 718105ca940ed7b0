import * as fontkit from "fontkit";
import type { Font, Glyph } from "fontkit";
import type { FaceMetrics, FontFile, FontSource } from "../../ports.ts";
import { readCharacterMap } from "./character-map.ts";
import { faceFile } from "./font-faces.ts";
import { loadFontTables } from "./font-tables.ts";
import { mendLookups } from "./mend-lookups.ts";
import { readKerning, type Kerning } from "./read-kerning.ts";

/** A parsed font file. Lengths are thousandths of the font size. */
export interface Face {
  /** The key in `FaceRun.face`. */
  readonly key: string;
  /** fontkit's font, opened on first use: few texts need more than what is read here. */
  readonly font: Font;
  /** Tables by tag. */
  readonly tables: ReadonlyMap<string, Buffer>;
  /** Pair kerning of Latin text; absent if only fontkit can determine it. */
  readonly kerning: Kerning | undefined;
  readonly file: FontFile;
  /** Thousandths of an em per font unit. */
  readonly scale: number;
  /** Metrics at size 1. */
  readonly metrics: FaceMetrics;
  /** Position above the baseline and thickness of a line under or through the text. */
  readonly underline: { readonly position: number; readonly thickness: number };
  /** Glyph of a code point; 0 if the font has none. */
  glyphOf(codePoint: number): number;
  /** Advance width of a glyph in font units, as the font states it. */
  advanceOf(glyph: number): number;
}

const opened = new WeakMap<FontSource, Map<string, Face>>();

/**
 * Opens the face for a key. It is parsed once per font source and kept: a parsed font is the same for every report, and
 * fontkit decodes tables only on demand.
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
  const find =
    readCharacterMap(table("cmap")) ??
    ((codePoint: number): number =>
      face.font.hasGlyphForCodePoint(codePoint) ? face.font.glyphForCodePoint(codePoint).id : 0);
  const glyphs = new Map<number, number>();
  let font: Font | undefined;
  const statesHeights = os2.readUInt16BE(0) >= 2;
  let [capHeight, xHeight]: (number | undefined)[] = [];
  /** Height of a letter without parts above it, in ems. */
  const heightOf = (letter: string): number | undefined => {
    const glyph = face.glyphOf(letter.codePointAt(0)!);
    return glyph === 0 ? undefined : face.font.getGlyph(glyph).path.bbox.maxY / em;
  };
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
      // Tables before version 2 do not state them.
      get capHeight() {
        return (capHeight ??= statesHeights ? os2.readInt16BE(88) / em : (heightOf("H") ?? 0.7));
      },
      get xHeight() {
        return (xHeight ??= statesHeights ? os2.readInt16BE(86) / em : (heightOf("x") ?? 0.5));
      },
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
  mendLookups(font);
  return font;
}

/** Loads all outlines, which fontkit needs for text drawn as shapes and for marks without positions. */
function loadOutlinesFor(font: Font, file: FontFile): void {
  const tabled = font as Font & { _getTableStream(tag: string): unknown };
  const getTableStream = tabled._getTableStream.bind(font);
  tabled._getTableStream = (tag) => {
    if (tag === "glyf") file.load(0, file.bytes.length);
    return getTableStream(tag);
  };
}

/**
 * Fixes two faults of fontkit's glyph objects. First, fontkit keeps one object per glyph, with the code points of its
 * first use: a space could stay a no-break space, and a PDF's text layer would depend on earlier reports. Here every
 * occurrence has its own code points. Second, fontkit decodes the outline to get an advance width, which fails for an
 * empty glyph at the end of its table. Here the width comes from `hmtx` alone.
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
