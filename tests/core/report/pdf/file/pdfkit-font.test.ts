import * as fontkit from "fontkit";
import type { Font } from "fontkit";
import { expect, test } from "vitest";
import { createFontFiles } from "../../../../../functions/adapters/font-files.ts";
import { openFace } from "../../../../../functions/core/report/fonts/face.ts";
import { faceFile } from "../../../../../functions/core/report/fonts/font-faces.ts";
import { fontForPdfKit } from "../../../../../functions/core/report/pdf/file/pdfkit-font.ts";

/** Collects what PDFKit reads of a font, whether fontkit's or ours. */
function readByPdfKit(font: Font): unknown[] {
  const { postscriptName, unitsPerEm, bbox, ascent, descent, lineGap, xHeight, capHeight, italicAngle, head, post } =
    font as Font & {
      readonly head: { readonly macStyle: { readonly italic: boolean } };
      readonly post: { readonly isFixedPitch: number };
    };
  const { minX, minY, maxX, maxY } = bbox;
  return [
    postscriptName,
    unitsPerEm,
    minX,
    minY,
    maxX,
    maxY,
    ascent,
    descent,
    lineGap,
    xHeight,
    capHeight,
    italicAngle,
    head.macStyle.italic,
    post.isFixedPitch,
    (font as unknown as { readonly "OS/2": { readonly sFamilyClass: number } })["OS/2"].sFamilyClass,
    font.getGlyph(0).advanceWidth,
    font.getGlyph(40).advanceWidth,
  ];
}

test.each([
  "sans-400",
  "sans-700-italic",
  "serif-400-italic",
  "serif-600",
  "mono-400",
  "chinese-700",
  "arabic-400",
  "hebrew-400",
  "math-400",
  "symbols-400",
  "emoji-400",
])("PDFKit gets the same facts about %s as from fontkit", (key) => {
  const fonts = createFontFiles();
  const { bytes, load } = fonts.open(faceFile(key));
  load(0, bytes.length);
  const described = readByPdfKit(fontForPdfKit(openFace(fonts, key)) as Font);
  expect(described).toEqual(readByPdfKit(fontkit.create(bytes as Buffer) as Font));
  expect(described).not.toContain(undefined);
});
