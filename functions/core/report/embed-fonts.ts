import { BroadsheetError } from "../errors.ts";
import type { FontFamily, FontFile, SubsetFont } from "../ports.ts";
import type { Face } from "./fonts/face.ts";
import { readFontTables } from "./fonts/font-tables.ts";
import { hanFaceOf } from "./fonts/font-faces.ts";
import type { Typesetter } from "./fonts/typesetter.ts";
import type { EmbeddedFonts } from "./rendition/html/style-sheet.ts";
import { type TypedTexts, typedTexts } from "./rendition/html/typed-texts.ts";
import { writeWoff2 } from "./rendition/html/write-woff2.ts";
import type { Theme } from "./template/theme.ts";

/** A font file, and what a page needs of it. */
interface Needed {
  readonly file: FontFile;
  readonly family: string;
  readonly italic: boolean;
  readonly weights: Set<number>;
  readonly characters: Set<number>;
}

/** OpenType features (OpenType, registered features) that the report's fonts are set with, and those that are not. */
const features = {
  added: ["tnum", "smcp"],
  // Browsers use them by themselves, and the PDF does not: they would turn 10x20 into 10×20.
  removed: ["calt", "frac", "numr", "dnom", "vert", "vrt2", "valt", "vkrn", "vpal"],
} as const;

/**
 * The fonts of a page, cut down to what it shows: for each family, weight and slant of its style sheet the faces that
 * the PDF has for the same words. The same page gives the same bytes.
 *
 * @param page its body and a style sheet that has the families by variables
 * @throws BroadsheetError `invalid-template` (`font-not-for-pages`) for a font of the template that may be embedded for
 *   printing only
 */
export async function embedFonts(
  page: { readonly body: string; readonly sheet: string },
  { headline, body }: Pick<Theme, "headline" | "body">,
  typesetter: Pick<Typesetter, "runs" | "face" | "language">,
  subset: SubsetFont,
): Promise<EmbeddedFonts> {
  const families: Readonly<Record<string, FontFamily>> = {
    "--sans": "sans",
    "--serif": "serif",
    "--mono": "mono",
    "--han": "han",
    "--body": body,
    "--headline": headline,
  };
  const needed = new Map<string, Needed>();
  const used = new Map<string, Set<string>>();
  for (const group of typedTexts(page.body, page.sheet)) {
    const family = families[group.type.family];
    // Formulas are in the reader's font of formulas.
    if (family !== undefined) gather(group, family, typesetter, needed, used);
  }
  const han = hanFaceOf(typesetter.language);
  const faces: string[] = [];
  for (const each of needed.values()) faces.push(await faceOf(each, subset));
  // Quotes and dashes that several have are those of the report's language; then the family's own face is asked.
  const rank = (own: string, family: string): number => (family === han ? 0 : family === own ? 1 : 2);
  const list = ([name, own]: readonly [string, FontFamily]): string =>
    [...(used.get(name) ?? [])]
      .toSorted((a, b) => rank(own, a) - rank(own, b))
      .map(nameOf)
      .join();
  return { faces, families: new Map(Object.entries(families).map((each) => [each[0], list(each)])) };
}

/** Notes which faces draw some texts, and which characters each of them. */
function gather(
  { type, texts }: TypedTexts,
  family: FontFamily,
  typesetter: Pick<Typesetter, "runs" | "face">,
  needed: Map<string, Needed>,
  used: Map<string, Set<string>>,
): void {
  const { weight, italic } = type;
  const names = used.get(type.family) ?? new Set();
  used.set(type.family, names);
  for (const words of texts)
    for (const { text, face: key, original } of typesetter.runs(words, { family, weight, italic, size: 10 })) {
      // What no font has is drawn in one of the reader's.
      if (original !== undefined) continue;
      const characters = charactersOf(typesetter.face(key), key, needed, names);
      for (const character of text) characters.add(character.codePointAt(0)!);
      // Letters that the text has in parts are joined by the browser, or not.
      if (words !== text && text !== words.normalize("NFC"))
        for (const character of text.normalize("NFD")) characters.add(character.codePointAt(0)!);
    }
}

/** The characters noted so far of a face's file, which may serve several weights. */
function charactersOf(
  { file, tables }: Face,
  key: string,
  needed: Map<string, Needed>,
  names: Set<string>,
): Set<number> {
  const [family, weight, slant] = key.split("-") as [string, string, string?];
  const italic = slant !== undefined;
  names.add(family);
  const alike = [...needed.values()].find(
    (each) => each.file === file && each.family === family && each.italic === italic,
  );
  if (alike !== undefined) {
    alike.weights.add(Number(weight));
    return alike.characters;
  }
  demandLicence(file, tables);
  const made: Needed = { file, family, italic, weights: new Set([Number(weight)]), characters: new Set() };
  needed.set(key, made);
  return made.characters;
}

/** Whether a template's own font may be in a page (OpenType, OS/2: fsType). */
function demandLicence({ path }: FontFile, tables: ReadonlyMap<string, Buffer>): void {
  const type = tables.get("OS/2")!.readUInt16BE(8) & 0xf;
  if (path === undefined || type === 0 || (type & 8) !== 0) return;
  throw new BroadsheetError("invalid-template", {
    code: "font-not-for-pages",
    message: `${path}: the font may be embedded for reading and printing only (OS/2 fsType ${type}), and from a page anyone can take its fonts`,
    where: { file: path },
    seen: type,
    allowed: "OS/2 fsType 0 or 8",
    hint: "ask for the page without its fonts, or its maker for a licence for the web",
  });
}

async function faceOf({ file, family, italic, weights, characters }: Needed, subset: SubsetFont): Promise<string> {
  file.load(0, file.bytes.length);
  const font = await subset(file.bytes, { characters: [...characters].toSorted((a, b) => a - b), ...features });
  const packed = Buffer.from(writeWoff2(font.subarray(0, 4), readFontTables(font))).toString("base64");
  const [least, most] = [Math.min(...weights), Math.max(...weights)];
  return `@font-face{font-family:${nameOf(family)};font-style:${italic ? "italic" : "normal"};font-weight:${least === most ? least : `${least} ${most}`};src:url(data:font/woff2;base64,${packed})format("woff2")}`;
}

/** The name of a family in the page, unlike those that a machine has: it is a part of the font. */
function nameOf(family: string): string {
  return `'Report ${family}'`;
}
