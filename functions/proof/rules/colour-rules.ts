import { isArray, PdfName, type PdfDictionary, type PdfItem, type PdfStream } from "../reader/pdf-syntax.ts";
import type { Inspection } from "./inspection.ts";
import { checkProfile } from "./check-profile.ts";

/** Device colour space → the default that may define it, and the components of an output intent that does. */
const device: Readonly<Record<string, { readonly standIn: string; readonly components: readonly number[] }>> = {
  DeviceGray: { standIn: "DefaultGray", components: [1, 3, 4] },
  DeviceRGB: { standIn: "DefaultRGB", components: [3] },
  DeviceCMYK: { standIn: "DefaultCMYK", components: [4] },
};
const setting: Readonly<Record<string, string>> = { g: "DeviceGray", G: "DeviceGray", rg: "DeviceRGB", RG: "DeviceRGB", k: "DeviceCMYK", K: "DeviceCMYK" };
const abbreviations: Readonly<Record<string, string>> = { G: "DeviceGray", RGB: "DeviceRGB", CMYK: "DeviceCMYK" };
const inlineFilters = new Set(["AHx", "ASCIIHexDecode", "A85", "ASCII85Decode", "Fl", "FlateDecode", "RL", "RunLengthDecode", "CCF", "CCITTFaxDecode", "DCT", "DCTDecode"]);

/** The rules for colours (ISO 19005-3, 6.2.4): each must be defined without regard to a device. */
export class ColourRules {
  readonly #inspection: Inspection;
  readonly #seen = new Set<PdfItem>();

  constructor(inspection: Inspection) {
    this.#inspection = inspection;
  }

  /** An operation that may set a colour. @param need is told of resources that it names */
  operation(operator: string, operands: readonly PdfItem[], resources: PdfDictionary, place: string, need: (kind: string, name: PdfItem) => void): void {
    const direct = setting[operator];
    if (direct !== undefined) return this.#device(direct, resources, place);
    const last = operands.at(-1);
    if ((operator === "cs" || operator === "CS") && last instanceof PdfName) {
      if (device[last.name] !== undefined || last.name === "Pattern") return this.space(last, resources, place);
      need("ColorSpace", last);
      this.space(this.#inspection.reader.dictionary(resources.get("ColorSpace")).get(last.name), resources, place);
    } else if ((operator === "scn" || operator === "SCN") && last instanceof PdfName) {
      need("Pattern", last);
      const { reader } = this.#inspection;
      const pattern = reader.dictionary(reader.dictionary(resources.get("Pattern")).get(last.name));
      this.space(reader.dictionary(pattern.get("Shading")).get("ColorSpace"), resources, place);
    }
  }

  image({ dictionary }: PdfStream, resources: PdfDictionary, place: string): void {
    if (dictionary.get("ImageMask") !== true) this.space(dictionary.get("ColorSpace"), resources, place);
  }

  inlineImage(image: PdfDictionary, resources: PdfDictionary, place: string): void {
    const { reader, findings } = this.#inspection;
    for (const filter of reader.list(image.get("F") ?? image.get("Filter"))) {
      if (!inlineFilters.has(reader.name(filter) ?? "")) findings.add("inline-image-filter", place);
    }
    if (reader.resolve(image.get("I") ?? image.get("Interpolate")) === true) findings.add("image", place);
    const space = image.get("CS") ?? image.get("ColorSpace");
    if (!(space instanceof PdfName)) return;
    const full = abbreviations[space.name] ?? space.name;
    this.space(device[full] === undefined ? reader.dictionary(resources.get("ColorSpace")).get(full) : new PdfName(full), resources, place);
  }

  /** A colour space, and those that it is built on. */
  space(item: PdfItem | undefined, resources: PdfDictionary, place: string, depth = 0): void {
    const { reader } = this.#inspection;
    const space = reader.resolve(item);
    if (space instanceof PdfName) return this.#device(space.name, resources, place);
    if (!isArray(space) || depth > 5) return;
    const kind = reader.name(space[0]) ?? "";
    if (space.length === 1) return this.#device(kind, resources, place);
    if (kind === "ICCBased") {
      const profile = reader.stream(space[1]);
      if (profile !== undefined && this.#seen.has(profile)) return;
      if (profile !== undefined) this.#seen.add(profile);
      checkProfile(this.#inspection, profile, place);
    } else if (kind === "Indexed" || kind === "I" || kind === "Pattern") this.space(space[1], resources, place, depth + 1);
    else if (kind === "Separation" || kind === "DeviceN") this.space(space[2], resources, place, depth + 1);
  }

  #device(name: string, resources: PdfDictionary, place: string): void {
    const rule = device[name];
    if (rule === undefined) return;
    const { reader, findings, outputComponents } = this.#inspection;
    const defined = outputComponents !== undefined && rule.components.includes(outputComponents);
    if (!defined && !reader.dictionary(resources.get("ColorSpace")).has(rule.standIn)) findings.add("device-colour", `${place}: ${name}`);
  }
}
