import { PdfName, type PdfDictionary, type PdfItem, type PdfStream } from "../../reader/pdf-syntax.ts";
import type { CMap } from "../../reader/parse-cmap.ts";
import type { Inspection } from "../inspection.ts";
import { embeddedCMap } from "./font-use.ts";

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

/**
 * The rules for the CMap of a composite font (ISO 19005-3, 6.2.11.3).
 *
 * @param font the font's dictionary
 * @param descendant its CIDFont
 * @param label of the font, for people
 * @returns the CID of a code, undefined if it is not known
 */
export function checkCMap(
  font: PdfDictionary,
  descendant: PdfDictionary,
  label: string,
  inspection: Inspection,
): (code: number) => number | undefined {
  const { reader, findings } = inspection;
  const encoding = reader.resolve(font.get("Encoding"));
  const map = embeddedCMap(font, reader);
  if (encoding instanceof PdfName ? !isNamed(encoding) : map === undefined) findings.add("cmap", label);
  const system = reader.dictionary(descendant.get("CIDSystemInfo"));
  if (map !== undefined) checkEmbedded(map, reader.stream(font.get("Encoding"))!, system, label, inspection);
  if (!(encoding instanceof PdfName)) return (code) => map?.cid(code);
  if (identity.has(encoding.name)) return (code) => code;
  checkCollection(encoding.name, system, label, inspection);
  return () => undefined;
}

function isNamed(item: PdfItem | undefined): boolean {
  return item instanceof PdfName && (identity.has(item.name) || predefined.test(item.name));
}

/** 6.2.11.3.1: a font with a predefined CMap has the CMap's character collection. */
function checkCollection(cmap: string, system: PdfDictionary, label: string, { reader, findings }: Inspection): void {
  const ordering = collections.find(([names]) => names.test(cmap))![1];
  if (reader.text(system.get("Registry")) !== "Adobe" || reader.text(system.get("Ordering")) !== ordering)
    findings.add("cid-system", label);
}

/** @param own the character collection of the font */
function checkEmbedded(
  map: CMap,
  stream: PdfStream,
  own: PdfDictionary,
  label: string,
  { reader, findings }: Inspection,
): void {
  const declared = reader.number(stream.dictionary.get("WMode"));
  const other = reader.resolve(stream.dictionary.get("UseCMap"));
  if ((map.usesOther || other !== undefined) && !isNamed(other)) findings.add("cmap", label);
  if ((declared ?? 0) !== (map.wMode ?? 0)) findings.add("cmap", label);
  const system = reader.dictionary(stream.dictionary.get("CIDSystemInfo"));
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
