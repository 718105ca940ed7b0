import { readCff } from "../../reader/read-cff.ts";
import { readType1 } from "../../reader/read-type1.ts";
import { isDictionary, PdfName, type PdfDictionary } from "../../reader/pdf-syntax.ts";
import type { PdfReader } from "../../reader/pdf-reader.ts";
import { characterOf } from "./glyph-names.ts";
import { widthTolerance } from "./font-use.ts";
import type { FontUse, Inspection } from "../inspection.ts";

/** The glyph names of an embedded Type 1 or CFF program, and its own encoding. */
interface Program {
  readonly names: readonly string[];
  readonly encoding: ReadonlyMap<number, string> | undefined;
  /** Advance width of the glyph, thousandths of an em. */
  widthOf(name: string): number | undefined;
}

/**
 * The rules for fonts whose glyphs have names: Type 1 and CFF programs (ISO 19005-3, 6.2.11.4, 6.2.11.5 and 6.2.11.8).
 */
export function checkNamedGlyphs({ dictionary, label, codes }: FontUse, { reader, findings }: Inspection): void {
  const descriptor = reader.dictionary(dictionary.get("FontDescriptor"));
  const program = readProgram(reader, descriptor);
  if (program === undefined) return findings.add("font-damaged", label);
  const names = new Set(program.names);
  const characters = new Map(program.names.map((name) => [characterOf(name), name]));
  const list = reader.text(descriptor.get("CharSet"));
  // A CharSet, if present, lists every glyph of the program, used or not (6.2.11.4.2), and is a list of its glyphs.
  if (list !== undefined) {
    const listed = new Set(
      list
        .split("/")
        .map((name) => name.trim())
        .filter((name) => name !== "" && name !== ".notdef"),
    );
    if (
      program.names.some((name) => name !== ".notdef" && !listed.has(name)) ||
      [...listed].some((name) => !names.has(name))
    )
      findings.add("cid-set", label);
  }
  const differences = readDifferences(reader, dictionary);
  const charset = charsetOf(reader, dictionary);
  for (const [code, page] of codes) {
    const place = `${label}, page ${page}`;
    const name = differences.get(code) ?? (charset === undefined ? program.encoding?.get(code) : undefined);
    // The check of all simple fonts finds the name .notdef.
    if (name === ".notdef") continue;
    if (name !== undefined) {
      if (!names.has(name)) findings.add("glyph-missing", place);
      else checkWidth(code, name, place);
    } else if (charset !== undefined) {
      const character = new TextDecoder(charset).decode(Uint8Array.of(code)).codePointAt(0);
      const glyph = characters.get(character);
      if (glyph === undefined) findings.add("glyph-missing", place);
      else checkWidth(code, glyph, place);
    } else if (program.encoding !== undefined) findings.add("notdef-shown", place);
  }

  function checkWidth(code: number, glyph: string, place: string): void {
    const given =
      reader.number(reader.list(dictionary.get("Widths"))[code - (reader.number(dictionary.get("FirstChar")) ?? 0)]) ??
      reader.number(descriptor.get("MissingWidth")) ??
      0;
    const width = program?.widthOf(glyph);
    if (width !== undefined && Math.abs(given - width) > widthTolerance) findings.add("glyph-width", place);
  }
}

function readProgram(reader: PdfReader, descriptor: PdfDictionary): Program | undefined {
  const type1 = reader.stream(descriptor.get("FontFile"));
  if (type1 !== undefined) {
    const program = readType1(reader.decode(type1), reader.number(type1.dictionary.get("Length1")) ?? 0);
    return program && { ...program, widthOf: program.width };
  }
  const stream = reader.stream(descriptor.get("FontFile3"));
  const cff = stream === undefined ? undefined : readCff(reader.decode(stream));
  return cff && { ...cff, widthOf: (name) => cff.width(cff.names.indexOf(name)) };
}

/** Code → glyph name, from the Differences of a simple font's encoding (ISO 32000-1, 9.6.6). */
export function readDifferences(reader: PdfReader, dictionary: PdfDictionary): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const encoding = reader.resolve(dictionary.get("Encoding"));
  if (!isDictionary(encoding)) return found;
  let at = 0;
  for (const item of reader.list(encoding.get("Differences"))) {
    const value = reader.resolve(item);
    if (typeof value === "number") at = value;
    else if (value instanceof PdfName) found.set(at++, value.name);
  }
  return found;
}

/** The character set of a simple font's named encoding or base encoding. */
export function charsetOf(reader: PdfReader, dictionary: PdfDictionary): "windows-1252" | "macintosh" | undefined {
  const encoding = reader.resolve(dictionary.get("Encoding"));
  const base =
    encoding instanceof PdfName
      ? encoding.name
      : isDictionary(encoding)
        ? reader.name(encoding.get("BaseEncoding"))
        : undefined;
  return base === "WinAnsiEncoding" ? "windows-1252" : base === "MacRomanEncoding" ? "macintosh" : undefined;
}
