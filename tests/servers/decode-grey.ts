import { inflateSync } from "node:zlib";

/** Pixels of a PNG of 8-bit greys, not interlaced: what `pdftoppm -gray -png` writes. */
export function decodeGrey(png: Buffer): { readonly width: number; readonly height: number; readonly pixels: Uint8Array } {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (png[24] !== 8 || png[25] !== 0 || png[28] !== 0) throw new Error("not a PNG of 8-bit greys");
  const data = inflateSync(Buffer.concat(parts));
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const filter = data[row * (width + 1)];
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const left = column > 0 ? pixels[at - 1]! : 0;
      const up = row > 0 ? pixels[at - width]! : 0;
      const corner = row > 0 && column > 0 ? pixels[at - width - 1]! : 0;
      const guess = filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : filter === 4 ? paeth(left, up, corner) : 0;
      pixels[at] = data[row * (width + 1) + 1 + column]! + guess;
    }
  }
  return { width, height, pixels };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
