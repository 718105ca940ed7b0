import { type Span, type Type2Context, type2Width } from "./charstring-width.ts";

/** What the rules need from a CFF font program (Adobe Technical Note 5176). */
export interface Cff {
  readonly glyphs: number;
  /** Whether its glyphs are identified by CIDs. */
  readonly cidKeyed: boolean;
  /** For a CID-keyed font: CID → glyph; an absent CID has no glyph. */
  readonly glyphOfCid: ReadonlyMap<number, number>;
  /** For any other font: names of the glyphs. */
  readonly names: readonly string[];
  /** Code → name of the glyph in the program's own encoding; `undefined` for a predefined one. */
  readonly encoding: ReadonlyMap<number, string> | undefined;
  /** Advance width of a glyph, thousandths of an em; `undefined` if its charstring does not state it plainly. */
  width(glyph: number): number | undefined;
}

type Operands = ReadonlyMap<number, readonly number[]>;

const operator = {
  charset: 15,
  encoding: 16,
  charStrings: 17,
  private: 18,
  subroutines: 19,
  usualWidth: 20,
  nominalWidth: 21,
  matrix: 0x0c07,
  ros: 0x0c1e,
  fonts: 0x0c24,
  fontOfGlyph: 0x0c25,
} as const;

/** Reads a font program, bare or in an OpenType font's table. @returns `undefined` if it is damaged */
export function readCff(bytes: Uint8Array): Cff | undefined {
  try {
    return read(tableOf(bytes) ?? bytes);
  } catch (error) {
    // Offsets that point outside the program.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The `CFF ` table of an OpenType font. */
function tableOf(bytes: Uint8Array): Uint8Array | undefined {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.getUint32(0) !== 0x4f_54_54_4f) return undefined;
  for (let i = 0; i < data.getUint16(4); i++) {
    const at = 12 + i * 16;
    if (data.getUint32(at) === 0x43_46_46_20)
      return bytes.subarray(data.getUint32(at + 8), data.getUint32(at + 8) + data.getUint32(at + 12));
  }
  return undefined;
}

function read(bytes: Uint8Array): Cff | undefined {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.getUint8(0) !== 1) return undefined;
  const names = readIndex(data, data.getUint8(2));
  const tops = readIndex(data, names.end);
  const strings = readIndex(data, tops.end);
  if (tops.items.length === 0) return undefined;
  const top = readDictionary(data, tops.items[0]!);
  const text = strings.items.map(({ start, end }) => Buffer.from(bytes.subarray(start, end)).toString("latin1"));
  const outlines = top.get(operator.charStrings)?.[0];
  if (outlines === undefined) return undefined;
  const charstrings = readIndex(data, outlines).items;
  const glyphs = charstrings.length;
  const width = widthsOf(data, top, charstrings, readIndex(data, strings.end).items);
  const cidKeyed = top.has(operator.ros);
  const charset = readCharset(data, top.get(operator.charset)?.[0] ?? 0, glyphs);
  if (cidKeyed)
    return {
      glyphs,
      cidKeyed,
      glyphOfCid: new Map(charset.map((cid, glyph) => [cid, glyph])),
      names: [],
      encoding: undefined,
      width,
    };
  const named = charset.map((id) => (id >= standardStrings ? (text[id - standardStrings] ?? "") : standardName(id)));
  return {
    glyphs,
    cidKeyed,
    glyphOfCid: new Map(),
    names: named,
    encoding: readEncoding(data, top.get(operator.encoding)?.[0] ?? 0, named),
    width,
  };
}

/** Widths are in the units of the font's matrix, which may be split between the program and a font of it. */
function widthsOf(data: DataView, top: Operands, charstrings: readonly Span[], global: readonly Span[]): Cff["width"] {
  const scaleOf = (font: Operands): number => (font.get(operator.matrix)?.[0] ?? 0.001) * 1_000;
  const contextOf = (font: Operands): Type2Context => {
    const [size = 0, start = 0] = font.get(operator.private) ?? [];
    const own = readDictionary(data, { start, end: start + size });
    const subroutines = own.get(operator.subroutines)?.[0];
    const local = subroutines === undefined ? [] : readIndex(data, start + subroutines).items;
    return {
      data,
      local,
      global,
      usual: own.get(operator.usualWidth)?.[0] ?? 0,
      nominal: own.get(operator.nominalWidth)?.[0] ?? 0,
    };
  };
  const fonts = top.get(operator.fonts)?.[0];
  const parts = fonts === undefined ? [top] : readIndex(data, fonts).items.map((item) => readDictionary(data, item));
  const contexts = parts.map(contextOf);
  const scales = parts.map((part) =>
    part === top || !top.has(operator.matrix) ? scaleOf(part) : scaleOf(top) * (part.get(operator.matrix)?.[0] ?? 1),
  );
  const partOf =
    fonts === undefined ? () => 0 : readFontOfGlyph(data, top.get(operator.fontOfGlyph)?.[0] ?? 0, charstrings.length);
  return (glyph) => {
    const [context, charstring] = [contexts[partOf(glyph)], charstrings[glyph]];
    if (context === undefined || charstring === undefined) return undefined;
    try {
      const width = type2Width(context, charstring);
      return width === undefined ? undefined : width * scales[partOf(glyph)]!;
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  };
}

/** FDSelect (chapter 19): the font of each glyph of a CID-keyed program. */
function readFontOfGlyph(data: DataView, at: number, glyphs: number): (glyph: number) => number {
  if (data.getUint8(at) === 0) return (glyph) => data.getUint8(at + 1 + glyph);
  const ranges = Array.from({ length: data.getUint16(at + 1) }, (_, index) => ({
    first: data.getUint16(at + 3 + index * 3),
    font: data.getUint8(at + 5 + index * 3),
  }));
  return (glyph) => (glyph < glyphs ? (ranges.findLast(({ first }) => first <= glyph)?.font ?? 0) : 0);
}

interface Index {
  readonly items: readonly Span[];
  readonly end: number;
}

function readIndex(data: DataView, at: number): Index {
  const count = data.getUint16(at);
  if (count === 0) return { items: [], end: at + 2 };
  const size = data.getUint8(at + 2);
  const offset = (index: number): number => {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + data.getUint8(at + 3 + index * size + i);
    return value;
  };
  const base = at + 2 + (count + 1) * size;
  const items = Array.from({ length: count }, (_, index) => ({
    start: base + offset(index),
    end: base + offset(index + 1),
  }));
  if (items.at(-1)!.end > data.byteLength) throw new RangeError("an index ends after the program");
  return { items, end: items.at(-1)!.end };
}

function readDictionary(data: DataView, { start, end }: { readonly start: number; readonly end: number }): Operands {
  const found = new Map<number, readonly number[]>();
  let operands: number[] = [];
  for (let at = start; at < end;) {
    const byte = data.getUint8(at++);
    if (byte <= 21) {
      found.set(byte === 12 ? 0x0c_00 | data.getUint8(at++) : byte, operands);
      operands = [];
    } else if (byte === 28) {
      operands.push(data.getInt16(at));
      at += 2;
    } else if (byte === 29) {
      operands.push(data.getInt32(at));
      at += 4;
    } else if (byte === 30) {
      const real = readReal(data, at);
      operands.push(real.value);
      at = real.end;
    } else if (byte <= 246) operands.push(byte - 139);
    else if (byte <= 250) operands.push((byte - 247) * 256 + data.getUint8(at++) + 108);
    else operands.push(-(byte - 251) * 256 - data.getUint8(at++) - 108);
  }
  return found;
}

const realDigits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "E", "E-", "", "-"];

/** A real number, half a byte for each sign of it. */
function readReal(data: DataView, from: number): { readonly value: number; readonly end: number } {
  let text = "";
  for (let at = from; ; at++) {
    for (const half of [data.getUint8(at) >> 4, data.getUint8(at) & 0x0f]) {
      if (half === 0x0f) return { value: Number(text), end: at + 1 };
      text += realDigits[half];
    }
  }
}

/**
 * Reads the string or CID of each glyph. The three predefined charsets begin like ISOAdobe; subset fonts have their
 * own.
 */
function readCharset(data: DataView, at: number, glyphs: number): number[] {
  if (at <= 2) return Array.from({ length: glyphs }, (_, glyph) => glyph);
  const charset = [0];
  const format = data.getUint8(at);
  for (let position = at + 1; charset.length < glyphs;) {
    const first = data.getUint16(position);
    const left = format === 0 ? 0 : format === 1 ? data.getUint8(position + 2) : data.getUint16(position + 2);
    for (let i = 0; i <= left && charset.length < glyphs; i++) charset.push(first + i);
    position += 2 + format;
  }
  return charset;
}

function readEncoding(data: DataView, at: number, names: readonly string[]): ReadonlyMap<number, string> | undefined {
  if (at <= 1) return undefined;
  const encoding = new Map<number, string>();
  const format = data.getUint8(at) & 0x7f;
  let glyph = 1;
  for (let i = 0; i < data.getUint8(at + 1); i++) {
    if (format === 0) encoding.set(data.getUint8(at + 2 + i), names[glyph++] ?? ".notdef");
    else {
      const first = data.getUint8(at + 2 + i * 2);
      for (let code = first; code <= first + data.getUint8(at + 3 + i * 2); code++)
        encoding.set(code, names[glyph++] ?? ".notdef");
    }
  }
  return encoding;
}

/** Number of standard strings (appendix A); higher numbers are the program's own. */
const standardStrings = 391;
const latin =
  ".notdef space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore quoteleft a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl endash dagger daggerdbl periodcentered paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis perthousand questiondown grave acute circumflex tilde macron breve dotaccent dieresis ring cedilla hungarumlaut ogonek caron emdash AE ordfeminine Lslash Oslash OE ordmasculine ae dotlessi lslash oslash oe germandbls onesuperior logicalnot mu trademark Eth onehalf plusminus Thorn onequarter divide brokenbar degree thorn threequarters twosuperior registered minus eth multiply threesuperior copyright Aacute Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute Ecircumflex Edieresis Egrave Iacute Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex Odieresis Ograve Otilde Scaron Uacute Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron aacute acircumflex adieresis agrave aring atilde ccedilla eacute ecircumflex edieresis egrave iacute icircumflex idieresis igrave ntilde oacute ocircumflex odieresis ograve otilde scaron uacute ucircumflex udieresis ugrave yacute ydieresis zcaron".split(
    " ",
  );

function standardName(id: number): string {
  return latin[id] ?? `standard string ${id}`;
}
