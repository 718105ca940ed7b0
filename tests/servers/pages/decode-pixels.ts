import { inflateSync } from "node:zlib";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Bytes row by row, one for each channel. */
  readonly bytes: Uint8Array;
}

/** Decodes a PNG with 8-bit greys or colours that is not interlaced, as `pdftoppm -png` writes it. */
export function decodePixels(png: Buffer): Pixels {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const channels = { 0: 1, 2: 3 }[png[25]!];
  if (png[24] !== 8 || channels === undefined || png[28] !== 0) throw new Error("not a PNG of 8-bit greys or colours");
  const data = inflateSync(Buffer.concat(parts));
  const length = width * channels;
  const bytes = new Uint8Array(length * height);
  for (let row = 0; row < height; row++) {
    const filter = data[row * (length + 1)];
    for (let column = 0; column < length; column++) {
      const at = row * length + column;
      const left = column >= channels ? bytes[at - channels]! : 0;
      const up = row > 0 ? bytes[at - length]! : 0;
      const corner = row > 0 && column >= channels ? bytes[at - length - channels]! : 0;
      const guess =
        filter === 1
          ? left
          : filter === 2
            ? up
            : filter === 3
              ? (left + up) >> 1
              : filter === 4
                ? paeth(left, up, corner)
                : 0;
      bytes[at] = data[row * (length + 1) + 1 + column]! + guess;
    }
  }
  return { width, height, bytes };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
