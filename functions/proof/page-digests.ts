import { sha256 } from "../core/json/canonical-json.ts";
import { listPages } from "./reader/page-list.ts";
import type { PdfReader } from "./reader/pdf-reader.ts";
import {
  isArray,
  isDictionary,
  PdfName,
  PdfReference,
  PdfStream,
  PdfString,
  type PdfDictionary,
  type PdfItem,
} from "./reader/pdf-syntax.ts";

/** What a page's picture depends on (ISO 32000-1, 7.7.3.3). */
const drawn = ["Contents", "Resources", "MediaBox", "CropBox", "Rotate", "UserUnit"];

/** Where an annotation or a form leads: to other pages, and from there to the whole file. */
const leadsAway = new Set(["Parent", "P", "Dest", "A"]);

/** A digest of all that each page draws. Pages with the same digest look the same; others may still. */
export function pageDigests(reader: PdfReader): string[] {
  const known = new Map<number, string>();
  const dictionary = (item: PdfDictionary): string =>
    `<<${[...item].map(([key, value]) => `${key} ${leadsAway.has(key) ? "" : digest(value)}`).join(" ")}>>`;
  const digest = (item: PdfItem | undefined): string => {
    if (item instanceof PdfReference) {
      const found = known.get(item.number);
      if (found !== undefined) return found;
      // For an object that leads back to itself.
      known.set(item.number, `${item.number} R`);
      const own = sha256(digest(reader.object(item.number)));
      known.set(item.number, own);
      return own;
    }
    if (item instanceof PdfName) return `/${item.name}`;
    if (item instanceof PdfString) return JSON.stringify(item.bytes);
    if (item instanceof PdfStream) return `${dictionary(item.dictionary)} ${sha256(item.raw)}`;
    if (isArray(item)) return `[${item.map(digest).join(" ")}]`;
    if (isDictionary(item)) return dictionary(item);
    return String(item);
  };
  return listPages(reader).map(({ dictionary: page }) => {
    const visible = reader.list(page.get("Annots")).filter((annotation) => reader.dictionary(annotation).has("AP"));
    return sha256([...drawn.map((key) => digest(page.get(key))), ...visible.map(digest)].join("\n"));
  });
}
