import { readFileSync } from "node:fs";
import { join } from "node:path";

const fonts = join(import.meta.dirname, "../../node_modules/pdfjs-dist/standard_fonts");

/** Makes a CFF font program with 230 named glyphs. */
export const cffProgram = (): Uint8Array => readFileSync(join(fonts, "FoxitSerif.pfb"));

const index = (items: readonly Buffer[]): Buffer => {
  if (items.length === 0) return Buffer.from([0, 0]);
  const offsets = items.reduce((list, item) => [...list, list.at(-1)! + item.length], [1]);
  return Buffer.concat([Buffer.from([0, items.length, 1, ...offsets]), ...items]);
};
const number = (value: number): Buffer =>
  Buffer.from([29, (value >> 24) & 0xff, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff]);

/** Makes a CID-keyed CFF program with .notdef and a glyph for each CID. */
export function cidProgram(cids: readonly number[]): Uint8Array {
  const head = Buffer.from([1, 0, 4, 1]);
  const name = index([Buffer.from("Cid")]);
  const strings = index([Buffer.from("Adobe"), Buffer.from("Identity")]);
  const outlines = index([Buffer.from([14]), ...cids.map(() => Buffer.from([14]))]);
  const charset = Buffer.from([0, ...cids.flatMap((cid) => [cid >> 8, cid & 0xff])]);
  const top = (at: number): Buffer =>
    index([
      Buffer.concat([
        number(391),
        number(392),
        number(0),
        Buffer.from([12, 30]),
        number(at + charset.length),
        Buffer.from([17]),
        number(at),
        Buffer.from([15]),
      ]),
    ]);
  const start = head.length + name.length + top(0).length + strings.length + 2;
  return Buffer.concat([head, name, top(start), strings, index([]), charset, outlines]);
}

/** Makes a Type 1 program with glyphs of the given names; its encrypted part is binary. */
export function type1Program(names: readonly string[]): { readonly bytes: Uint8Array; readonly clear: number } {
  const clear = Buffer.from(
    "%!PS-AdobeFont-1.0: Sample\n/Encoding 256 array\ndup 65 /A put\nreadonly def\ncurrentfile eexec\n",
    "latin1",
  );
  const glyphs = names.map((name) => `/${name} 4 RD \u00ff\u00fe\u00fd\u00fc ND\n`).join("");
  const secret = Buffer.from(
    `xxxxdup /Private 8 dict dup begin\n2 index /CharStrings ${names.length} dict dup begin\n${glyphs}end\nend\n`,
    "latin1",
  );
  let key = 55_665;
  const cipher = Buffer.from(
    secret.map((byte) => {
      const out = byte ^ (key >> 8);
      key = ((out + key) * 52_845 + 22_719) & 0xff_ff;
      return out;
    }),
  );
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
