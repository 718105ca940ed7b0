import type { FontFamily, OwnFamily, OwnFonts, TextStyle } from "../../../ports.ts";
import { nearMatch } from "../../../near-match.ts";
import { PictureFault } from "../../picture/picture-fault.ts";
import type { SvgStyle } from "../../picture/svg/svg-style.ts";
import type { TemplateFiles } from "../template.ts";
import type { LogoWords } from "../theme.ts";
import { familyNames } from "./family-names.ts";

/** A family in which the letters of a logo can be set. */
interface LogoFamily {
  /** As the errors call it. */
  readonly name: string;
  /** The face that comes first, without its cut. */
  readonly face: string;
  /** The family that draws what it lacks. */
  readonly family: FontFamily;
  readonly language: string;
  readonly italics: boolean;
  /** The theme's own fonts, and the cuts of this one. */
  readonly own?: { readonly fonts: OwnFonts; readonly cuts: OwnFamily };
}

/** Names in lower case → family. */
export type LogoFaces = ReadonlyMap<string, LogoFamily>;

const generic = {
  serif: ["serif"],
  sans: ["sans-serif", "sans"],
  mono: ["monospace", "mono"],
} as const satisfies Partial<Record<FontFamily, readonly string[]>>;

const hasItalics: ReadonlySet<string> = new Set(["serif", "sans", "mono"]);

/** The families that come with Broadsheet: name, face, family and language of what it lacks. */
const shipped: readonly LogoFamily[] = (
  [
    ["Source Serif 4", "serif", "serif", "en"],
    ["Inter", "sans", "sans", "en"],
    ["IBM Plex Mono", "mono", "mono", "en"],
    ["Noto Sans SC", "chinese", "sans", "zh-Hans"],
    ["Noto Sans TC", "traditional", "sans", "zh-Hant"],
    ["Noto Sans JP", "japanese", "sans", "ja"],
    ["Noto Sans KR", "korean", "sans", "ko"],
    ["IBM Plex Sans Arabic", "arabic", "sans", "en"],
    ["Noto Sans Hebrew", "hebrew", "sans", "en"],
    ["Noto Sans Thai", "thai", "sans", "en"],
    ["Noto Sans Devanagari", "devanagari", "sans", "en"],
  ] as const
).map(([name, face, family, language]) => ({ name, face, family, language, italics: hasItalics.has(face) }));

/**
 * The families that a logo may name: those that come with Broadsheet, the theme's own by the names in their files, and
 * `serif`, `sans-serif` and `monospace`, which are the theme's.
 *
 * @param fonts the theme's own
 */
export function logoFaces(fonts: OwnFonts | undefined, files: TemplateFiles): LogoFaces {
  const faces = new Map<string, LogoFamily>(shipped.map((face) => [face.name.toLowerCase(), face]));
  for (const slot of ["serif", "sans", "mono"] as const) {
    const cuts = fonts?.[slot];
    const own = fonts === undefined || cuts === undefined ? {} : { own: { fonts, cuts } };
    const face = { face: slot, family: slot, language: "en", italics: true, ...own };
    for (const name of generic[slot]) faces.set(name, { ...face, name });
    const file = cuts === undefined ? undefined : files.get(cuts.regular);
    for (const name of file === undefined ? [] : familyNames(file)) faces.set(name.toLowerCase(), { ...face, name });
  }
  return faces;
}

const weights: Readonly<Record<string, 400 | 600 | 700>> = {
  normal: 400,
  "400": 400,
  "600": 600,
  "700": 700,
  bold: 700,
};

/**
 * The face for words of a logo. Only the first family that the drawing names counts: a brand set in another typeface
 * would be another brand.
 *
 * @throws PictureFault if the theme has no such face
 */
export function logoFace(
  { family: list, weight: written, italic, size, spacing }: SvgStyle,
  faces: LogoFaces,
  line: number,
): Pick<LogoWords, "style" | "face" | "language" | "fonts"> {
  const first = (/^\s*("[^"]*"|'[^']*'|[^,]*)/.exec(list)?.[1] ?? "").replace(/["']/g, "").replace(/\s+/g, " ").trim();
  const allowed = [...new Set([...faces.values()].map(({ name }) => name))];
  const face = faces.get(first.toLowerCase());
  if (first === "") throw new PictureFault("has letters without a font-family", { line, allowed });
  if (face === undefined)
    throw new PictureFault(`has letters in the typeface "${first.slice(0, 60)}", which is not here`, {
      line,
      seen: first.slice(0, 60),
      allowed,
      hint: `${near(first, allowed)}give its files in fonts of the theme, or turn the letters into outlines`,
    });
  const weight = Object.hasOwn(weights, written) ? weights[written]! : undefined;
  if (weight === undefined)
    throw new PictureFault(`has letters in the weight ${written.slice(0, 40)}, which is not here`, {
      line,
      seen: written.slice(0, 40),
      allowed: Object.keys(weights),
    });
  const cut = cutOf(weight, italic);
  const cuts = face.own?.cuts;
  if (cuts === undefined ? italic && !face.italics : cuts[cut] === undefined)
    throw new PictureFault(`has letters in the cut "${cut}" of ${face.name}, which is not here`, {
      line,
      seen: cut,
      allowed: cuts === undefined ? ["regular", "semibold", "bold"] : Object.keys(cuts),
    });
  const style: TextStyle = {
    family: face.family,
    weight,
    size,
    ...(italic && { italic }),
    ...(spacing !== 0 && { letterSpacing: spacing }),
  };
  const key = `${face.face}-${weight}${italic ? "-italic" : ""}`;
  return { style, face: key, language: face.language, ...(face.own !== undefined && { fonts: face.own.fonts }) };
}

function cutOf(weight: 400 | 600 | 700, italic: boolean): keyof OwnFamily {
  if (weight === 400) return italic ? "italic" : "regular";
  const upright = weight === 600 ? "semibold" : "bold";
  return italic ? `${upright}-italic` : upright;
}

function near(name: string, allowed: readonly string[]): string {
  const match = nearMatch(name, allowed);
  return match === undefined ? "" : `did you mean "${match}"? Otherwise `;
}
