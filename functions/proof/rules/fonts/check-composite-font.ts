import { readCff } from "../../reader/read-cff.ts";
import { readTrueType } from "../../reader/read-truetype.ts";
import { isArray, PdfName, PdfStream, type PdfDictionary } from "../../reader/pdf-syntax.ts";
import { embeddedCMap, widthTolerance } from "./font-use.ts";
import type { FontUse, Inspection } from "../inspection.ts";

const identity = new Set(["Identity-H", "Identity-V"]);
/** ISO 32000-1, table 118. */
const predefined =
  /^(GB-EUC|GBpc-EUC|GBK-EUC|GBKp-EUC|GBK2K|UniGB-UCS2|UniGB-UTF16|B5pc|HKscs-B5|ETen-B5|ETenms-B5|CNS-EUC|UniCNS-UCS2|UniCNS-UTF16|83pv-RKSJ|90ms-RKSJ|90msp-RKSJ|90pv-RKSJ|Add-RKSJ|EUC|Ext-RKSJ|H|V|UniJIS-UCS2|UniJIS-UCS2-HW|UniJIS-UTF16|KSC-EUC|KSCms-UHC|KSCms-UHC-HW|KSCpc-EUC|UniKS-UCS2|UniKS-UTF16)(-[HV])?$/;

/** The character collections of the predefined CMaps (ISO 32000-1, table 118). */
const collections: readonly (readonly [RegExp, string])[] = [
  [/^(GB|UniGB)/, "GB1"],
  [/^(B5pc|HKscs|ETen|CNS|UniCNS)/, "CNS1"],
  [/^(KSC|UniKS)/, "Korea1"],
  [/^/, "Japan1"],
];

/** ISO 19005-3, 6.1.13. */
const largestCid = 65_535;

/** The rules for composite fonts (ISO 19005-3, 6.2.11.3 to 6.2.11.5). */
export function checkCompositeFont(
  { dictionary, label, codes, visible }: FontUse,
  { reader, findings }: Inspection,
): void {
  const descendant = reader.dictionary(reader.list(dictionary.get("DescendantFonts"))[0]);
  const descriptor = reader.dictionary(descendant.get("FontDescriptor"));
  const type = reader.name(descendant.get("Subtype"));
  if (type !== "CIDFontType0" && type !== "CIDFontType2") findings.add("font-dictionary", label);
  const encoding = reader.resolve(dictionary.get("Encoding"));
  const map = embeddedCMap(dictionary, reader);
  const isIdentity = encoding instanceof PdfName && identity.has(encoding.name);
  if (encoding instanceof PdfName ? !isIdentity && !predefined.test(encoding.name) : map === undefined)
    findings.add("cmap", label);
  checkCMap();
  checkCollection();
  const file = reader.stream(descriptor.get("FontFile2") ?? descriptor.get("FontFile3"));
  if (file === undefined) {
    if (visible) findings.add("font-not-embedded", label);
    return;
  }
  const mapping = reader.resolve(descendant.get("CIDToGIDMap"));
  if (
    type === "CIDFontType2" &&
    !(mapping instanceof PdfStream) &&
    !(mapping instanceof PdfName && mapping.name === "Identity")
  )
    findings.add("cid-to-gid", label);
  const widths = readWidths(descendant);
  const usual = reader.number(descendant.get("DW")) ?? 1000;
  if (!descriptor.has("FontFile2")) return checkOutlines(file);
  const font = readTrueType(reader.decode(file));
  if (font === undefined || !font.outlines) return findings.add("font-damaged", label);
  const gids = reader.stream(descendant.get("CIDToGIDMap"));
  const table = gids === undefined ? undefined : reader.decode(gids);
  const cids =
    table === undefined
      ? Array.from({ length: font.glyphs }, (_, cid) => cid)
      : Array.from({ length: table.length >> 1 }, (_, cid) => cid).filter(
          (cid) => glyphOf(cid) > 0 && glyphOf(cid) < font.glyphs,
        );
  checkCidSet(cids);
  for (const [code, page] of codes) {
    const cid = isIdentity ? code : map?.cid(code);
    if (cid === undefined) continue;
    const glyph = glyphOf(cid);
    const place = `${label}, page ${page}`;
    if (glyph === 0) findings.add("notdef-shown", place);
    else if (glyph >= font.glyphs) findings.add("glyph-missing", place);
    else if (Math.abs((widths.get(cid) ?? usual) - font.width(glyph)) > widthTolerance)
      findings.add("glyph-width", place);
  }

  function glyphOf(cid: number): number {
    return table === undefined ? cid : (table[cid * 2] ?? 0) * 256 + (table[cid * 2 + 1] ?? 0);
  }

  /** Checks a font with CFF outlines. */
  function checkOutlines(program: PdfStream): void {
    const font = readCff(reader.decode(program));
    // An OpenType font may have TrueType outlines.
    if (font === undefined) {
      if (reader.name(program.dictionary.get("Subtype")) !== "OpenType") findings.add("font-damaged", label);
      return;
    }
    const glyphOfCid = (cid: number): number | undefined =>
      font.cidKeyed ? font.glyphOfCid.get(cid) : cid < font.glyphs ? cid : undefined;
    checkCidSet(font.cidKeyed ? [...font.glyphOfCid.keys()] : Array.from({ length: font.glyphs }, (_, cid) => cid));
    for (const [code, page] of codes) {
      const cid = isIdentity ? code : map?.cid(code);
      if (cid === undefined) continue;
      const glyph = glyphOfCid(cid);
      if (glyph === 0) findings.add("notdef-shown", `${label}, page ${page}`);
      else if (glyph === undefined) findings.add("glyph-missing", `${label}, page ${page}`);
      else if (Math.abs((widths.get(cid) ?? usual) - (font.width(glyph) ?? widths.get(cid) ?? usual)) > widthTolerance)
        findings.add("glyph-width", `${label}, page ${page}`);
    }
  }

  /** 6.2.11.3.1: a font with a predefined CMap has the CMap's character collection. */
  function checkCollection(): void {
    if (!(encoding instanceof PdfName) || isIdentity) return;
    const system = reader.dictionary(descendant.get("CIDSystemInfo"));
    const ordering = collections.find(([names]) => names.test(encoding.name))![1];
    if (reader.text(system.get("Registry")) !== "Adobe" || reader.text(system.get("Ordering")) !== ordering)
      findings.add("cid-system", label);
  }

  function checkCMap(): void {
    if (map === undefined) return;
    const stream = reader.stream(dictionary.get("Encoding"))!;
    const declared = reader.number(stream.dictionary.get("WMode"));
    const other = reader.resolve(stream.dictionary.get("UseCMap"));
    const named = other instanceof PdfName && (identity.has(other.name) || predefined.test(other.name));
    if ((map.usesOther || other !== undefined) && !named) findings.add("cmap", label);
    if ((declared ?? 0) !== (map.wMode ?? 0)) findings.add("cmap", label);
    const [own, system] = [
      reader.dictionary(descendant.get("CIDSystemInfo")),
      reader.dictionary(stream.dictionary.get("CIDSystemInfo")),
    ];
    // The stream's dictionary repeats what the CMap itself says.
    const inner = map.systemInfo ?? new Map();
    const differs = (key: string): boolean => {
      const text = reader.text(own.get(key));
      return text !== reader.text(system.get(key)) || (inner.has(key) && text !== reader.text(inner.get(key)));
    };
    if (differs("Registry") || differs("Ordering")) findings.add("cid-system", label);
    const [font, cmap] = [own, system].map((info) => reader.number(info.get("Supplement")) ?? 0) as [number, number];
    if (font < cmap) findings.add("font-supplement", label);
    if (font > cmap) findings.add("cmap-supplement", label);
    if (map.largestCid > largestCid) findings.add("too-large-value", `${label}: CID ${map.largestCid}`);
  }

  /** A CIDSet, if present, lists every CID of the font program, used or not (6.2.11.4.2). */
  function checkCidSet(cids: readonly number[]): void {
    const stream = reader.stream(descriptor.get("CIDSet"));
    if (stream === undefined) return;
    const bits = reader.decode(stream);
    if (cids.some((cid) => ((bits[cid >> 3] ?? 0) & (0x80 >> (cid & 7))) === 0)) findings.add("cid-set", label);
  }

  /** W (ISO 32000-1, 9.7.4.3). */
  function readWidths(font: PdfDictionary): Map<number, number> {
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
}
