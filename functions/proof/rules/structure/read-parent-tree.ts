import type { PdfReader } from "../../reader/pdf-reader.ts";
import type { PdfDictionary, PdfItem } from "../../reader/pdf-syntax.ts";

/** Reads the entries of the parent tree by key (ISO 32000-1, 14.7.4.4): an element, or an array of them by MCID. */
export function readParentTree(reader: PdfReader): ReadonlyMap<number, PdfItem> {
  const entries = new Map<number, PdfItem>();
  const seen = new Set<PdfDictionary>();
  const visit = (item: PdfItem | undefined): void => {
    const node = reader.dictionary(item);
    if (seen.has(node)) return;
    seen.add(node);
    const numbers = reader.list(node.get("Nums"));
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      const key = reader.number(numbers[at]);
      if (key !== undefined) entries.set(key, numbers[at + 1]!);
    }
    for (const kid of reader.list(node.get("Kids"))) visit(kid);
  };
  visit(reader.dictionary(reader.catalog.get("StructTreeRoot")).get("ParentTree"));
  return entries;
}
