import { readPng } from "../../../../functions/core/report/picture/raster/read-png.ts";
import type { Raster } from "./compare-pixels.ts";

/** Reads a PNG as a raster and ignores its opacity. */
export function readRaster(png: Uint8Array): Raster {
  const header = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const [width, height] = [header.readUInt32BE(16), header.readUInt32BE(20)];
  const pixels = readPng(png);
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0, j = 0; j < rgb.length; i += 4, j += 3) {
    rgb[j] = pixels[i]!;
    rgb[j + 1] = pixels[i + 1]!;
    rgb[j + 2] = pixels[i + 2]!;
  }
  return { width, height, rgb };
}
