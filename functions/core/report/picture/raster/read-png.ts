import { inflateSync } from "node:zlib";
import { type PngHeader, readImageHeader } from "../read-image-header.ts";

const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Start and step of the seven passes of an interlaced image (8.2): x, y, dx, dy. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/**
 * Decodes a PNG image (ISO/IEC 15948): every colour type, depth and interlacing. Sixteen bits are cut to eight; gamma
 * is ignored, as in Vega's renderers, and a colour profile is not applied.
 *
 * @returns RGBA, 4 bytes per pixel, rows from the top
 * @throws RangeError for a damaged or truncated file
 */
export function readPng(bytes: Uint8Array): Uint8Array {
  const { header, data, palette, transparent } = readChunks(bytes);
  const pixels = Buffer.alloc(header.width * header.height * 4);
  const rows = inflated(data, header);
  let offset = 0;
  for (const [x0, y0, dx, dy] of header.interlaced ? passes : ([[0, 0, 1, 1]] as const)) {
    const [columns, lines] = [Math.ceil((header.width - x0) / dx), Math.ceil((header.height - y0) / dy)];
    if (columns <= 0 || lines <= 0) continue;
    const samples = unfilter(rows, offset, columns, lines, header);
    offset = samples.end;
    if (
      header.depth === 8 &&
      !header.interlaced &&
      (header.type === 6 || (header.type === 2 && transparent.length === 0))
    ) {
      return header.type === 6 ? samples.rows : withAlpha(samples.rows);
    }
    for (let j = 0; j < lines; j++) {
      for (let i = 0; i < columns; i++) {
        const to = ((y0 + j * dy) * header.width + x0 + i * dx) * 4;
        writePixel(pixels, to, samples.rows, j * samples.stride, i, header, palette, transparent);
      }
    }
  }
  return pixels;
}

/**
 * Whether the pixels of a PNG can be unpacked and are all there, without decoding them.
 *
 * @throws RangeError as `readPng` does
 */
export function checkPng(bytes: Uint8Array): void {
  const { header, data, palette } = readChunks(bytes);
  if (header.type === 3 && palette.length === 0) throw new RangeError("it is a PNG without its palette");
  const rows = inflated(data, header).length;
  let wanted = 0;
  for (const [x0, y0, dx, dy] of header.interlaced ? passes : ([[0, 0, 1, 1]] as const)) {
    const [columns, lines] = [Math.ceil((header.width - x0) / dx), Math.ceil((header.height - y0) / dy)];
    if (columns > 0 && lines > 0)
      wanted += lines * (Math.ceil((columns * channelsOf[header.type]! * header.depth) / 8) + 1);
  }
  if (rows < wanted) throw new RangeError("it is a truncated PNG");
}

function readChunks(bytes: Uint8Array): {
  readonly header: PngHeader;
  readonly data: readonly Buffer[];
  readonly palette: Buffer;
  readonly transparent: Buffer;
} {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readHeader(file);
  const data: Buffer[] = [];
  let palette = Buffer.alloc(0);
  let transparent = Buffer.alloc(0);
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    const name = file.toString("latin1", at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (name === "PLTE") palette = Buffer.from(body);
    else if (name === "tRNS") transparent = Buffer.from(body);
    else if (name === "IDAT") data.push(body);
    else if (name === "IEND") break;
    at += 12 + length;
  }
  return { header, data, palette, transparent };
}

/** Expands RGB to RGBA: a fast path for the common case. */
function withAlpha(rgb: Uint8Array): Uint8Array {
  const pixels = Buffer.alloc((rgb.length / 3) * 4, 255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    pixels[to] = rgb[from]!;
    pixels[to + 1] = rgb[from + 1]!;
    pixels[to + 2] = rgb[from + 2]!;
  }
  return pixels;
}

function readHeader(file: Buffer): PngHeader {
  const header = readImageHeader(file);
  if (header?.format !== "png") throw new RangeError("it is not a PNG");
  if (channelsOf[header.type] === undefined || ![1, 2, 4, 8, 16].includes(header.depth))
    throw new RangeError("it is a PNG of an unknown colour type");
  return header;
}

function inflated(data: readonly Buffer[], { width, height, depth, type }: PngHeader): Buffer {
  // Interlacing adds at most one filter byte per row of each pass; longer data is not read.
  const most = (Math.ceil((width * channelsOf[type]! * depth) / 8) + 8) * (height + 8) * 2;
  try {
    return inflateSync(Buffer.concat(data), { maxOutputLength: most });
  } catch {
    throw new RangeError("it is a PNG whose pixels cannot be decompressed");
  }
}

/** Undoes the filters of the rows (9.2). */
function unfilter(
  source: Buffer,
  start: number,
  columns: number,
  lines: number,
  { depth, type }: PngHeader,
): { rows: Buffer; stride: number; end: number } {
  const stride = Math.ceil((columns * channelsOf[type]! * depth) / 8);
  const back = Math.max(1, (channelsOf[type]! * depth) / 8);
  const end = start + lines * (stride + 1);
  if (end > source.length) throw new RangeError("it is a truncated PNG");
  const rows = Buffer.alloc(stride * lines);
  for (let j = 0; j < lines; j++) {
    const filter = source[start + j * (stride + 1)]!;
    const from = start + j * (stride + 1) + 1;
    for (let i = 0; i < stride; i++) {
      const left = i >= back ? rows[j * stride + i - back]! : 0;
      const up = j > 0 ? rows[(j - 1) * stride + i]! : 0;
      const corner = i >= back && j > 0 ? rows[(j - 1) * stride + i - back]! : 0;
      const predicted =
        filter === 1
          ? left
          : filter === 2
            ? up
            : filter === 3
              ? (left + up) >> 1
              : filter === 4
                ? paeth(left, up, corner)
                : 0;
      rows[j * stride + i] = source[from + i]! + predicted;
    }
  }
  return { rows, stride, end };
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function writePixel(
  pixels: Buffer,
  to: number,
  rows: Buffer,
  row: number,
  column: number,
  { depth, type }: PngHeader,
  palette: Buffer,
  transparent: Buffer,
): void {
  const channels = channelsOf[type]!;
  const raw = (channel: number): number => {
    const bit = (column * channels + channel) * depth;
    const at = row + (bit >> 3);
    if (depth === 8) return rows[at]!;
    if (depth === 16) return rows.readUInt16BE(at);
    return (rows[at]! >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
  };
  const byte = (value: number): number =>
    depth === 16 ? value >> 8 : depth === 8 ? value : Math.round((value * 255) / ((1 << depth) - 1));
  if (type === 3) {
    const index = raw(0);
    pixels.set(
      [palette[index * 3] ?? 0, palette[index * 3 + 1] ?? 0, palette[index * 3 + 2] ?? 0, transparent[index] ?? 255],
      to,
    );
    return;
  }
  const values = channels < 3 ? [raw(0), raw(0), raw(0)] : [raw(0), raw(1), raw(2)];
  const key = type === 0 ? [0, 0, 0] : [0, 2, 4];
  const clear =
    transparent.length >= (type === 0 ? 2 : 6) &&
    (type === 0 || type === 2) &&
    values.every((value, i) => value === transparent.readUInt16BE(key[i]!));
  const alpha = channels === 2 ? byte(raw(1)) : channels === 4 ? byte(raw(3)) : clear ? 0 : 255;
  pixels.set([...values.map(byte), alpha], to);
}
