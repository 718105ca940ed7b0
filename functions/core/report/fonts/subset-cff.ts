import { cffOperator, readCffProgram, type CffFont } from "./outlines/cff-program.ts";
import { walkCharstring } from "./outlines/walk-charstring.ts";

/** Numbers of the first strings that are not standard (5176, appendix A). */
const ownStrings = 391;

/**
 * Builds a CID-keyed font program of the given glyphs, in which the CID of a glyph is its place (ISO 32000-1, 9.7.4.2,
 * CIDFontType0C). Subroutines take the place of their calls: those of a Chinese font, most of them unused, would be
 * larger than the glyphs of a report. All else is copied byte for byte.
 *
 * @param table the table `CFF ` of an OpenType font, checked before
 * @param glyphs glyph ids, the first one 0; an id may occur more than once
 */
export function subsetCff(table: Buffer, glyphs: readonly number[]): Uint8Array {
  const program = readCffProgram(table);
  const used = [...new Set(glyphs.map((glyph) => program.fontOf(glyph)))];
  const places = new Map(used.map((font, place) => [font, place]));

  const charset =
    glyphs.length === 1 ? Buffer.of(0) : Buffer.of(2, 0, 1, (glyphs.length - 2) >> 8, (glyphs.length - 2) & 0xff);
  const fontChoice = Buffer.from([0, ...glyphs.map((glyph) => places.get(program.fontOf(glyph))!)]);
  const outlines = writeIndex(glyphs.map((glyph) => Buffer.from(walkCharstring(program, glyph).bytes)));
  const fonts = used.map((font) => ({ matrix: program.fonts[font]!.matrix, bytes: hintsOf(program.fonts[font]!) }));
  const copied = [cffOperator.matrix, cffOperator.box].flatMap((operator) => program.top.get(operator)?.bytes ?? []);
  const topOf = (at: {
    readonly charset: number;
    readonly fontChoice: number;
    readonly outlines: number;
    readonly fonts: number;
  }): Buffer =>
    Buffer.concat([
      entry(cffOperator.ros, ownStrings, ownStrings + 1, 0),
      ...copied,
      entry(cffOperator.count, glyphs.length),
      entry(cffOperator.charset, at.charset),
      // Before FDSelect, whose length some readers take from it.
      entry(cffOperator.outlines, at.outlines),
      entry(cffOperator.fontChoice, at.fontChoice),
      entry(cffOperator.fonts, at.fonts),
    ]);
  const before = Buffer.concat([Buffer.of(1, 0, 4, 4), writeIndex([program.name])]);
  const after = Buffer.concat([writeIndex([Buffer.from("Adobe"), Buffer.from("Identity")]), writeIndex([])]);
  const fontsOf = (start: number): Buffer => {
    let at = start;
    return writeIndex(
      fonts.map(({ matrix, bytes }) => {
        const dictionary = Buffer.concat([
          ...(matrix === undefined ? [] : [matrix.bytes]),
          entry(cffOperator.hints, bytes.length, at),
        ]);
        at += bytes.length;
        return dictionary;
      }),
    );
  };
  // Offsets have a fixed length, so that lengths are known before offsets are.
  const start =
    before.length + writeIndex([topOf({ charset: 0, fontChoice: 0, outlines: 0, fonts: 0 })]).length + after.length;
  const at = {
    charset: start,
    fontChoice: start + charset.length,
    outlines: start + charset.length + fontChoice.length,
    fonts: start + charset.length + fontChoice.length + outlines.length,
  };
  return Buffer.concat([
    before,
    writeIndex([topOf(at)]),
    after,
    charset,
    fontChoice,
    outlines,
    fontsOf(at.fonts + fontsOf(0).length),
    ...fonts.map(({ bytes }) => bytes),
  ]);
}

/** The private dictionary of a font, without subroutines. */
function hintsOf({ hints }: CffFont): Buffer {
  return Buffer.concat(
    [...hints].flatMap(([operator, { bytes }]) => (operator === cffOperator.subroutines ? [] : [bytes])),
  );
}

function writeIndex(items: readonly Uint8Array[]): Buffer {
  if (items.length === 0) return Buffer.of(0, 0);
  const end = items.reduce((sum, { length }) => sum + length, 1);
  let size = 1;
  while (end >= 256 ** size) size++;
  const head = Buffer.alloc(3 + (items.length + 1) * size);
  head.writeUInt16BE(items.length, 0);
  head.writeUInt8(size, 2);
  let offset = 1;
  head.writeUIntBE(offset, 3, size);
  items.forEach((item, i) => head.writeUIntBE((offset += item.length), 3 + (i + 1) * size, size));
  return Buffer.concat([head, ...items]);
}

/** An operator after integers, each in five bytes. */
function entry(operator: number, ...operands: readonly number[]): Buffer {
  const bytes = Buffer.alloc(operands.length * 5);
  operands.forEach((operand, i) => {
    bytes.writeUInt8(29, i * 5);
    bytes.writeInt32BE(operand, i * 5 + 1);
  });
  return Buffer.concat([bytes, operator < 0x0c00 ? Buffer.of(operator) : Buffer.of(12, operator & 0xff)]);
}
