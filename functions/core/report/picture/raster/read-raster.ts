import type { Drawing } from "../../../drawing.ts";
import { readImageHeader } from "../read-image-header.ts";
import { PictureFault } from "../picture-fault.ts";
import { orientations } from "./orientations.ts";
import { readJpegImage } from "./read-jpeg-image.ts";
import { readPngImage } from "./read-png-image.ts";
import type { UprightImage } from "./upright-image.ts";

/** Most pixels of an image: a PNG is decoded, four bytes each; a JPEG goes into the PDF undecoded. */
const mostPixels = { png: 25_000_000, jpeg: 80_000_000 } as const;
const longestSide = 30_000;

/** Points per pixel: 96 pixels are an inch, as on the web. */
const pixel = 0.75;

/**
 * Reads a PNG or JPEG file: its size before anything is decoded, then whether it is complete, its colour space and its
 * orientation. Metadata (place, camera, preview) is left out.
 *
 * @returns `undefined` for another kind of file
 * @throws PictureFault if it is damaged, too large, or its colours are undefined
 */
export function readRaster(bytes: Uint8Array): Drawing | undefined {
  const header = readImageHeader(bytes);
  if (header === undefined) {
    if (bytes[0] === 0xff && bytes[1] === 0xd8)
      throw new PictureFault("is a JPEG that is damaged: it has no frame", { hint: "save it again" });
    if (bytes[0] === 0x89 && bytes[1] === 0x50)
      throw new PictureFault("is a PNG that is damaged: it has no header", { hint: "save it again" });
    return undefined;
  }
  const { format, width, height } = header;
  if (width === 0 || height === 0) throw new PictureFault("has no pixels", { seen: `${width} × ${height} pixels` });
  if (width * height > mostPixels[format] || Math.max(width, height) > longestSide) {
    throw new PictureFault("has too many pixels", {
      seen: `${width} × ${height} pixels`,
      allowed: `at most ${mostPixels[format]} pixels in a ${format.toUpperCase()}, and ${longestSide} on a side`,
      hint: "scale it down: 2,500 pixels are sharp over the width of a page",
    });
  }
  return upright(header.format === "png" ? readPngImage(bytes, header) : readJpegImage(bytes, header));
}

function upright({ image, orientation }: UprightImage): Drawing {
  const { lying, matrix } = orientations[orientation];
  const [width, height] = lying ? [image.height, image.width] : [image.width, image.height];
  return {
    width: width * pixel,
    height: height * pixel,
    alt: "",
    draw(context) {
      context.save();
      context.scale(pixel, pixel);
      context.transform(...matrix(image.width, image.height));
      context.drawImage(image, 0, 0, image.width, image.height);
      context.restore();
    },
  };
}
