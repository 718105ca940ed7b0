import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fontkit from "fontkit";
import type { Font } from "fontkit";
import { expect, test } from "vitest";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import { readFontTables } from "../../../../functions/core/report/fonts/font-tables.ts";
import { subsetFont } from "../../../../functions/core/report/fonts/subset-font.ts";

const fontFolder = join(import.meta.dirname, "../../../../node_modules/@expo-google-fonts");

const files = {
  serif: "source-serif-4/400Regular/SourceSerif4_400Regular.ttf",
  mono: "ibm-plex-mono/400Regular/IBMPlexMono_400Regular.ttf",
  chinese: "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
};

test.each(Object.entries(files))("keeps outlines and advances of the %s face, composites included", (name, path) => {
  const file = createFontFiles().open(path);
  const whole = readFileSync(join(fontFolder, path));
  const font = fontkit.create(whole) as Font;
  const text = name === "chinese" ? "高技术产业，" : "Aéñ½ fi Ů";
  const glyphs = [0, ...Array.from(text, (character) => font.glyphForCodePoint(character.codePointAt(0)!).id)];
  const bytes = subsetFont(file, glyphs);
  const subset = fontkit.create(Buffer.from(bytes)) as Font;
  const full = readFontTables(whole).get("hhea")!.readUInt16BE(34);
  glyphs.forEach((glyph, code) => {
    expect(subset.getGlyph(code).path.toSVG()).toBe(font.getGlyph(glyph).path.toSVG());
    expect(advance(bytes, code)).toBe(advance(whole, Math.min(glyph, full - 1)));
  });
});

test("keeps a glyph that is requested twice under both codes", () => {
  const file = createFontFiles().open(files.serif);
  const glyph = (fontkit.create(file.bytes as Buffer) as Font).glyphForCodePoint(0x41).id;
  const subset = fontkit.create(Buffer.from(subsetFont(file, [0, glyph, glyph]))) as Font;
  expect(subset.numGlyphs).toBe(3);
  expect(subset.getGlyph(2).path.toSVG()).toBe(subset.getGlyph(1).path.toSVG());
});

test("writes checksums that give the font its magic number, tables in order, and only what a PDF needs", () => {
  const subset = Buffer.from(subsetFont(createFontFiles().open(files.mono), [0, 36, 37]));
  let sum = 0;
  for (let i = 0; i < subset.length; i += 4) sum = (sum + subset.readUInt32BE(i)) >>> 0;
  expect(sum).toBe(0xb1b0afba);
  expect([...readFontTables(subset).keys()]).toEqual([
    "cvt ",
    "fpgm",
    "glyf",
    "head",
    "hhea",
    "hmtx",
    "loca",
    "maxp",
    "prep",
  ]);
});

function advance(file: Uint8Array, glyph: number): number {
  return readFontTables(file)
    .get("hmtx")!
    .readUInt16BE(glyph * 4);
}
