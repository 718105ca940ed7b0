import type { Face } from "../../fonts/face.ts";
import { readPostScriptName } from "../../fonts/font-tables.ts";
import { viewOf } from "../../fonts/layout-tables.ts";

/** Bit of a font's style in `head` (OpenType, `macStyle`). */
const italicStyle = 0x2;

/**
 * Describes a face as PDFKit 0.20 expects a font from fontkit: values of its tables `head`, `hhea`, `OS/2`, `post` and
 * `name` (OpenType). `EmbeddedFace` provides glyphs, widths and the font file.
 */
export function fontForPdfKit({ key, tables, metrics, scale, advanceOf }: Face): object {
  const table = (tag: string): DataView => viewOf(tables.get(tag)!);
  const [head, hhea, os2, post] = [table("head"), table("hhea"), table("OS/2"), table("post")];
  const postscriptName = readPostScriptName(tables.get("name")!);
  return {
    postscriptName,
    unitsPerEm: head.getUint16(18),
    bbox: { minX: head.getInt16(36), minY: head.getInt16(38), maxX: head.getInt16(40), maxY: head.getInt16(42) },
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    lineGap: hhea.getInt16(8),
    // Metrics are ems, and a thousandth of an em is `scale` units.
    xHeight: Math.round((metrics.xHeight * 1000) / scale),
    capHeight: Math.round((metrics.capHeight * 1000) / scale),
    italicAngle: post.getInt32(4) / 65_536,
    head: { macStyle: { italic: (head.getUint16(44) & italicStyle) !== 0 } },
    post: { isFixedPitch: post.getUint32(12) },
    "OS/2": { sFamilyClass: os2.getInt16(30) },
    // PDFKit treats fonts of the same name as one if these are equal; a template's own font may have the name of a shipped one, or stand for several cuts.
    _tables: { head: { checkSumAdjustment: key } },
    createSubset: () => ({}),
    getGlyph: (id: number) => ({ advanceWidth: advanceOf(id) }),
    layout(): never {
      throw new Error("text is shaped before it is written");
    },
  };
}
