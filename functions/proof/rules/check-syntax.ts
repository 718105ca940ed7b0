import { PdfLexer, PdfSyntaxError } from "../reader/pdf-lexer.ts";
import type { PdfReader } from "../reader/pdf-reader.ts";
import { PdfStream } from "../reader/pdf-syntax.ts";
import type { Findings } from "./findings.ts";
import type { Inspection } from "./inspection.ts";

const carriageReturn = 13;
const lineFeed = 10;

/**
 * The rules for the bytes between values: ISO 19005-3, 6.1.4 (cross-reference sections), 6.1.7.1 (the ends of a
 * stream's data) and 6.1.9 (the frame of an object). Objects in object streams have no such frame.
 */
export function checkSyntax(inspection: Inspection): void {
  const { reader } = inspection;
  const rules = new SyntaxRules(inspection);
  for (const offset of reader.crossReferenceSections) rules.checkTable(offset);
  for (const number of reader.numbers) {
    const place = reader.place(number);
    if (place !== undefined && "offset" in place) rules.checkObject(number, place.offset);
  }
}

class SyntaxRules {
  readonly #reader: PdfReader;
  readonly #findings: Findings;
  readonly #bytes: Uint8Array;

  constructor({ reader, findings }: Inspection) {
    this.#reader = reader;
    this.#findings = findings;
    this.#bytes = reader.bytes;
  }

  /** `xref`, one end of line, then subsection heads with one space between their two numbers. */
  checkTable(offset: number): void {
    if (this.#word(offset, 4) !== "xref") return;
    const start = offset + 4 + this.#lineEndAt(offset + 4);
    if (start === offset + 4 || !isDigit(this.#bytes[start]))
      return this.#findings.add("cross-reference-syntax", `byte ${offset}: xref`);
    const text = Buffer.from(this.#bytes.subarray(start, start + 40)).toString("latin1");
    for (let at = start, head = text; ;) {
      const found = /^(\d+)( ?)(\s*)(\d+)/.exec(head);
      if (found === null) return;
      if (found[2] !== " " || found[3] !== "")
        return this.#findings.add("cross-reference-syntax", `byte ${at}: a subsection's head`);
      // The lines below a head have twenty bytes each (ISO 32000-1, 7.5.4).
      at += found[0].length;
      while (isWhite(this.#bytes[at])) at++;
      at += Number(found[4]) * 20;
      while (isWhite(this.#bytes[at])) at++;
      head = Buffer.from(this.#bytes.subarray(at, at + 40)).toString("latin1");
    }
  }

  checkObject(number: number, offset: number): void {
    const place = `object ${number}`;
    let start = offset;
    while (isWhite(this.#bytes[start])) start++;
    const head = /^\d+(\s+)\d+(\s+)obj/.exec(Buffer.from(this.#bytes.subarray(start, start + 64)).toString("latin1"));
    // An object that is not where the cross-references say is reported as damage.
    if (head === null) return;
    const framed =
      head[1]!.length === 1 &&
      head[2]!.length === 1 &&
      (start === 0 || isLineEnd(this.#bytes[start - 1])) &&
      isLineEnd(this.#bytes[start + head[0].length]);
    if (!framed) this.#findings.add("object-syntax", place);
    const item = this.#reader.object(number);
    try {
      const end = item instanceof PdfStream ? this.#checkStream(item, place) : this.#endOfValue(start + head[0].length);
      if (end === undefined) return;
      const lexer = new PdfLexer(this.#bytes, end);
      lexer.skipWhite();
      const closed =
        this.#word(lexer.position, 6) === "endobj" &&
        isLineEnd(this.#bytes[lexer.position - 1]) &&
        isLineEnd(this.#bytes[lexer.position + 6]);
      if (!closed) this.#findings.add("object-syntax", place);
    } catch (error) {
      // An unterminated value is reported as damage.
      if (!(error instanceof PdfSyntaxError)) throw error;
    }
  }

  #endOfValue(from: number): number {
    const lexer = new PdfLexer(this.#bytes, from);
    lexer.value();
    return lexer.position;
  }

  /** @returns the byte after `endstream` */
  #checkStream({ raw }: PdfStream, place: string): number | undefined {
    const start = raw.byteOffset - this.#bytes.byteOffset;
    const opened =
      this.#bytes[start - 1] === lineFeed &&
      (this.#word(start - 7, 6) === "stream" ||
        (this.#bytes[start - 2] === carriageReturn && this.#word(start - 8, 6) === "stream"));
    if (!opened) this.#findings.add("stream-syntax", `${place}: stream is not followed by one end of line`);
    let end = start + raw.length;
    const gap = this.#lineEndAt(end);
    if (gap === 0) this.#findings.add("stream-syntax", `${place}: endstream is not preceded by an end of line`);
    end += gap;
    return this.#word(end, 9) === "endstream" ? end + 9 : undefined;
  }

  #word(at: number, length: number): string {
    return Buffer.from(this.#bytes.subarray(Math.max(0, at), at + length)).toString("latin1");
  }

  /** Length of the end of line at an offset, bytes; 0 if there is none. */
  #lineEndAt(at: number): number {
    if (this.#bytes[at] === carriageReturn) return this.#bytes[at + 1] === lineFeed ? 2 : 1;
    return this.#bytes[at] === lineFeed ? 1 : 0;
  }
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === carriageReturn || byte === lineFeed;
}

function isWhite(byte: number | undefined): boolean {
  return byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
