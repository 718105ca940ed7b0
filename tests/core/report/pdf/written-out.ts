import { createHash } from "node:crypto";
import { PdfReader } from "../../../../functions/proof/reader/pdf-reader.ts";
import {
  type PdfItem,
  PdfName,
  PdfReference,
  PdfStream,
  PdfString,
} from "../../../../functions/proof/reader/pdf-syntax.ts";

/**
 * A PDF file as a text: every object with its number, streams of text decoded, those of fonts, pictures and tables by
 * the hash of their decoded content. What is compressed may be compressed otherwise, not be other.
 */
export function writtenOut(bytes: Uint8Array): string {
  const reader = new PdfReader(bytes);
  const trailer = new Map([...reader.trailer].filter(([name]) => name !== "Length"));
  const objects = reader.numbers.map((number) => `${number} ${shown(reader, reader.object(number) ?? null)}\n`);
  return [`trailer ${shown(reader, trailer)}\n`, ...objects].join("\n");
}

function shown(reader: PdfReader, item: PdfItem): string {
  if (item instanceof PdfName) return `/${item.name}`;
  if (item instanceof PdfReference) return `${item.number} R`;
  if (item instanceof PdfString) return JSON.stringify(item.text);
  if (item instanceof PdfStream) {
    // Where objects begin depends on zlib, too; that they begin there is shown by their being read.
    const isPlaces = reader.name(item.dictionary.get("Type")) === "XRef";
    return `${shown(reader, withoutLength(item))}\n${isPlaces ? "places of objects" : content(reader.decode(item))}`;
  }
  if (item instanceof Map) {
    const members = [...(item as ReadonlyMap<string, PdfItem>)].map(
      ([name, value]) => `/${name} ${shown(reader, value)}`,
    );
    return `<<${members.join(" ")}>>`;
  }
  return Array.isArray(item)
    ? `[${(item as readonly PdfItem[]).map((each) => shown(reader, each)).join(" ")}]`
    : String(item);
}

/** How long a compressed stream is depends on zlib. */
function withoutLength({ dictionary }: PdfStream): ReadonlyMap<string, PdfItem> {
  return new Map([...dictionary].filter(([name]) => name !== "Length"));
}

/** Text as it is, with escapes for its few other bytes; anything else by its length and hash. */
function content(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("latin1");
  const others = text.match(/[^\n\x20-\x7e]/g)?.length ?? 0;
  if (others > text.length / 4)
    return `${bytes.length} bytes, ${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}`;
  return text
    .replaceAll(/[^\n\x20-\x7e]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`)
    .trimEnd();
}
