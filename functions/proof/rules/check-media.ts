import { everyDictionary } from "../reader/every-dictionary.ts";
import { PdfString, type PdfItem } from "../reader/pdf-syntax.ts";
import type { Inspection } from "./inspection.ts";

/** RFC 2045: type and subtype. */
const mediaType = /^[-\w+.]+\/[-\w+.]+$/;

/**
 * The rules for media clip data (ISO 14289-1, 7.18.6.2; ISO 32000-1, 13.2.4.2): what it is, and what it says instead.
 */
export function checkMedia({ reader, findings }: Inspection): void {
  for (const { dictionary, object } of everyDictionary(reader)) {
    // Other dictionaries than clips have S too, but not this value.
    if (reader.name(dictionary.get("S")) !== "MCD") continue;
    const place = `object ${object}`;
    if (!mediaType.test(reader.text(dictionary.get("CT")) ?? "")) findings.add("media-clip-type", place);
    if (!isMultiLanguage(reader.list(dictionary.get("Alt")))) findings.add("media-clip-text", place);
  }

  /** A multi-language text array (14.9.2.4): pairs of a language, which may be empty, and a text. */
  function isMultiLanguage(items: readonly PdfItem[]): boolean {
    const texts = items.map((item) => (reader.resolve(item) instanceof PdfString ? reader.text(item) : undefined));
    return (
      texts.length > 0 &&
      texts.length % 2 === 0 &&
      texts.every((text, index) => text !== undefined && (index % 2 === 0 || text.trim() !== ""))
    );
  }
}
