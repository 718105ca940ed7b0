import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prepareZXingModule, readBarcodes as read } from "zxing-wasm/reader";

const wasm = readFileSync(
  join(import.meta.dirname, "../../../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm"),
);
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

/** Reads a picture as a scanner does: format and text of each barcode, sorted. @param pixels RGBA */
export async function readBarcodes(pixels: Uint8Array, width: number, height: number): Promise<string[]> {
  const image = { data: new Uint8ClampedArray(pixels), width, height, colorSpace: "srgb" } as Parameters<
    typeof read
  >[0];
  return (await read(image, { tryHarder: true, maxNumberOfSymbols: 255 }))
    .filter(({ isValid }) => isValid)
    .map(({ format, text }) => `${format}: ${text}`)
    .sort();
}
