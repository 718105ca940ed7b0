import { readJpx } from "../../reader/read-jpx.ts";
import type { PdfReader } from "../../reader/pdf-reader.ts";
import { isDictionary, PdfName, PdfStream, type PdfDictionary, type PdfItem } from "../../reader/pdf-syntax.ts";
import type { Inspection } from "../inspection.ts";

const blendModes = new Set(
  "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference Exclusion Hue Saturation Color Luminosity".split(
    " ",
  ),
);
const primaries = new Set(["Cyan", "Magenta", "Yellow", "Black", "Red", "Green", "Blue", "Gray"]);
/** CIEJab, which 6.2.8.3 forbids. */
const cieJab = 19;
const intents = new Set(["RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"]);

/**
 * The rules for a graphics state dictionary (ISO 19005-3, 6.2.5, 6.2.6 and 6.2.10).
 *
 * @returns whether it makes drawing transparent
 */
export function checkGraphicsState({ reader, findings }: Inspection, state: PdfDictionary, place: string): boolean {
  const transfer = reader.name(state.get("TR2"));
  if (state.has("TR") || (state.has("TR2") && transfer !== "Default") || state.has("HTP"))
    findings.add("graphics-state", place);
  if (isFaultyHalftone(state.get("HT"), undefined, reader)) findings.add("graphics-state", place);
  const intent = reader.name(state.get("RI"));
  if (intent !== undefined && !intents.has(intent)) findings.add("rendering-intent", place);
  const modes = reader.list(state.get("BM")).map((item) => reader.name(item) ?? "");
  if (modes.some((mode) => !blendModes.has(mode))) findings.add("blend-mode", place);
  const opaque = ["ca", "CA"].every((key) => (reader.number(state.get(key)) ?? 1) === 1);
  const blended = modes.some((mode) => mode !== "Normal" && mode !== "Compatible");
  return !opaque || blended || isDictionary(reader.resolve(state.get("SMask")));
}

/**
 * Whether a halftone is not of type 1 or 5, has a name, or a transfer function that it must not have or lacks.
 *
 * @param colourant of which it is the part in a halftone of type 5
 */
function isFaultyHalftone(item: PdfItem | undefined, colourant: string | undefined, reader: PdfReader): boolean {
  const value = reader.resolve(item);
  // The name Default, or nothing.
  if (value === undefined || value === null || value instanceof PdfName) return false;
  const halftone = value instanceof PdfStream ? value.dictionary : reader.dictionary(value);
  const kind = reader.number(halftone.get("HalftoneType"));
  if (halftone.has("HalftoneName") || (kind !== 1 && kind !== 5)) return true;
  // A spot colour needs a transfer function; a primary one, or a halftone for all, has none.
  const spot = colourant !== undefined && !primaries.has(colourant);
  if (kind === 1 && colourant !== "Default" && spot !== halftone.has("TransferFunction")) return true;
  if (kind !== 5) return false;
  return [...halftone].some(([key, part]) => !halftoneKeys.has(key) && isFaultyHalftone(part, key, reader));
}

/** Keys of a halftone of type 5 that name no colourant. */
const halftoneKeys = new Set(["Type", "HalftoneType", "HalftoneName"]);

/** The rules for an image (ISO 19005-3, 6.2.8). */
export function checkImage(inspection: Inspection, image: PdfStream, place: string): void {
  const { reader, findings } = inspection;
  const { dictionary } = image;
  const bits = reader.number(dictionary.get("BitsPerComponent"));
  const allowed = reader.resolve(dictionary.get("ImageMask")) === true ? [1] : [1, 2, 4, 8, 16];
  if (bits !== undefined && !allowed.includes(bits)) findings.add("image", place);
  if (reader.filters(image).at(-1) === "JPXDecode") checkJpx(inspection, image, place);
  if (dictionary.has("Alternates") || dictionary.has("OPI") || reader.resolve(dictionary.get("Interpolate")) === true)
    findings.add("image", place);
  const intent = reader.resolve(dictionary.get("Intent"));
  if (intent instanceof PdfName && !intents.has(intent.name)) findings.add("rendering-intent", place);
}

/** The rules for JPEG 2000 (6.2.8.3): 1, 3 or 4 channels of one depth, and one valid colour specification. */
function checkJpx({ reader, findings }: Inspection, image: PdfStream, place: string): void {
  const jpx = readJpx(reader.decode(image));
  if (jpx === undefined) return findings.add("jpeg-2000", place);
  const { components, depths, colours } = jpx;
  if (![1, 3, 4].includes(components)) findings.add("jpeg-2000", `${place}: ${components} channels`);
  if (new Set(depths).size > 1 || depths.some((depth) => depth < 1 || depth > 38))
    findings.add("jpeg-2000", `${place}: depths of ${depths.join(", ")} bits`);
  // The image's own colour space overrides those in its data.
  if (image.dictionary.has("ColorSpace")) return;
  const used = colours.length > 1 ? colours.filter(({ approximation }) => approximation === 1) : colours;
  if (used.length !== 1) return findings.add("jpeg-2000", `${place}: ${colours.length} colour specifications`);
  if (![1, 2, 3].includes(used[0]!.method) || used[0]!.enumerated === cieJab)
    findings.add("jpeg-2000", `${place}: a colour specification of another kind`);
}
