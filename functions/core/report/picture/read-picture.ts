import type { Drawing } from "../../drawing.ts";
import { PictureFault } from "./picture-fault.ts";
import { readRaster } from "./raster/read-raster.ts";

/** Most bytes of an image's file. */
const mostBytes = 20 * 1024 * 1024;

/**
 * Reads an image file by its content, regardless of its name: PNG, JPEG or SVG.
 *
 * @param rasterOnly whether only PNG and JPEG are read: data may not contain markup
 * @throws PictureFault if it cannot be printed faithfully
 */
export async function readPicture(bytes: Uint8Array, rasterOnly = false): Promise<Drawing> {
  if (bytes.length === 0) throw new PictureFault("is empty");
  if (bytes.length > mostBytes)
    throw new PictureFault("is too large", {
      seen: `${bytes.length} bytes`,
      allowed: `at most ${mostBytes} bytes`,
      hint: "scale the image down: 2,500 pixels are sharp over the width of a page",
    });
  const raster = readRaster(bytes);
  if (raster !== undefined) return raster;
  const vectors = !rasterOnly && /^(?:\ufeff)?\s*<(?:\?xml|!--|!DOCTYPE|svg)/.test(beginningOf(bytes));
  if (vectors) return (await import("./svg/read-svg.ts")).readSvg(bytes);
  throw new PictureFault("is not an image that can be printed", {
    seen: kindOf(bytes),
    allowed: rasterOnly ? ["PNG", "JPEG"] : ["PNG", "JPEG", "SVG"],
  });
}

/** The first letters of a text, in UTF-8 or UTF-16. */
function beginningOf(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe;
  return Buffer.from(bytes.subarray(0, 200))
    .toString("utf8")
    .replaceAll("\0", "")
    .replace(wide ? /^[^<]*/ : /^$/, "");
}

/** What a file appears to be. */
function kindOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  const kinds: readonly (readonly [RegExp, string])[] = [
    [/^GIF8/, "GIF"],
    [/^RIFF....WEBP/s, "WebP"],
    [/^....ftyp(avif|heic|heix|mif1)/s, "HEIF or AVIF"],
    [/^(II\*\0|MM\0\*)/, "TIFF"],
    [/^BM/, "BMP"],
    [/^%PDF/, "PDF"],
    [/^\s*</, "a text with tags"],
  ];
  return (
    kinds.find(([mark]) => mark.test(head))?.[1] ??
    `a file that begins with ${Buffer.from(bytes.subarray(0, 8)).toString("hex")}`
  );
}
