import { sha256 } from "../../../json/canonical-json.ts";
import type { RasterImage } from "../../../drawing.ts";
import type { Warn } from "../../../errors.ts";
import { readImageHeader } from "../../picture/read-image-header.ts";
import type { CanvasResources } from "./canvas-resources.ts";
import type { PdfReference, PdfValue } from "../file/pdf-value.ts";
import { readPng } from "../../picture/raster/read-png.ts";

/** Keys of images that could not be read, so that each gives one warning. */
const unreadable = new WeakMap<CanvasResources, Set<string>>();

/**
 * Writes an image as an XObject (ISO 32000-1, 8.9.5), once per document. JPEG is embedded unchanged; PNG is decoded,
 * and its transparency becomes a soft mask (11.6.5.3). Images are never interpolated: PDF/A forbids it (ISO 19005-3,
 * 6.2.8). Colours with a profile are written in its colour space (ICCBased, 8.6.5.5).
 *
 * @returns its resource name; `undefined`, with a warning, for an image that cannot be read
 */
export function embedImage(resources: CanvasResources, image: RasterImage, warn: Warn): string | undefined {
  const key = `${image.format} ${image.width} ${sha256(image.bytes)} ${image.profile === undefined ? "" : sha256(image.profile.bytes)}`;
  const known = unreadable.get(resources);
  if (known?.has(key) === true) return undefined;
  try {
    return resources.name("XObject", key, () => writeImage(resources, image));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (known === undefined) unreadable.set(resources, new Set([key]));
    else known.add(key);
    warn({ code: "chart-warning", message: `an image cannot be drawn: ${error.message}; its space stays empty` });
    return undefined;
  }
}

function writeImage(resources: CanvasResources, image: RasterImage): PdfReference {
  const { file } = resources;
  const { width, height, bytes, profile } = image;
  const size = { Type: "XObject", Subtype: "Image", Width: width, Height: height, BitsPerComponent: 8 };
  const space = profile === undefined ? undefined : profiledSpace(resources, profile);
  if (image.format === "jpeg") {
    const decode = image.inverted === true ? { Decode: [1, 0, 1, 0, 1, 0, 1, 0] } : {};
    return file.addStream({ ...size, ColorSpace: space ?? jpegColors(bytes), Filter: "DCTDecode", ...decode }, bytes);
  }
  const pixels = image.format === "png" ? readPng(bytes) : bytes;
  const count = width * height;
  const components = profile?.components === 1 ? 1 : 3;
  const colors = Buffer.alloc(count * components);
  const alpha = Buffer.alloc(count);
  let opaque = true;
  for (let i = 0; i < count; i++) {
    for (let part = 0; part < components; part++) colors[i * components + part] = pixels[i * 4 + part]!;
    alpha[i] = pixels[i * 4 + 3]!;
    if (alpha[i] !== 255) opaque = false;
  }
  const mask = opaque ? {} : { SMask: file.addStream({ ...size, ColorSpace: "DeviceGray" }, alpha) };
  return file.addStream({ ...size, ColorSpace: space ?? "DeviceRGB", ...mask }, colors);
}

/** The colour space of a profile, whose stream is written once per document. */
function profiledSpace(
  resources: CanvasResources,
  { bytes, components }: NonNullable<RasterImage["profile"]>,
): PdfValue {
  const alternate = { 1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK" }[components];
  return [
    "ICCBased",
    resources.shared(`profile ${sha256(bytes)}`, () =>
      resources.file.addStream({ N: components, Alternate: alternate }, bytes),
    ),
  ];
}

/**
 * Colour space by the number of components in the frame header. CMYK is not allowed in a file whose output intent is
 * sRGB.
 */
function jpegColors(bytes: Uint8Array): "DeviceGray" | "DeviceRGB" {
  const header = readImageHeader(bytes);
  if (header?.format !== "jpeg") throw new RangeError("it is a JPEG without a frame");
  const { depth, components } = header;
  if (depth === 8 && components === 1) return "DeviceGray";
  if (depth === 8 && components === 3) return "DeviceRGB";
  throw new RangeError(
    `it is a JPEG with ${components} components of ${depth} bits; only 1 or 3 components of 8 bits can be read`,
  );
}
