import { parseCMap, type CMap } from "../../reader/parse-cmap.ts";
import type { PdfReader } from "../../reader/pdf-reader.ts";
import type { PdfDictionary } from "../../reader/pdf-syntax.ts";
import type { FontUse, Inspection } from "../inspection.ts";

/** Largest difference between widths, thousandths of an em (ISO 19005-3, 6.2.11.5). */
export const widthTolerance = 1;

/** Records what is shown in a font, from its first selection. */
export function fontUse({ reader, fonts }: Inspection, dictionary: PdfDictionary): FontUse {
  let use = fonts.get(dictionary);
  if (use === undefined) {
    const label =
      reader.name(dictionary.get("BaseFont")) ?? reader.name(dictionary.get("Name")) ?? "a font without name";
    fonts.set(dictionary, (use = { dictionary, label, codes: new Map(), plain: new Set(), visible: false }));
  }
  return use;
}

const cmaps = new WeakMap<PdfDictionary, CMap>();

/** The CMap that a composite font embeds as its Encoding. */
export function embeddedCMap(dictionary: PdfDictionary, reader: PdfReader): CMap | undefined {
  const stream = reader.stream(dictionary.get("Encoding"));
  if (stream === undefined) return undefined;
  let map = cmaps.get(dictionary);
  if (map === undefined) cmaps.set(dictionary, (map = parseCMap(reader.decode(stream))));
  return map;
}

/**
 * The character codes of a shown string (ISO 32000-1, 9.4.3): one byte each, or as the CMap of a composite font defines
 * them.
 */
export function codesOf({ dictionary }: FontUse, text: string, reader: PdfReader): number[] {
  const codes: number[] = [];
  if (reader.name(dictionary.get("Subtype")) !== "Type0") {
    for (let at = 0; at < text.length; at++) codes.push(text.charCodeAt(at));
    return codes;
  }
  const spaces = embeddedCMap(dictionary, reader)?.spaces ?? [];
  for (let at = 0; at < text.length;) {
    const length =
      spaces.find((space) => space.length <= text.length - at && within(read(text, at, space.length), space))?.length ??
      2;
    codes.push(read(text, at, length));
    at += length;
  }
  return codes;
}

function read(text: string, at: number, length: number): number {
  let code = 0;
  for (let i = at; i < at + length; i++) code = code * 256 + (i < text.length ? text.charCodeAt(i) : 0);
  return code;
}

function within(code: number, { length, low, high }: CMap["spaces"][number]): boolean {
  for (let byte = 0; byte < length; byte++) {
    const part = (value: number): number => Math.floor(value / 256 ** byte) % 256;
    if (part(code) < part(low) || part(code) > part(high)) return false;
  }
  return true;
}
