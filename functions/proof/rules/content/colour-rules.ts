import {
  isArray,
  PdfName,
  type PdfArray,
  type PdfDictionary,
  type PdfItem,
  type PdfStream,
} from "../../reader/pdf-syntax.ts";
import type { Inspection } from "../inspection.ts";
import { checkProfile } from "./check-profile.ts";
import { sameItem } from "./same-item.ts";

/**
 * Device colour space → the default colour space that may define it, and the number of components of an output intent
 * that does.
 */
const device: Readonly<Record<string, { readonly standIn: string; readonly components: readonly number[] }>> = {
  DeviceGray: { standIn: "DefaultGray", components: [1, 3, 4] },
  DeviceRGB: { standIn: "DefaultRGB", components: [3] },
  DeviceCMYK: { standIn: "DefaultCMYK", components: [4] },
};
const setting: Readonly<Record<string, string>> = {
  g: "DeviceGray",
  G: "DeviceGray",
  rg: "DeviceRGB",
  RG: "DeviceRGB",
  k: "DeviceCMYK",
  K: "DeviceCMYK",
};
const abbreviations: Readonly<Record<string, string>> = { G: "DeviceGray", RGB: "DeviceRGB", CMYK: "DeviceCMYK" };
/** Colourants that need no Separation space. */
const processColourants = new Set(["Cyan", "Magenta", "Yellow", "Black", "None"]);
const inlineFilters = new Set([
  "AHx",
  "ASCIIHexDecode",
  "A85",
  "ASCII85Decode",
  "Fl",
  "FlateDecode",
  "RL",
  "RunLengthDecode",
  "CCF",
  "CCITTFaxDecode",
  "DCT",
  "DCTDecode",
]);

/** The rules for colours (ISO 19005-3, 6.2.4): each must be device-independent. */
export class ColourRules {
  readonly #inspection: Inspection;
  readonly #seen = new Set<PdfItem>();
  /** Name of a colourant → the first Separation space for it. */
  readonly #separations = new Map<string, PdfArray>();

  constructor(inspection: Inspection) {
    this.#inspection = inspection;
  }

  /** Checks an operation that may set a colour. @param need called with the resources that it names */
  operation(
    operator: string,
    operands: readonly PdfItem[],
    resources: PdfDictionary,
    place: string,
    need: (kind: string, name: PdfItem) => void,
  ): void {
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
    this.space(
      device[full] === undefined ? reader.dictionary(resources.get("ColorSpace")).get(full) : new PdfName(full),
      resources,
      place,
    );
  }

  /** Checks a colour space, and those that it is based on. */
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
    } else if (kind === "Indexed" || kind === "I" || kind === "Pattern")
      this.space(space[1], resources, place, depth + 1);
    else if (kind === "Separation" || kind === "DeviceN") {
      if (kind === "Separation") this.#separation(space, place);
      else this.#colourants(space, resources, place, depth);
      this.space(space[2], resources, place, depth + 1);
    }
  }

  /** 6.2.4.4: all Separation spaces of a name have the same alternate space and tint transform. */
  #separation(space: PdfArray, place: string): void {
    const { reader, findings } = this.#inspection;
    const name = reader.name(space[1]) ?? "";
    const first = this.#separations.get(name);
    if (first === undefined) this.#separations.set(name, space);
    else if (!sameItem(reader, first[2], space[2]) || !sameItem(reader, first[3], space[3]))
      findings.add("separation", `${place}: ${name}`);
  }

  /** 6.2.4.4: every spot colour of a DeviceN space is described by a Separation space among its Colorants. */
  #colourants(space: PdfArray, resources: PdfDictionary, place: string, depth: number): void {
    const { reader, findings } = this.#inspection;
    const described = reader.dictionary(reader.dictionary(space[4]).get("Colorants"));
    for (const item of reader.list(space[1])) {
      const name = reader.name(item) ?? "";
      if (!processColourants.has(name) && !described.has(name)) findings.add("colourants", `${place}: ${name}`);
    }
    for (const item of described.values()) this.space(item, resources, place, depth + 1);
  }

  #device(name: string, resources: PdfDictionary, place: string): void {
    const rule = device[name];
    if (rule === undefined) return;
    const { reader, findings, outputComponents } = this.#inspection;
    const defined = outputComponents !== undefined && rule.components.includes(outputComponents);
    if (!defined && !reader.dictionary(resources.get("ColorSpace")).has(rule.standIn))
      findings.add("device-colour", `${place}: ${name}`);
  }
}
