import { crc32, deflateSync } from "node:zlib";

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly type: number;
  readonly interlaced?: boolean;
}

/** Makes a PNG from rows that begin with their filter byte. */
export function png(
  { width, height, depth, type, interlaced = false }: Picture,
  rows: readonly (readonly number[])[],
  extra: readonly Uint8Array[] = [],
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, type, 0, 0, interlaced ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    ...extra,
    chunk("IDAT", deflateSync(Buffer.from(rows.flat()))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

export function chunk(name: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  const named = Buffer.concat([Buffer.from(name, "latin1"), body]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([head, named, check]);
}

/** Makes the smallest JPEG headers: start of image and a frame. */
export function jpeg(width: number, height: number, components: number): Buffer {
  const frame = Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    0,
    0,
    0xff,
    0xc0,
    0,
    8 + components * 3,
    8,
    0,
    0,
    0,
    0,
    components,
    ...Array<number>(components * 3).fill(1),
    0xff,
    0xd9,
  ]);
  frame.writeUInt16BE(height, 13);
  frame.writeUInt16BE(width, 15);
  return frame;
}
