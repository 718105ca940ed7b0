import { cffOperator, numberOf, type CffIndex, type CffProgram } from "./cff-program.ts";

/** A charstring that breaks the rules, or follows one that is not supported. */
export class CharstringFault extends Error {}

/** A glyph's charstring. */
export interface Charstring {
  /** With the subroutines that it calls in the place of the calls. */
  readonly bytes: readonly number[];
  /** Advance width in font units. */
  readonly width: number;
  /** Bytes read, those of a subroutine once per call. */
  readonly steps: number;
}

/** Limits of Adobe Technical Note 5177, appendix B; the length holds here with all subroutines. */
const most = { operands: 48, stems: 96, depth: 10, length: 65_535 };

/** The operators that draw, with the numbers of operands that they may have (5177, chapter 4). */
const drawing: Readonly<Record<number, (count: number) => boolean>> = {
  4: (count) => count === 1,
  5: (count) => count >= 2 && count % 2 === 0,
  6: (count) => count >= 1,
  7: (count) => count >= 1,
  8: (count) => count >= 6 && count % 6 === 0,
  21: (count) => count === 2,
  22: (count) => count === 1,
  24: (count) => count >= 8 && count % 6 === 2,
  25: (count) => count >= 8 && count % 2 === 0,
  26: (count) => count >= 4 && count % 4 <= 1,
  27: (count) => count >= 4 && count % 4 <= 1,
  30: (count) => count >= 4 && count % 4 <= 1,
  31: (count) => count >= 4 && count % 4 <= 1,
  0x0c22: (count) => count === 7,
  0x0c23: (count) => count === 13,
  0x0c24: (count) => count === 9,
  0x0c25: (count) => count === 11,
};
/** The moves, which may follow the glyph's width. */
const moves = new Set([4, 21, 22]);

/**
 * Follows a glyph's charstring (Adobe Technical Note 5177) without drawing it.
 *
 * @throws CharstringFault if it breaks the rules, composes two glyphs (endchar with four operands) or computes operands
 * @throws RangeError if it is cut short
 */
export function walkCharstring({ outlines, fonts, fontOf, subroutines }: CffProgram, glyph: number): Charstring {
  const font = fonts[fontOf(glyph)];
  if (font === undefined) throw new CharstringFault("belongs to a font that does not exist");
  const bytes: number[] = [];
  let operands: number[] = [];
  /** Where each operand starts in `bytes`. */
  let starts: number[] = [];
  let stems = 0;
  let steps = 0;
  let width: number | undefined;

  /** The first operator that clears the operands may follow the width. */
  const takeWidth = (present: boolean): void => {
    width ??= present
      ? numberOf(font.hints, cffOperator.nominalWidth, 0) + operands.shift()!
      : numberOf(font.hints, cffOperator.defaultWidth, 0);
  };
  const addStems = (): void => {
    takeWidth(operands.length % 2 === 1);
    if (operands.length % 2 === 1) throw new CharstringFault("has half a stem");
    stems += operands.length / 2;
    if (stems > most.stems) throw new CharstringFault(`has more than ${most.stems} stems`);
    clear();
  };
  const clear = (): void => {
    operands = [];
    starts = [];
  };
  /** @returns whether the glyph has ended */
  const call = (index: CffIndex, depth: number): boolean => {
    const number = operands.pop();
    const position = (number ?? NaN) + (index.count < 1240 ? 107 : index.count < 33_900 ? 1131 : 32_768);
    if (!Number.isInteger(position) || position < 0 || position >= index.count)
      throw new CharstringFault("calls a subroutine that does not exist");
    if (depth >= most.depth) throw new CharstringFault("nests subroutines too deep");
    bytes.length = starts.pop()!;
    return follow(index.item(position), depth + 1);
  };
  const follow = (code: Buffer, depth: number): boolean => {
    steps += code.length;
    if (steps > most.length) throw new CharstringFault("is too long");
    for (let at = 0; at < code.length;) {
      const start = at;
      const byte = code.readUInt8(at++);
      if (byte >= 32 || byte === 28) {
        if (byte === 28) operands.push(code.readInt16BE(at));
        else if (byte <= 246) operands.push(byte - 139);
        else if (byte <= 250) operands.push((byte - 247) * 256 + code.readUInt8(at) + 108);
        else if (byte <= 254) operands.push(-(byte - 251) * 256 - code.readUInt8(at) - 108);
        else operands.push(code.readInt32BE(at) / 65_536);
        at += byte === 28 ? 2 : byte <= 246 ? 0 : byte <= 254 ? 1 : 4;
        starts.push(bytes.length);
        if (operands.length > most.operands) throw new CharstringFault(`has more than ${most.operands} operands`);
      } else if (byte === 1 || byte === 3 || byte === 18 || byte === 23) addStems();
      else if (byte === 19 || byte === 20) {
        addStems();
        at += (stems + 7) >> 3;
        if (at > code.length) throw new RangeError("a mask is cut short");
      } else if (byte === 10 || byte === 29) {
        if (call(byte === 10 ? font.subroutines : subroutines, depth)) return true;
        continue;
      } else if (byte === 11 && depth > 0) return false;
      else if (byte === 14) {
        if (operands.length >= 4) throw new CharstringFault("is composed of two others (endchar with four operands)");
        takeWidth(operands.length === 1);
        bytes.push(byte);
        return true;
      } else draw(byte === 12 ? 0x0c00 | code.readUInt8(at++) : byte);
      for (let copied = start; copied < at; copied++) bytes.push(code[copied]!);
    }
    return false;
  };
  const draw = (operator: number): void => {
    const allows = drawing[operator];
    if (allows === undefined)
      throw new CharstringFault(
        `has the operator ${operator < 0x0c00 ? operator : `12 ${operator & 0xff}`}, which is not supported`,
      );
    takeWidth(moves.has(operator) && operands.length > (operator === 21 ? 2 : 1));
    if (!allows(operands.length)) throw new CharstringFault("has an operator with too few or too many operands");
    clear();
  };
  if (!follow(outlines.item(glyph), 0)) throw new CharstringFault("has no end");
  return { bytes, width: width!, steps };
}
