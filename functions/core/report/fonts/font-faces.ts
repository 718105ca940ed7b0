import type { FontFamily } from "../../ports.ts";

type Weight = 400 | 600 | 700;

const weightNames: Readonly<Record<Weight, string>> = { 400: "400Regular", 600: "600SemiBold", 700: "700Bold" };

interface Package {
  readonly folder: string;
  /** The font's name in the package's file names. */
  readonly name: string;
  /** The weights that Broadsheet uses. */
  readonly weights: readonly Weight[];
  readonly italics: boolean;
}

const every: readonly Weight[] = [400, 600, 700];

const packages = {
  serif: { folder: "source-serif-4", name: "SourceSerif4", weights: every, italics: true },
  sans: { folder: "inter", name: "Inter", weights: every, italics: true },
  mono: { folder: "ibm-plex-mono", name: "IBMPlexMono", weights: every, italics: true },
  chinese: { folder: "noto-sans-sc", name: "NotoSansSC", weights: every, italics: false },
  traditional: { folder: "noto-sans-tc", name: "NotoSansTC", weights: every, italics: false },
  japanese: { folder: "noto-sans-jp", name: "NotoSansJP", weights: every, italics: false },
  korean: { folder: "noto-sans-kr", name: "NotoSansKR", weights: every, italics: false },
  hebrew: { folder: "noto-sans-hebrew", name: "NotoSansHebrew", weights: every, italics: false },
  arabic: { folder: "ibm-plex-sans-arabic", name: "IBMPlexSansArabic", weights: every, italics: false },
  thai: { folder: "noto-sans-thai", name: "NotoSansThai", weights: every, italics: false },
  devanagari: { folder: "noto-sans-devanagari", name: "NotoSansDevanagari", weights: every, italics: false },
  math: { folder: "noto-sans-math", name: "NotoSansMath", weights: [400], italics: false },
  symbols: { folder: "noto-sans-symbols-2", name: "NotoSansSymbols2", weights: [400], italics: false },
  emoji: { folder: "noto-emoji", name: "NotoEmoji", weights: [400, 700], italics: false },
} as const satisfies Readonly<Record<string, Package>>;

type PackageKey = keyof typeof packages;

/** A face that draws Han characters, whose shapes differ by language. */
export type HanFace = "chinese" | "traditional" | "japanese" | "korean";

/**
 * The face for the Han characters of a language. @param language BCP 47; languages without Han characters use the
 * simplified Chinese face
 */
export function hanFaceOf(language: string): HanFace {
  if (/^ja\b/i.test(language)) return "japanese";
  if (/^ko\b/i.test(language)) return "korean";
  return /^zh-(?:Hant|TW|HK|MO)\b/i.test(language) ? "traditional" : "chinese";
}

/**
 * Faces tried after the style's own, in order. Inter comes first: it draws arrows, geometric shapes and the letters of
 * most Latin, Greek and Cyrillic alphabets. The Asian scripts have no italics here, since their typography does not use
 * them. The large faces of the other languages that write Han come last: they are opened only for characters that no
 * other face draws, such as Hangul in an English report.
 */
function fallbacksOf(han: HanFace): readonly PackageKey[] {
  return [
    "sans",
    han,
    ...(["hebrew", "arabic", "thai", "devanagari", "math", "symbols", "emoji"] as const),
    ...(["chinese", "korean", "japanese", "traditional"] as const).filter((key) => key !== han),
  ];
}

/** Key of a package's face nearest to a weight and slant, e.g. `serif-700-italic`. */
function faceKey(key: PackageKey, weight: Weight, italic: boolean): string {
  const { weights, italics } = packages[key] as Package;
  const nearest = weights.includes(weight) ? weight : weights.at(weight === 400 ? 0 : -1)!;
  return `${key}-${nearest}${italic && italics ? "-italic" : ""}`;
}

/** Keys of the faces for a style: its own first, then the fallbacks. */
export function faceChain(
  family: FontFamily,
  weight: Weight,
  italic: boolean,
  han: HanFace = "chinese",
): readonly string[] {
  const own = family === "han" ? han : family;
  const keys: PackageKey[] = [own, ...fallbacksOf(han).filter((key) => key !== own)];
  return keys.map((key) => faceKey(key, weight, italic));
}

/** The cuts of a family, as in its keys: `400`, `700-italic`. */
export function cutsOf(family: FontFamily): string[] {
  const { weights, italics } = packages[family === "han" ? "chinese" : family] as Package;
  return weights.flatMap((weight) => (italics ? [`${weight}`, `${weight}-italic`] : [`${weight}`]));
}

/** Key of the face for Han characters of a weight. */
export function hanFace(han: HanFace, weight: Weight): string {
  return faceKey(han, weight, false);
}

/** Path of a face's file, for `FontSource.read`. @param face a key from `faceChain` */
export function faceFile(face: string): string {
  const [key, weight, slant] = face.split("-") as [PackageKey, string, string?];
  const { folder, name } = packages[key];
  const style = `${weightNames[Number(weight) as Weight]}${slant === undefined ? "" : "_Italic"}`;
  return `${folder}/${style}/${name}_${style}.ttf`;
}
