import { crc32, deflateSync } from "node:zlib";
import type { Pixels } from "../servers/pages/decode-pixels.ts";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Encodes a PNG with 8-bit colours; each row is filtered by the row above it. */
export function encodePng({ width, height, bytes }: Pixels): Buffer {
  const length = width * 3;
  const rows = Buffer.alloc(height * (length + 1));
  for (let row = 0; row < height; row++) {
    rows[row * (length + 1)] = 2;
    for (let at = 0; at < length; at++) {
      const above = row === 0 ? 0 : bytes[(row - 1) * length + at]!;
      rows[row * (length + 1) + 1 + at] = bytes[row * length + at]! - above;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
