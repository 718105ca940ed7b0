import { isDictionary, PdfName, type PdfDictionary, type PdfStream } from "../reader/pdf-syntax.ts";
import type { Inspection } from "./inspection.ts";

const blendModes = new Set(
  "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference Exclusion Hue Saturation Color Luminosity".split(" "),
);
const intents = new Set(["RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"]);

/**
 * The rules for a graphics state dictionary (ISO 19005-3, 6.2.5, 6.2.6 and 6.2.10).
 *
 * @returns whether it makes what is drawn transparent
 */
export function checkGraphicsState({ reader, findings }: Inspection, state: PdfDictionary, place: string): boolean {
  const transfer = reader.name(state.get("TR2"));
  if (state.has("TR") || (state.has("TR2") && transfer !== "Default") || state.has("HTO")) findings.add("graphics-state", place);
  const halftone = reader.dictionary(state.get("HT"));
  const kind = reader.number(halftone.get("HalftoneType"));
  if (halftone.has("HalftoneName") || (kind !== undefined && kind !== 1 && kind !== 5)) findings.add("graphics-state", place);
  const intent = reader.name(state.get("RI"));
  if (intent !== undefined && !intents.has(intent)) findings.add("rendering-intent", place);
  const modes = reader.list(state.get("BM")).map((item) => reader.name(item) ?? "");
  if (modes.some((mode) => !blendModes.has(mode))) findings.add("blend-mode", place);
  const opaque = ["ca", "CA"].every((key) => (reader.number(state.get(key)) ?? 1) === 1);
  const blended = modes.some((mode) => mode !== "Normal" && mode !== "Compatible");
  return !opaque || blended || isDictionary(reader.resolve(state.get("SMask")));
}

/** The rules for an image (ISO 19005-3, 6.2.8). */
export function checkImage({ reader, findings }: Inspection, { dictionary }: PdfStream, place: string): void {
  if (dictionary.has("Alternates") || dictionary.has("OPI") || reader.resolve(dictionary.get("Interpolate")) === true) findings.add("image", place);
  const intent = reader.resolve(dictionary.get("Intent"));
  if (intent instanceof PdfName && !intents.has(intent.name)) findings.add("rendering-intent", place);
}
