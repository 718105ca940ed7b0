import { readFileSync } from "node:fs";
import { join } from "node:path";

const fonts = join(import.meta.dirname, "../../node_modules/pdfjs-dist/standard_fonts");

/** Makes a CFF font program with 230 named glyphs. */
export const cffProgram = (): Uint8Array => readFileSync(join(fonts, "FoxitSerif.pfb"));

/** A TrueType font with a table from Unicode, which the subsets of reports do not have. */
export const wholeFont = (): Uint8Array =>
  readFileSync(
    join(import.meta.dirname, "../../node_modules/@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
  );

const index = (items: readonly Buffer[]): Buffer => {
  if (items.length === 0) return Buffer.from([0, 0]);
  const offsets = items.reduce((list, item) => [...list, list.at(-1)! + item.length], [1]);
  return Buffer.concat([Buffer.from([0, items.length, 1, ...offsets]), ...items]);
};
const small = (value: number): Buffer => Buffer.from([28, (value >> 8) & 0xff, value & 0xff]);
const number = (value: number): Buffer =>
  Buffer.from([29, (value >> 24) & 0xff, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff]);

/**
 * Makes a CID-keyed CFF program with .notdef and a glyph for each CID, all in one font of it: .notdef has the usual
 * width 250; the others state theirs, as what is added to the nominal 400.
 */
export function cidProgram(cids: readonly number[], widths: readonly number[] = cids.map(() => 499)): Uint8Array {
  const head = Buffer.from([1, 0, 4, 1]);
  const name = index([Buffer.from("Cid")]);
  const strings = index([Buffer.from("Adobe"), Buffer.from("Identity")]);
  // The width waits on the stack while subroutine 0 (-107 with its bias) draws nothing and ends the glyph.
  const outlines = index([
    Buffer.from([14]),
    ...widths.map((width) => Buffer.concat([small(width - 400), Buffer.from([32, 10])])),
  ]);
  const charset = Buffer.from([0, ...cids.flatMap((cid) => [cid >> 8, cid & 0xff])]);
  const selection = Buffer.from([3, 0, 1, 0, 0, 0, 0, cids.length + 1]);
  const own = Buffer.concat([
    number(250),
    Buffer.from([20]),
    number(400),
    Buffer.from([21]),
    number(18),
    Buffer.from([19]),
  ]);
  const subroutines = index([Buffer.from([14])]);
  const top = (at: number): Buffer => {
    const [afterCharset, afterOutlines] = [at + charset.length, at + charset.length + outlines.length];
    return index([
      Buffer.concat([
        number(391),
        number(392),
        number(0),
        Buffer.from([12, 30]),
        number(afterCharset),
        Buffer.from([17]),
        number(at),
        Buffer.from([15]),
        number(afterOutlines),
        Buffer.from([12, 37]),
        number(afterOutlines + selection.length),
        Buffer.from([12, 36]),
      ]),
    ]);
  };
  const start = head.length + name.length + top(0).length + strings.length + 2;
  const fonts = (at: number): Buffer => index([Buffer.concat([number(own.length), number(at), Buffer.from([18])])]);
  const privateAt = start + charset.length + outlines.length + selection.length + fonts(0).length;
  return Buffer.concat([
    head,
    name,
    top(start),
    strings,
    index([]),
    charset,
    outlines,
    selection,
    fonts(privateAt),
    own,
    subroutines,
  ]);
}

function encrypt(plain: Uint8Array, start: number): Buffer {
  let key = start;
  return Buffer.from(plain).map((byte) => {
    const out = byte ^ (key >> 8);
    key = ((out + key) * 52_845 + 22_719) & 0xff_ff;
    return out;
  }) as Buffer;
}

/** Makes a Type 1 program with glyphs of the given names, 599 units wide; its encrypted part is binary. */
export function type1Program(
  names: readonly string[],
  width: readonly number[] = [247 + ((599 - 108) >> 8), (599 - 108) & 0xff],
): { readonly bytes: Uint8Array; readonly clear: number } {
  const clear = Buffer.from(
    "%!PS-AdobeFont-1.0: Sample\n/Encoding 256 array\ndup 65 /A put\nreadonly def\ncurrentfile eexec\n",
    "latin1",
  );
  // hsbw with a side bearing of 0, and endchar, behind four bytes that mean nothing.
  const outline = encrypt(Buffer.from([1, 2, 3, 4, 139, ...width, 13, 14]), 4_330).toString("latin1");
  const glyphs = names.map((name) => `/${name} ${outline.length} RD ${outline} ND\n`).join("");
  const secret = Buffer.from(
    `xxxxdup /Private 8 dict dup begin\n2 index /CharStrings ${names.length} dict dup begin\n${glyphs}end\nend\n`,
    "latin1",
  );
  const cipher = encrypt(secret, 55_665);
  return { bytes: Buffer.concat([clear, cipher]), clear: clear.length };
}

const box = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
};

/** Makes the boxes of a JPEG 2000 file, without its codestream. */
export function jpxFile({
  channels = 3,
  depths = [8],
  colours = [{ method: 1, approximation: 0, space: 16 }],
}: {
  channels?: number;
  depths?: readonly number[];
  colours?: readonly { method: number; approximation: number; space: number }[];
} = {}): Uint8Array {
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 0, channels, depths.length === 1 ? depths[0]! - 1 : 255, 7, 0, 0]);
  const specifications = colours.map(({ method, approximation, space }) =>
    box("colr", Buffer.from([method, 0, approximation, 0, 0, 0, space])),
  );
  const list = depths.length === 1 ? [] : [box("bpcc", Buffer.from(depths.map((depth) => depth - 1)))];
  return Buffer.concat([
    box("jP  ", Buffer.from([13, 10, 0x87, 10])),
    box("ftyp", Buffer.from("jp2 \0\0\0\0jp2 ", "latin1")),
    box("jp2h", Buffer.concat([box("ihdr", head), ...list, ...specifications])),
  ]);
}
