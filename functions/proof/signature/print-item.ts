import {
  isArray,
  isDictionary,
  PdfName,
  PdfReference,
  PdfStream,
  PdfString,
  type PdfItem,
} from "../reader/pdf-syntax.ts";

/**
 * Writes a value in PDF syntax (ISO 32000-1, 7.3), one character per byte.
 *
 * @throws TypeError for a stream, which must be an indirect object
 */
export function printItem(item: PdfItem): string {
  if (item === null) return "null";
  if (typeof item === "boolean" || typeof item === "number") return String(item);
  if (item instanceof PdfName)
    return `/${item.name.replaceAll(/[^\x21-\x7e]|[#/()<>[\]{}%]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, "0")}`)}`;
  if (item instanceof PdfString) return `<${Buffer.from(item.bytes, "latin1").toString("hex")}>`;
  if (item instanceof PdfReference) return `${item.number} ${item.generation} R`;
  if (isArray(item)) return `[${item.map(printItem).join(" ")}]`;
  if (isDictionary(item))
    return `<<${[...item].map(([key, value]) => `${printItem(new PdfName(key))} ${printItem(value)}`).join("")}>>`;
  throw new TypeError(`a ${item instanceof PdfStream ? "stream" : typeof item} cannot be inside another object`);
}
