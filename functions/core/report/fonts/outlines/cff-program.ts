/** An operator of a dictionary: its operands, and its bytes as they stand, operands and operator. */
export interface CffEntry {
  readonly operands: readonly number[];
  readonly bytes: Buffer;
}

/** Entries by operator, in the order of the file; two-byte operators are 0x0c00 and more. */
export type CffDictionary = ReadonlyMap<number, CffEntry>;

/** A list of byte strings, read on demand: a Chinese font has tens of thousands. */
export interface CffIndex {
  readonly count: number;
  /** @throws RangeError if it lies outside the program */
  item(position: number): Buffer;
}

/** The hints and subroutines that some glyphs share. A name-keyed program has one of these, a CID-keyed one or more. */
export interface CffFont {
  readonly matrix: CffEntry | undefined;
  readonly hints: CffDictionary;
  readonly subroutines: CffIndex;
}

/**
 * A font program with PostScript outlines (Adobe Technical Note 5176, version 1), the table `CFF ` of an OpenType font.
 */
export interface CffProgram {
  readonly name: Buffer;
  readonly top: CffDictionary;
  readonly subroutines: CffIndex;
  /** Charstrings by glyph. */
  readonly outlines: CffIndex;
  readonly fonts: readonly CffFont[];
  /** Place of a glyph's font in `fonts`. */
  fontOf(glyph: number): number;
}

/** Operators of dictionaries (5176, tables 9, 10 and 23). */
export const cffOperator = {
  box: 5,
  charset: 15,
  outlines: 17,
  hints: 18,
  subroutines: 19,
  defaultWidth: 20,
  nominalWidth: 21,
  outlineType: 0x0c06,
  matrix: 0x0c07,
  ros: 0x0c1e,
  count: 0x0c22,
  fonts: 0x0c24,
  fontChoice: 0x0c25,
} as const;

const nothing: CffIndex = {
  count: 0,
  item: (position) => {
    throw new RangeError(`no item ${position}`);
  },
};

/** @throws RangeError if the program is damaged */
export function readCffProgram(table: Buffer): CffProgram {
  if (table.readUInt8(0) !== 1) throw new RangeError("not version 1");
  const names = readIndex(table, table.readUInt8(2));
  const tops = readIndex(table, names.end);
  const strings = readIndex(table, tops.end);
  const top = readDictionary(tops.item(0));
  const cidKeyed = top.has(cffOperator.ros);
  const fonts = cidKeyed
    ? itemsOf(readIndex(table, offsetOf(top, cffOperator.fonts))).map((each) =>
        readFont(table, readDictionary(each), true),
      )
    : [readFont(table, top, false)];
  return {
    name: names.item(0),
    top,
    subroutines: readIndex(table, strings.end),
    outlines: readIndex(table, offsetOf(top, cffOperator.outlines)),
    fonts,
    fontOf: cidKeyed ? readFontChoice(table, offsetOf(top, cffOperator.fontChoice)) : () => 0,
  };
}

/** The number that an operator has, or what it means when it is absent. */
export function numberOf(dictionary: CffDictionary, operator: number, absent: number): number {
  return dictionary.get(operator)?.operands[0] ?? absent;
}

function offsetOf(dictionary: CffDictionary, operator: number): number {
  const offset = numberOf(dictionary, operator, 0);
  if (offset <= 0) throw new RangeError(`no operator ${operator}`);
  return offset;
}

/** A top dictionary's matrix stays with it; only those of a CID-keyed program's fonts belong to them. */
function readFont(table: Buffer, dictionary: CffDictionary, own: boolean): CffFont {
  const [size = 0, start = 0] = dictionary.get(cffOperator.hints)?.operands ?? [];
  if (start < 0 || size < 0 || start + size > table.length) throw new RangeError("hints outside the program");
  const hints = readDictionary(table.subarray(start, start + size));
  const offset = numberOf(hints, cffOperator.subroutines, 0);
  return {
    matrix: own ? dictionary.get(cffOperator.matrix) : undefined,
    hints,
    subroutines: offset === 0 ? nothing : readIndex(table, start + offset),
  };
}

function readIndex(table: Buffer, at: number): CffIndex & { readonly end: number } {
  const count = table.readUInt16BE(at);
  if (count === 0) return { ...nothing, end: at + 2 };
  const size = table.readUInt8(at + 2);
  if (size < 1 || size > 4) throw new RangeError(`offsets of ${size} bytes`);
  const base = at + 2 + (count + 1) * size;
  const offset = (position: number): number => base + table.readUIntBE(at + 3 + position * size, size);
  const end = offset(count);
  return {
    count,
    end,
    item(position) {
      const [start, stop] = [offset(position), offset(position + 1)];
      if (position >= count || start <= base || stop < start || stop > end || end > table.length)
        throw new RangeError(`item ${position} lies outside its index`);
      return table.subarray(start, stop);
    },
  };
}

function itemsOf(index: CffIndex): Buffer[] {
  return Array.from({ length: index.count }, (_, position) => index.item(position));
}

/** FDSelect (5176, 19), formats 0 and 3. */
function readFontChoice(table: Buffer, at: number): (glyph: number) => number {
  const format = table.readUInt8(at);
  if (format === 0) return (glyph) => table.readUInt8(at + 1 + glyph);
  if (format !== 3) throw new RangeError(`FDSelect of format ${format}`);
  const ranges = Array.from({ length: table.readUInt16BE(at + 1) }, (_, i) => ({
    first: table.readUInt16BE(at + 3 + i * 3),
    font: table.readUInt8(at + 5 + i * 3),
  }));
  return (glyph) => {
    let [low, high] = [0, ranges.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (ranges[middle]!.first <= glyph) low = middle;
      else high = middle - 1;
    }
    if (ranges.length === 0) throw new RangeError("FDSelect without ranges");
    return ranges[low]!.font;
  };
}

function readDictionary(bytes: Buffer): CffDictionary {
  const found = new Map<number, CffEntry>();
  let operands: number[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length;) {
    const byte = bytes.readUInt8(at++);
    if (byte <= 21) {
      const operator = byte === 12 ? 0x0c00 | bytes.readUInt8(at++) : byte;
      found.set(operator, { operands, bytes: bytes.subarray(start, at) });
      operands = [];
      start = at;
    } else if (byte === 28) {
      operands.push(bytes.readInt16BE(at));
      at += 2;
    } else if (byte === 29) {
      operands.push(bytes.readInt32BE(at));
      at += 4;
    } else if (byte === 30) {
      let digits = "";
      while (!digits.includes("f")) digits += bytes.readUInt8(at++).toString(16).padStart(2, "0");
      operands.push(readReal(digits));
    } else if (byte >= 32 && byte <= 246) operands.push(byte - 139);
    else if (byte >= 247 && byte <= 250) operands.push((byte - 247) * 256 + bytes.readUInt8(at++) + 108);
    else if (byte >= 251 && byte <= 254) operands.push(-(byte - 251) * 256 - bytes.readUInt8(at++) - 108);
    else throw new RangeError(`byte ${byte} in a dictionary`);
  }
  return found;
}

/** A real number in half-bytes: digits, `a` point, `b` E, `c` E−, `e` minus, `f` end (5176, table 5). */
function readReal(digits: string): number {
  const signs: Readonly<Record<string, string>> = { a: ".", b: "e", c: "e-", e: "-" };
  const value = Number(digits.slice(0, digits.indexOf("f")).replace(/[a-e]/g, (sign) => signs[sign] ?? "?"));
  if (!Number.isFinite(value)) throw new RangeError("a malformed number");
  return value;
}
