import type { OwnFamily } from "../../../ports.ts";
import type { ThemeYaml } from "../template-yaml.ts";
import { type BrandReading, isMapping } from "./brand-yaml.ts";

type Family = "serif" | "sans" | "mono";

/** The families that come with Broadsheet. */
const shipped: Readonly<Record<string, Family>> = {
  "source serif 4": "serif",
  "source serif": "serif",
  inter: "sans",
  "ibm plex mono": "mono",
};
const shippedNames = ["Source Serif 4", "Inter", "IBM Plex Mono"];

const members = ["fonts", "base", "headings", "monospace"];

/**
 * The typefaces of a brand: of the text (`base`), of titles (`headings`), of code (`monospace`). Each is a family that
 * comes with Broadsheet, or one whose files are in the folder (`source: file`): a report loads nothing from elsewhere.
 */
export function readBrandFonts(reading: BrandReading): ThemeYaml {
  const { brand, ignore, refuse } = reading;
  const { typography } = brand;
  if (typography === undefined || typography === null) return {};
  if (!isMapping(typography)) {
    refuse(["typography"], "must be a mapping", { seen: typography, allowed: members });
    return {};
  }
  for (const name of Object.keys(typography)) if (!members.includes(name)) ignore("typography", name);
  const own = ownFamilies(typography["fonts"], reading);
  const base = familyOf("base", typography["base"], own, reading);
  const headings = familyOf("headings", typography["headings"], own, reading);
  const mono = familyOf("monospace", typography["monospace"], own, reading);
  const slots = placeFamilies(base, headings);
  const fonts: Partial<Record<Family, string | OwnFamily>> = {};
  for (const [family, slot] of [
    [base, slots.body],
    [headings, slots.headline],
    [mono, "mono"],
  ] as const)
    if (family !== undefined && slot !== undefined && family.cuts !== undefined) fonts[slot] = family.cuts;
  return {
    ...(slots.body !== undefined && { body: slots.body }),
    ...(slots.headline !== undefined && { headline: slots.headline }),
    ...(Object.keys(fonts).length > 0 && { fonts }),
    ...readSizes(typography["base"], reading),
  };
}

/** A family that a brand names. */
interface Named {
  readonly name: string;
  /** Its place among the shipped ones; absent for one in the brand's own files. */
  readonly shipped?: Family;
  readonly cuts?: OwnFamily;
}

type Slots = { readonly body?: "serif" | "sans"; readonly headline?: "serif" | "sans" };

function other(slot: "serif" | "sans"): "serif" | "sans" {
  return slot === "serif" ? "sans" : "serif";
}

/** Which of the two families of a theme is which: one that comes with Broadsheet keeps its place. */
function placeFamilies(base: Named | undefined, headings: Named | undefined): Slots {
  const fixed = (named: Named | undefined): "serif" | "sans" | undefined =>
    named?.shipped === "serif" || named?.shipped === "sans" ? named.shipped : undefined;
  if (base === undefined && headings === undefined) return {};
  if (base === undefined) return { headline: fixed(headings) ?? "sans" };
  const looks = /serif/i.test(base.name) && !/sans/i.test(base.name) ? "serif" : "sans";
  if (headings === undefined || headings.name === base.name) {
    const body = fixed(base) ?? looks;
    return { body, headline: body };
  }
  const body = fixed(base) ?? (fixed(headings) === undefined ? looks : other(fixed(headings)!));
  return { body, headline: fixed(headings) ?? other(body) };
}

function familyOf(
  role: string,
  value: unknown,
  own: ReadonlyMap<string, OwnFamily | undefined>,
  { ignore, refuse }: BrandReading,
): Named | undefined {
  if (value === undefined || value === null) return undefined;
  const family = isMapping(value) ? value["family"] : value;
  if (isMapping(value))
    for (const name of Object.keys(value))
      if (name !== "family" && !(role === "base" && (name === "size" || name === "line-height")))
        ignore("typography", role, name);
  if (family === undefined || family === null) return undefined;
  const name = String(family);
  const cuts = own.get(name.toLowerCase());
  if (cuts !== undefined) return { name, cuts };
  // Its files are refused already.
  if (own.has(name.toLowerCase())) return undefined;
  const known = shipped[name.toLowerCase()];
  // The face of code is not one for text, nor the other way round.
  if (known !== undefined && (known === "mono") === (role === "monospace")) return { name, shipped: known };
  refuse(["typography", role], `names the typeface "${name}", which is not here`, {
    seen: name,
    allowed: [
      ...shippedNames.filter((one) => (one === "IBM Plex Mono") === (role === "monospace")),
      "a family of typography.fonts with source: file and its .ttf or .otf files",
    ],
  });
  return undefined;
}

/** Families whose files the brand has: name in lower case → cut → path; undefined if they cannot be used. */
function ownFamilies(fonts: unknown, { ignore, refuse }: BrandReading): ReadonlyMap<string, OwnFamily | undefined> {
  const found = new Map<string, OwnFamily | undefined>();
  if (!Array.isArray(fonts)) return found;
  for (const [index, font] of fonts.entries() as IterableIterator<[number, unknown]>) {
    if (!isMapping(font) || typeof font["family"] !== "string") continue;
    const name = font["family"];
    // Without a source, its files are meant.
    if ((font["source"] ?? (font["files"] === undefined ? undefined : "file")) !== "file") {
      // What is named by a role and not here is refused there.
      if (shipped[name.toLowerCase()] === undefined) ignore("typography", "fonts", name);
      continue;
    }
    const cuts = cutsOf(font["files"], (path) => ignore("typography", "fonts", name, path));
    found.set(name.toLowerCase(), cuts);
    if (cuts === undefined)
      refuse(["typography", "fonts", String(index)], `has no file of the regular cut of "${name}"`, {
        seen: font["files"],
        allowed: "files: [{ path: fonts/name.ttf, weight: 400, style: normal }], TrueType or OpenType",
      });
  }
  return found;
}

/** @param ignore takes the files that are not read, by their paths */
function cutsOf(files: unknown, ignore: (path: string) => void): OwnFamily | undefined {
  const cuts: Record<string, string> = {};
  for (const file of Array.isArray(files) ? (files as readonly unknown[]) : []) {
    const path = isMapping(file) ? file["path"] : file;
    if (typeof path !== "string") continue;
    const found = isMapping(file) ? cutsOfFile(file["weight"], file["style"]) : ["regular"];
    const read = /\.[to]tf$/i.test(path) ? found.filter((cut) => cuts[cut] === undefined) : [];
    for (const cut of read) cuts[cut] = path;
    if (read.length === 0) ignore(path);
  }
  const { regular } = cuts;
  return regular === undefined ? undefined : { ...cuts, regular };
}

const weights: Readonly<Record<string, number>> = {
  normal: 400,
  regular: 400,
  "semi-bold": 600,
  semibold: 600,
  bold: 700,
};
const uprights: Readonly<Record<number, string>> = { 400: "regular", 600: "semibold", 700: "bold" };

/** The cuts of a file: of one weight, a number or a name of CSS, a list of them, or a range such as `100..900`. */
function cutsOfFile(weight: unknown, style: unknown): string[] {
  const asked = Object.keys(uprights).map(Number);
  const held = [weight ?? 400].flat().flatMap((each): number[] => {
    const text = String(each).trim().toLowerCase();
    const [, least, most] = /^(\d+)\s*\.\.\s*(\d+)$/.exec(text) ?? [];
    if (least !== undefined) return asked.filter((one) => one >= Number(least) && one <= Number(most));
    return [weights[text] ?? Number(text)];
  });
  return [...new Set(held)].flatMap((one) => {
    const upright = uprights[one];
    if (upright === undefined || style !== "italic") return upright ?? [];
    return upright === "regular" ? "italic" : `${upright}-italic`;
  });
}

/** Smallest and largest size of the text and leading, points: those of theme.yaml. */
const sizeBounds = [6, 24] as const;
const leadingBounds = [6, 40] as const;

const isWithin = (value: number, [least, most]: readonly [number, number]): boolean => value >= least && value <= most;

/** The size of the text, in points, and its leading. Sizes of a screen are none of paper. */
function readSizes(base: unknown, { ignore }: BrandReading): ThemeYaml {
  if (!isMapping(base)) return {};
  const points = Number(/^(\d+(?:\.\d+)?)pt$/.exec(String(base["size"] ?? ""))?.[1]);
  const size = isWithin(points, sizeBounds) ? points : undefined;
  if (base["size"] !== undefined && size === undefined) ignore("typography", "base", "size");
  const height = base["line-height"];
  const lines =
    size !== undefined && typeof height === "number" && height >= 1 && height <= 2
      ? Math.round(size * height * 100) / 100
      : undefined;
  const leading = lines !== undefined && isWithin(lines, leadingBounds) ? lines : undefined;
  if (height !== undefined && leading === undefined) ignore("typography", "base", "line-height");
  return { ...(size !== undefined && { sizes: { body: size } }), ...(leading !== undefined && { leading }) };
}
