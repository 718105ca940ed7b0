import type { FontFile } from "../ports.ts";
import { loadFontTables } from "./font-tables.ts";
import { viewOf } from "./layout-tables.ts";

/** Tables that a TrueType font program in a PDF needs (ISO 32000-1, 9.9): those copied as they are. */
const copied = ["cvt ", "fpgm", "prep"];

const componentFlags = { wordArguments: 0x1, scale: 0x8, more: 0x20, scaleXY: 0x40, matrix: 0x80 } as const;

/**
 * A TrueType font of the given glyphs only, numbered in their order; components of composite
 * glyphs follow. Outlines are copied byte for byte, which is many times faster than decoding them.
 *
 * @param font a TrueType font file (`glyf` outlines)
 * @param glyphs glyph ids, the first of them 0; an id may occur more than once
 */
export function subsetFont(font: FontFile, glyphs: readonly number[]): Uint8Array {
  const tables = loadFontTables(font);
  const table = (tag: string): Buffer => tables.get(tag)!;
  const longOffsets = table("head").readInt16BE(50) === 1;
  const loca = table("loca");
  const offsetOf = (glyph: number): number => (longOffsets ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2);

  const glyf = table("glyf");
  const glyfAt = glyf.byteOffset - font.bytes.byteOffset;
  const outlineOf = (glyph: number): Buffer => {
    const [start, end] = [offsetOf(glyph), offsetOf(glyph + 1)];
    font.load(glyfAt + start, glyfAt + end);
    return glyf.subarray(start, end);
  };

  const ids = [...glyphs];
  const positions = new Map(ids.map((id, position) => [id, position]));
  const outlines: Buffer[] = [];
  const offsets: number[] = [];
  let length = 0;
  for (let i = 0; i < ids.length; i++) {
    let outline: Buffer = outlineOf(ids[i]!);
    if (outline.length > 0 && outline.readInt16BE(0) < 0) {
      outline = renumberComponents(outline, (component) => {
        let position = positions.get(component);
        if (position === undefined) positions.set(component, (position = ids.push(component) - 1));
        return position;
      });
    }
    offsets.push(length);
    const padding = (4 - (outline.length % 4)) % 4;
    outlines.push(outline, Buffer.alloc(padding));
    length += outline.length + padding;
  }
  offsets.push(length);

  const head = Buffer.from(table("head"));
  head.writeInt16BE(1, 50);
  head.writeUInt32BE(0, 8);
  const hhea = Buffer.from(table("hhea"));
  hhea.writeUInt16BE(ids.length, 34);
  const maxp = Buffer.from(table("maxp"));
  maxp.writeUInt16BE(ids.length, 4);
  const newLoca = Buffer.alloc(offsets.length * 4);
  offsets.forEach((offset, i) => newLoca.writeUInt32BE(offset, i * 4));

  const written: (readonly [string, Buffer])[] = [
    ...copied.flatMap((tag) => (tables.has(tag) ? [[tag, table(tag)] as const] : [])),
    ["glyf", Buffer.concat(outlines)],
    ["head", head],
    ["hhea", hhea],
    ["hmtx", metricsOf(ids, table("hmtx"), table("hhea").readUInt16BE(34))],
    ["loca", newLoca],
    ["maxp", maxp],
  ];
  return writeFont(written.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Rewrites the glyph ids of a composite glyph (OpenType, `glyf`: composite glyph description). */
function renumberComponents(outline: Buffer, renumber: (glyph: number) => number): Buffer {
  const copy = Buffer.from(outline);
  let at = 10;
  for (;;) {
    const flags = copy.readUInt16BE(at);
    copy.writeUInt16BE(renumber(copy.readUInt16BE(at + 2)), at + 2);
    at += flags & componentFlags.wordArguments ? 8 : 6;
    if (flags & componentFlags.scale) at += 2;
    else if (flags & componentFlags.scaleXY) at += 4;
    else if (flags & componentFlags.matrix) at += 8;
    if (!(flags & componentFlags.more)) return copy;
  }
}

/** Advance and left side bearing per glyph; glyphs beyond the last full entry share its advance. */
function metricsOf(ids: readonly number[], hmtx: Buffer, full: number): Buffer {
  const metrics = Buffer.alloc(ids.length * 4);
  ids.forEach((id, i) => {
    metrics.writeUInt16BE(hmtx.readUInt16BE(Math.min(id, full - 1) * 4), i * 4);
    metrics.writeInt16BE(hmtx.readInt16BE(id < full ? id * 4 + 2 : full * 4 + (id - full) * 2), i * 4 + 2);
  });
  return metrics;
}

/** @param tables in order of their tags, as the directory must be */
function writeFont(tables: readonly (readonly [string, Buffer])[]): Uint8Array {
  const directory = Buffer.alloc(12 + tables.length * 16);
  const power = Math.floor(Math.log2(tables.length));
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(2 ** power * 16, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE((tables.length - 2 ** power) * 16, 10);
  const bodies: Buffer[] = [];
  let offset = directory.length;
  let sum = 0;
  let headAt = 0;
  tables.forEach(([tag, body], i) => {
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    const checksum = checksumOf(padded);
    directory.write(tag, 12 + i * 16, "latin1");
    directory.writeUInt32BE(checksum, 16 + i * 16);
    directory.writeUInt32BE(offset, 20 + i * 16);
    directory.writeUInt32BE(body.length, 24 + i * 16);
    if (tag === "head") headAt = offset;
    bodies.push(padded);
    offset += padded.length;
    sum = (sum + checksum) >>> 0;
  });
  const file = Buffer.concat([directory, ...bodies]);
  // checkSumAdjustment makes the sum of the whole font the magic number of the specification.
  file.writeUInt32BE((0xb1b0afba - ((sum + checksumOf(directory)) >>> 0)) >>> 0, headAt + 8);
  return file;
}

function checksumOf(bytes: Buffer): number {
  const view = viewOf(bytes);
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 4) sum = (sum + view.getUint32(i)) >>> 0;
  return sum;
}
