import * as fontkit from "fontkit";
import type { Font } from "fontkit";
import { describe, expect, it } from "vitest";
import { readCffProgram } from "../../../../functions/core/report/fonts/outlines/cff-program.ts";
import { readFontTables } from "../../../../functions/core/report/fonts/font-tables.ts";
import { subsetCff } from "../../../../functions/core/report/fonts/subset-cff.ts";
import { walkCharstring } from "../../../../functions/core/report/fonts/outlines/walk-charstring.ts";
import { readCff } from "../../../../functions/proof/reader/read-cff.ts";
import { cidProgram, number } from "./outlines/cff-programs.ts";
import { openTypeFont, postScriptFont } from "./open-type-font.ts";

const tables = readFontTables(postScriptFont);
const program = tables.get("CFF ")!;
const whole = fontkit.create(postScriptFont) as Font;
const glyphsOf = (text: string): number[] => [
  0,
  ...Array.from(text, (character) => whole.glyphForCodePoint(character.codePointAt(0)!).id),
];
const opened = (cff: Uint8Array, count: number): Font => {
  const maxp = Buffer.from(tables.get("maxp")!);
  maxp.writeUInt16BE(count, 4);
  return fontkit.create(openTypeFont(new Map<string, Uint8Array>([...tables, ["maxp", maxp], ["CFF ", cff]]))) as Font;
};
const outlineOf = (font: Font, glyph: number): string => font.getGlyph(glyph).path.toSVG();

describe("a subset of PostScript outlines", () => {
  const glyphs = glyphsOf("Aéñ½@ Ůgg§");
  const subset = subsetCff(program, glyphs);

  it("has the outlines and widths of the whole font, each glyph under its place as CID", () => {
    const font = opened(subset, glyphs.length);
    glyphs.forEach((id, place) => expect(outlineOf(font, place)).toBe(outlineOf(whole, id)));
    expect(outlineOf(font, 1)).toMatch(/^M/);
    const { fonts } = readCffProgram(Buffer.from(subset));
    expect(fonts).toHaveLength(1);
    glyphs.forEach((id, place) =>
      expect(walkCharstring(readCffProgram(Buffer.from(subset)), place).width).toBe(whole.getGlyph(id).advanceWidth),
    );
    expect(readCff(subset)).toMatchObject({
      cidKeyed: true,
      glyphs: glyphs.length,
      glyphOfCid: new Map(glyphs.map((_, place) => [place, place])),
    });
  });

  it("drops what no glyph uses, and is the same each time", () => {
    expect(subset.length).toBeLessThan(program.length / 10);
    expect(Buffer.from(subsetCff(program, glyphs)).equals(subset)).toBe(true);
  });

  it("may have more glyphs than a byte counts, or only .notdef", () => {
    const many = Array.from({ length: 700 }, (_, id) => id);
    const font = opened(subsetCff(program, many), many.length);
    for (const id of many) expect(outlineOf(font, id)).toBe(outlineOf(whole, id));
    expect(readCff(subsetCff(program, [0]))).toMatchObject({ glyphs: 1, glyphOfCid: new Map([[0, 0]]) });
  });
});

/** A horizontal line in a charstring. */
const line = (length: number): number[] => [...number(length), 6];
/** A glyph that starts at 10 and calls the first subroutine, −107, of which each font has its own. */
const glyph = (width: number): number[] => [...number(width), ...number(10), 22, ...number(-107), 10, 14];

describe("a subset of a CID-keyed program", () => {
  const charstrings = [[14], glyph(1), glyph(2), glyph(3), glyph(4)];
  const fonts = [
    {
      nominalWidth: 500,
      subroutines: [
        [...line(50), 11],
        [11, 11],
      ],
    },
    { nominalWidth: 900, subroutines: [[...line(90), 11]] },
    { nominalWidth: 700, subroutines: [[...line(70), 11]] },
  ];
  const source = cidProgram(charstrings, fonts, [
    [0, 0],
    [2, 1],
    [3, 2],
    [4, 0],
  ]);

  it("keeps each glyph's hints, and only the fonts that are used", () => {
    const glyphs = [0, 4, 3, 4];
    const subset = Buffer.from(subsetCff(source, glyphs));
    const read = readCffProgram(subset);
    expect(read.fonts).toHaveLength(2);
    expect(glyphs.map((_, place) => read.fontOf(place))).toEqual([0, 0, 1, 0]);
    expect([1, 2, 3].map((place) => walkCharstring(read, place).width)).toEqual([504, 703, 504]);
    expect(read.fonts.map(({ subroutines }) => subroutines.count)).toEqual([0, 0]);
    expect([...read.outlines.item(2)]).toEqual([...number(3), ...number(10), 22, ...line(70), 14]);
    expect(outlineOf(opened(subset, 4), 2)).toBe(outlineOf(opened(source, 5), 3));
    expect(outlineOf(opened(subset, 4), 2)).toBe("M10 0L80 0Z");
  });

  it.each([
    [2, 126, 1],
    [2, 127, 2],
    [31, 2113, 2],
    [31, 2114, 3],
  ])("finds %i outlines of %i bytes by offsets of %i", (copies, length, size) => {
    const places = Array.from({ length: copies }, (_, place) => place + 1);
    const outline = [
      139,
      22,
      ...(length % 2 === 0 ? [139, 139, 6] : []),
      ...Array.from({ length: ((length - 3) >> 1) - (length % 2 === 0 ? 1 : 0) }, () => [139, 6]).flat(),
      14,
    ];
    const subset = Buffer.from(subsetCff(cidProgram([[14], outline], fonts, [[0, 0]]), [0, ...places.map(() => 1)]));
    const { outlines } = readCffProgram(subset);
    for (const place of places) expect([...outlines.item(place)]).toEqual(outline);
    const offsets = [1, ...[0, ...places].map((place) => 2 + place * length)].flatMap((offset) =>
      [offset >> 16, (offset >> 8) & 0xff, offset & 0xff].slice(-size),
    );
    expect(subset.includes(Buffer.from([0, copies + 1, size, ...offsets]))).toBe(true);
  });

  it("can be subset again", () => {
    const again = readCffProgram(Buffer.from(subsetCff(Buffer.from(subsetCff(source, [0, 4, 3, 2])), [0, 3])));
    expect(walkCharstring(again, 1).width).toBe(902);
    expect(again.fonts).toHaveLength(2);
  });
});
