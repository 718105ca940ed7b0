import { readTrueType, type TrueType } from "../../reader/read-truetype.ts";
import type { PdfReader } from "../../reader/pdf-reader.ts";
import { isDictionary, PdfName, type PdfDictionary } from "../../reader/pdf-syntax.ts";
import { charsetOf, checkNamedGlyphs, readDifferences } from "./check-named-glyphs.ts";
import { characterOf, isStandardGlyph } from "./glyph-names.ts";
import { widthTolerance } from "./font-use.ts";
import type { FontUse, Inspection } from "../inspection.ts";

/** The rules for Type 1 and TrueType fonts. */
export function checkSimpleFont(use: FontUse, inspection: Inspection): void {
  const { dictionary, label, codes, visible } = use;
  const { reader, findings } = inspection;
  const descriptor = reader.dictionary(dictionary.get("FontDescriptor"));
  const type = reader.name(dictionary.get("Subtype"));
  const file = reader.stream(descriptor.get("FontFile2") ?? descriptor.get("FontFile3") ?? descriptor.get("FontFile"));
  if (file === undefined) {
    if (visible) findings.add("font-not-embedded", label);
    return;
  }
  const first = reader.number(dictionary.get("FirstChar"));
  const widths = reader.list(dictionary.get("Widths")).map((item) => reader.number(item));
  if (first === undefined || !dictionary.has("LastChar") || widths.length === 0) findings.add("font-dictionary", label);
  if (!descriptor.has("FontFile2")) return checkNamedGlyphs(use, inspection);
  if (type !== "TrueType") return;
  const font = readTrueType(reader.decode(file));
  if (font === undefined) return findings.add("font-damaged", label);
  const symbolic = ((reader.number(descriptor.get("Flags")) ?? 0) & 4) !== 0;
  if (symbolic) checkSymbolEncoding(use, font, inspection);
  else checkTextEncoding(use, font, inspection);
  const missing = reader.number(descriptor.get("MissingWidth")) ?? 0;
  for (const [code, page] of codes) {
    const glyph = symbolic ? symbolGlyph(font, code) : textGlyph(font, code, dictionary, reader);
    const place = `${label}, page ${page}`;
    if (glyph === undefined) continue;
    if (glyph === 0) findings.add("notdef-shown", place);
    else if (glyph >= font.glyphs) findings.add("glyph-missing", place);
    else if (Math.abs((widths[code - (first ?? 0)] ?? missing) - font.width(glyph)) > widthTolerance)
      findings.add("glyph-width", place);
  }
}

function checkSymbolEncoding({ dictionary, label }: FontUse, { cmaps }: TrueType, inspection: Inspection): void {
  const { reader, findings } = inspection;
  const encoding = reader.resolve(dictionary.get("Encoding"));
  const suits = cmaps.length === 1 || cmaps.some((cmap) => cmap.platform === 3 && cmap.encoding === 0);
  if (encoding !== undefined || !suits) findings.add("truetype-encoding", label);
}

function checkTextEncoding({ dictionary, label }: FontUse, { cmaps }: TrueType, inspection: Inspection): void {
  const { reader, findings } = inspection;
  const encoding = reader.resolve(dictionary.get("Encoding"));
  const named = isDictionary(encoding) ? (reader.name(encoding.get("BaseEncoding")) ?? "") : "";
  const base = encoding instanceof PdfName ? encoding.name : named;
  if (!["WinAnsiEncoding", "MacRomanEncoding"].includes(base) || cmaps.length === 0)
    findings.add("truetype-encoding", label);
  // Names in Differences come from the Adobe Glyph List, and lead to glyphs through Unicode.
  const names = [...readDifferences(reader, dictionary).values()].filter((name) => name !== ".notdef");
  const unicode = cmaps.some(({ platform, encoding: kind }) => platform === 3 && kind === 1);
  if (names.length > 0 && (!unicode || !names.every(isStandardGlyph))) findings.add("truetype-encoding", label);
}

function textGlyph(
  { cmaps }: TrueType,
  code: number,
  dictionary: PdfDictionary,
  reader: PdfReader,
): number | undefined {
  const unicode = cmaps.find(({ platform, encoding }) => platform === 3 && encoding === 1);
  const character = encodedCharacter(code, dictionary, reader);
  return unicode === undefined || character === undefined ? undefined : unicode.glyphOf(character);
}

function encodedCharacter(code: number, dictionary: PdfDictionary, reader: PdfReader): number | undefined {
  const name = readDifferences(reader, dictionary).get(code);
  if (name !== undefined) return characterOf(name);
  const charset = charsetOf(reader, dictionary);
  return charset === undefined ? undefined : new TextDecoder(charset).decode(Uint8Array.of(code)).codePointAt(0);
}

function symbolGlyph({ cmaps }: TrueType, code: number): number | undefined {
  const symbol = cmaps.find(({ platform, encoding }) => platform === 3 && encoding === 0);
  if (symbol !== undefined) return symbol.glyphOf(0xf000 + code) || symbol.glyphOf(code);
  return cmaps.find(({ platform }) => platform === 1)?.glyphOf(code);
}
