import { readCff } from "../../reader/read-cff.ts";
import type { PdfReader } from "../../reader/pdf-reader.ts";
import { readTrueType } from "../../reader/read-truetype.ts";
import { isArray, PdfName, PdfStream, type PdfDictionary } from "../../reader/pdf-syntax.ts";
import type { FontUse, Inspection } from "../inspection.ts";
import { checkCMap } from "./check-cmap.ts";
import { widthTolerance } from "./font-use.ts";

/** The outlines of a composite font. */
interface CidProgram {
  /** All that have a glyph. */
  readonly cids: readonly number[];
  /** @returns 0 for the glyph of what is missing, undefined if there is no glyph at all */
  glyphOf(cid: number): number | undefined;
  /** In thousandths of the font size; undefined if it cannot be read. */
  width(glyph: number): number | undefined;
}

/** The rules for composite fonts (ISO 19005-3, 6.2.11.3 to 6.2.11.5). */
export function checkCompositeFont(use: FontUse, inspection: Inspection): void {
  const { dictionary, label, visible } = use;
  const { reader, findings } = inspection;
  const descendant = reader.dictionary(reader.list(dictionary.get("DescendantFonts"))[0]);
  const descriptor = reader.dictionary(descendant.get("FontDescriptor"));
  const type = reader.name(descendant.get("Subtype"));
  if (type !== "CIDFontType0" && type !== "CIDFontType2") findings.add("font-dictionary", label);
  const cidOf = checkCMap(dictionary, descendant, label, inspection);
  const file = reader.stream(descriptor.get("FontFile2") ?? descriptor.get("FontFile3"));
  if (file === undefined) {
    if (visible) findings.add("font-not-embedded", label);
    return;
  }
  const mapping = reader.resolve(descendant.get("CIDToGIDMap"));
  const isMapped = mapping instanceof PdfStream || (mapping instanceof PdfName && mapping.name === "Identity");
  if (type === "CIDFontType2" && !isMapped) findings.add("cid-to-gid", label);
  const isTrueType = descriptor.has("FontFile2");
  const program = isTrueType ? readGlyf(file, descendant, reader) : readOutlines(file, reader);
  if (program !== undefined) {
    checkCidSet(descriptor, program, label, inspection);
    checkGlyphs(use, descendant, program, cidOf, inspection);
    // An OpenType font may have TrueType outlines.
  } else if (isTrueType || reader.name(file.dictionary.get("Subtype")) !== "OpenType")
    findings.add("font-damaged", label);
}

/** Reads TrueType outlines, through CIDToGIDMap. @returns undefined if they are damaged */
function readGlyf(file: PdfStream, descendant: PdfDictionary, reader: PdfReader): CidProgram | undefined {
  const font = readTrueType(reader.decode(file));
  if (font === undefined || !font.outlines) return undefined;
  const gids = reader.stream(descendant.get("CIDToGIDMap"));
  const width = (glyph: number): number => font.width(glyph);
  const within = (glyph: number): number | undefined => (glyph === 0 || glyph < font.glyphs ? glyph : undefined);
  if (gids === undefined) return { cids: Array.from({ length: font.glyphs }, (_, cid) => cid), glyphOf: within, width };
  const table = reader.decode(gids);
  const glyphOf = (cid: number): number | undefined => within((table[cid * 2] ?? 0) * 256 + (table[cid * 2 + 1] ?? 0));
  const all = Array.from({ length: table.length >> 1 }, (_, cid) => cid);
  return { cids: all.filter((cid) => (glyphOf(cid) ?? 0) > 0), glyphOf, width };
}

/** Reads CFF outlines. @returns undefined if there are none */
function readOutlines(file: PdfStream, reader: PdfReader): CidProgram | undefined {
  const font = readCff(reader.decode(file));
  if (font === undefined) return undefined;
  return {
    cids: font.cidKeyed ? [...font.glyphOfCid.keys()] : Array.from({ length: font.glyphs }, (_, cid) => cid),
    glyphOf: (cid) => (font.cidKeyed ? font.glyphOfCid.get(cid) : cid < font.glyphs ? cid : undefined),
    width: (glyph) => font.width(glyph),
  };
}

/** Every code that is shown has a glyph, as wide as W says. */
function checkGlyphs(
  { codes, label }: FontUse,
  descendant: PdfDictionary,
  program: CidProgram,
  cidOf: (code: number) => number | undefined,
  { reader, findings }: Inspection,
): void {
  const widths = readWidths(descendant, reader);
  const usual = reader.number(descendant.get("DW")) ?? 1000;
  for (const [code, page] of codes) {
    const cid = cidOf(code);
    if (cid === undefined) continue;
    const glyph = program.glyphOf(cid);
    const place = `${label}, page ${page}`;
    const width = widths.get(cid) ?? usual;
    if (glyph === 0) findings.add("notdef-shown", place);
    else if (glyph === undefined) findings.add("glyph-missing", place);
    else if (Math.abs(width - (program.width(glyph) ?? width)) > widthTolerance) findings.add("glyph-width", place);
  }
}

/** A CIDSet, if present, lists every CID of the font program, used or not (6.2.11.4.2). */
function checkCidSet(
  descriptor: PdfDictionary,
  { cids }: CidProgram,
  label: string,
  { reader, findings }: Inspection,
): void {
  const stream = reader.stream(descriptor.get("CIDSet"));
  if (stream === undefined) return;
  const bits = reader.decode(stream);
  if (cids.some((cid) => ((bits[cid >> 3] ?? 0) & (0x80 >> (cid & 7))) === 0)) findings.add("cid-set", label);
}

/** W (ISO 32000-1, 9.7.4.3). */
function readWidths(font: PdfDictionary, reader: PdfReader): Map<number, number> {
  const widths = new Map<number, number>();
  const items = reader.list(font.get("W"));
  for (let at = 0; at < items.length;) {
    const first = reader.number(items[at]) ?? 0;
    const second = reader.resolve(items[at + 1]);
    if (isArray(second)) {
      second.forEach((item, index) => widths.set(first + index, reader.number(item) ?? 0));
      at += 2;
    } else {
      const last = Math.min(typeof second === "number" ? second : first, first + 65_535);
      for (let cid = first; cid <= last; cid++) widths.set(cid, reader.number(items[at + 2]) ?? 0);
      at += 3;
    }
  }
  return widths;
}
