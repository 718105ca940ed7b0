import type { PdfReader } from "./pdf-reader.ts";
import { PdfReference, type PdfDictionary, type PdfItem } from "./pdf-syntax.ts";

export interface ReaderPage {
  /** From 1. */
  readonly number: number;
  readonly object: number | undefined;
  /** Includes the entries inherited from the nodes above. */
  readonly dictionary: PdfDictionary;
  /** Whether its Resources are its own, not inherited. */
  readonly ownResources: boolean;
}

const inherited = ["Resources", "MediaBox", "CropBox", "Rotate"];

/** Lists the pages in order (ISO 32000-1, 7.7.3). */
export function listPages(reader: PdfReader): ReaderPage[] {
  const pages: ReaderPage[] = [];
  const seen = new Set<number>();
  const visit = (item: PdfItem | undefined, above: PdfDictionary): void => {
    const object = item instanceof PdfReference ? item.number : undefined;
    if (object !== undefined) {
      if (seen.has(object)) return;
      seen.add(object);
    }
    const node = reader.dictionary(item);
    if (node.size === 0) return;
    const whole = new Map(node);
    for (const key of inherited) if (!whole.has(key) && above.has(key)) whole.set(key, above.get(key)!);
    if (node.has("Kids")) for (const kid of reader.list(node.get("Kids"))) visit(kid, whole);
    else pages.push({ number: pages.length + 1, object, dictionary: whole, ownResources: node.has("Resources") });
  };
  visit(reader.catalog.get("Pages"), new Map());
  return pages;
}
