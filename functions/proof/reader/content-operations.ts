import { PdfLexer, PdfSyntaxError } from "./pdf-lexer.ts";
import { PdfKeyword, PdfName, type PdfDictionary, type PdfItem } from "./pdf-syntax.ts";

/** One operation of a content stream (ISO 32000-1, 7.8.2). */
export interface Operation {
  readonly operator: string;
  readonly operands: readonly PdfItem[];
  /** Dictionary of an inline image, whose operator is `BI`. */
  readonly image?: PdfDictionary;
}

/**
 * Yields the operations of a decoded content stream, in order.
 *
 * @throws PdfSyntaxError at the point where the stream becomes unreadable
 */
export function* contentOperations(bytes: Uint8Array): Generator<Operation> {
  const lexer = new PdfLexer(bytes);
  let operands: PdfItem[] = [];
  for (let item = lexer.next(); item !== undefined; item = lexer.next()) {
    if (!(item instanceof PdfKeyword)) operands.push(item);
    else {
      if (item.word === "BI") yield { operator: "BI", operands, image: readInlineImage(lexer) };
      else yield { operator: item.word, operands };
      operands = [];
    }
  }
}

/** Reads entries up to `ID` and skips the data up to `EI` (8.9.7). */
function readInlineImage(lexer: PdfLexer): PdfDictionary {
  const entries = new Map<string, PdfItem>();
  for (;;) {
    const key = lexer.next();
    if (key instanceof PdfKeyword && key.word === "ID") break;
    if (!(key instanceof PdfName)) throw new PdfSyntaxError("an inline image is damaged");
    entries.set(key.name, lexer.value());
  }
  const { bytes } = lexer;
  for (let at = lexer.position + 1; at < bytes.length; at++) {
    if (
      bytes[at] === 0x45 &&
      bytes[at + 1] === 0x49 &&
      isWhite(bytes[at - 1]) &&
      isWhite(bytes[at + 2] ?? 10) &&
      looksLikeContent(bytes, at + 2)
    ) {
      lexer.position = at + 2;
      return entries;
    }
  }
  throw new PdfSyntaxError("an inline image has no end");
}

/** Whether content follows: image data may contain the letters EI by chance, but text follows the real ones. */
function looksLikeContent(bytes: Uint8Array, from: number): boolean {
  return bytes
    .subarray(from, from + 10)
    .every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127));
}

function isWhite(byte: number | undefined): boolean {
  return byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;
}
