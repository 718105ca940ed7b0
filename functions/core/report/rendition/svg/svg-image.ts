import { crc32, deflateSync } from "node:zlib";
import type { RasterImage } from "../../../drawing.ts";

/** A raster image as a `data:` URL that browsers show: PNG and JPEG as they are, plain pixels as PNG. */
export function imageUrl({ format, bytes, width, height }: RasterImage): string {
  if (format === "rgba") return `data:image/png;base64,${pngOf(bytes, width, height).toString("base64")}`;
  return `data:image/${format};base64,${Buffer.from(bytes).toString("base64")}`;
}

/** PNG (ISO 15948) with 8 bits of red, green, blue and alpha, each row unfiltered. */
function pngOf(pixels: Uint8Array, width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (width * 4 + 1));
  for (let row = 0; row < height; row++)
    rows.set(pixels.subarray(row * width * 4, (row + 1) * width * 4), row * (width * 4 + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
