import { everyDictionary } from "../reader/every-dictionary.ts";
import type { PdfReader } from "../reader/pdf-reader.ts";
import { isArray, isDictionary, PdfName, PdfString, type PdfDictionary, type PdfItem } from "../reader/pdf-syntax.ts";
import type { Inspection } from "./inspection.ts";

/**
 * The rule for places inside the document (ISO 14289-2, 8.8): links, entries of the outline and actions lead to a
 * structure element, whether or not they name a page, too.
 */
export function checkDestinations({ reader, findings }: Inspection): void {
  const named = readNames(reader);
  const leadsToElement = (item: PdfItem | undefined): boolean => {
    const value = reader.resolve(item);
    if (value instanceof PdfString) return isStructured(named.get(value.bytes), reader);
    if (value instanceof PdfName)
      return isStructured(reader.dictionary(reader.catalog.get("Dests")).get(value.name), reader);
    return isStructured(value, reader);
  };
  const opening = reader.resolve(reader.catalog.get("OpenAction"));
  if (isArray(opening) && !isStructured(opening, reader)) findings.add("page-destination", "the opening action");
  for (const { dictionary, object } of everyDictionary(reader)) {
    const place = `object ${object}`;
    // Links and entries of the outline.
    if (dictionary.has("Dest") && !leadsToElement(dictionary.get("Dest"))) findings.add("page-destination", place);
    const isJump = reader.name(dictionary.get("S")) === "GoTo" && dictionary.has("D");
    if (isJump && !dictionary.has("SD") && !leadsToElement(dictionary.get("D")))
      findings.add("page-destination", place);
  }
}

/** Whether a destination is that of a structure element (ISO 32000-2, 12.3.2.3). */
function isStructured(item: PdfItem | undefined, reader: PdfReader): boolean {
  const value = reader.resolve(item);
  if (isDictionary(value)) return value.has("SD") || isStructured(value.get("D"), reader);
  return isArray(value) && reader.dictionary(value[0]).has("S");
}

/** The names of destinations, one character for each byte, with what they stand for (12.3.2.4). */
function readNames(reader: PdfReader): ReadonlyMap<string, PdfItem> {
  const found = new Map<string, PdfItem>();
  const seen = new Set<PdfDictionary>();
  const visit = (item: PdfItem | undefined): void => {
    const node = reader.dictionary(item);
    if (seen.has(node)) return;
    seen.add(node);
    const names = reader.list(node.get("Names"));
    for (let at = 0; at + 1 < names.length; at += 2) {
      const key = reader.resolve(names[at]);
      if (key instanceof PdfString) found.set(key.bytes, names[at + 1]!);
    }
    for (const kid of reader.list(node.get("Kids"))) visit(kid);
  };
  visit(reader.dictionary(reader.catalog.get("Names")).get("Dests"));
  return found;
}
