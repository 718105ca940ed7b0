import { parseCMap } from "../../reader/parse-cmap.ts";
import { checkCompositeFont } from "./check-composite-font.ts";
import { readDifferences } from "./check-named-glyphs.ts";
import { checkSimpleFont } from "./check-simple-font.ts";
import { isStandardGlyph } from "./glyph-names.ts";
import type { FontUse, Inspection } from "../inspection.ts";
import { isDictionary, PdfName } from "../../reader/pdf-syntax.ts";

const types = new Set(["Type0", "Type1", "MMType1", "Type3", "TrueType"]);
const invalid = /[\0\ufeff\ufffe]/;
const privateUse = /[\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]/u;

/** The rules for fonts (ISO 19005-3, 6.2.11; ISO 14289-1, 7.21), applied to the characters shown. */
export function checkFonts(inspection: Inspection): void {
  const { reader, findings } = inspection;
  for (const use of inspection.fonts.values()) {
    const { dictionary, label } = use;
    const type = reader.name(dictionary.get("Subtype")) ?? "";
    if (!types.has(type) || (type !== "Type3" && !dictionary.has("BaseFont"))) findings.add("font-dictionary", label);
    if (type === "Type0") checkCompositeFont(use, inspection);
    else if (type !== "Type3") checkSimpleFont(use, inspection);
    if (type !== "Type0") checkNotdef(use, inspection);
    checkUnicode(use, type, inspection);
  }
}

/** 6.2.11.8: no code shown maps to .notdef. */
function checkNotdef({ dictionary, label, codes }: FontUse, { reader, findings }: Inspection): void {
  const differences = readDifferences(reader, dictionary);
  for (const [code, page] of codes)
    if (differences.get(code) === ".notdef") findings.add("notdef-shown", `${label}, page ${page}`);
}

/** Checks that characters map to Unicode (6.2.11.7). */
function checkUnicode(
  { dictionary, label, codes, plain }: FontUse,
  type: string,
  { reader, findings }: Inspection,
): void {
  const stream = reader.stream(dictionary.get("ToUnicode"));
  if (stream === undefined) {
    if (![...codes.keys()].every((code) => meansSomething(code))) findings.add("no-unicode", label);
    return;
  }
  const map = parseCMap(reader.decode(stream));
  for (const [code, page] of codes) {
    const text = map.text(code);
    const place = `${label}, page ${page}`;
    if (text === undefined || text === "") {
      if (!meansSomething(code)) findings.add("no-unicode", place);
    } else if (invalid.test(text)) findings.add("invalid-unicode", place);
    else if (privateUse.test(text) && plain.has(code)) findings.add("private-use", place);
  }

  /** Whether the font identifies a code's character without ToUnicode. */
  function meansSomething(code: number): boolean {
    const encoding = reader.resolve(dictionary.get("Encoding"));
    if (type === "Type0") {
      const system = reader.dictionary(
        reader.dictionary(reader.list(dictionary.get("DescendantFonts"))[0]).get("CIDSystemInfo"),
      );
      return (
        reader.text(system.get("Registry")) === "Adobe" &&
        /^(GB1|CNS1|Japan1|Korea1|KR)$/.test(reader.text(system.get("Ordering")) ?? "")
      );
    }
    if (encoding instanceof PdfName)
      return ["WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding"].includes(encoding.name);
    if (!isDictionary(encoding)) return type === "Type1" && isStandard(reader.name(dictionary.get("BaseFont")) ?? "");
    let at = 0;
    for (const item of reader.list(encoding.get("Differences"))) {
      const value = reader.resolve(item);
      if (typeof value === "number") at = value;
      else if (value instanceof PdfName && at++ === code) return isStandardGlyph(value.name);
    }
    return encoding.has("BaseEncoding") || (type === "Type1" && !symbolic());
  }

  function symbolic(): boolean {
    return ((reader.number(reader.dictionary(dictionary.get("FontDescriptor")).get("Flags")) ?? 0) & 4) !== 0;
  }
}

/** Whether it is one of the 14 standard fonts, whose encodings are known. */
function isStandard(name: string): boolean {
  return /^(Times-|Helvetica|Courier|Symbol$|ZapfDingbats$)/.test(name);
}
