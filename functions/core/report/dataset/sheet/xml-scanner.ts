import { BroadsheetError } from "../../../errors.ts";

const [lessThan, greaterThan, slash, bang, question, equals, ampersand, colon] = [
  0x3c, 0x3e, 0x2f, 0x21, 0x3f, 0x3d, 0x26, 0x3a,
];
const namedEntities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** What a scanner found last: an element's beginning or end, or text. */
export type XmlToken = "open" | "close" | "text";

/**
 * Reads the XML of a workbook's part tag by tag, in UTF-8, without building a tree: a sheet of a million rows has tens
 * of millions of tags. Prefixes of names are ignored. A document type is refused, so entities cannot be declared and
 * expanded.
 *
 * It is our own, not `saxes`, which reads our other XML: that one refuses control characters, as themselves or as
 * `&#1;`, which programs do write into cells, and calls back where readers of sheets ask for the next tag. For
 * the same tags that one takes a quarter less CPU time (docs/decisions.md).
 *
 * @throws BroadsheetError `invalid-dataset`, `damaged-part`, from `next`, `attribute` and `text`
 */
export class XmlScanner {
  readonly #bytes: Buffer;
  /** Name of the part, for messages. */
  readonly #part: string;
  #at: number;
  /** The present name (without its prefix) or text, and the attributes. */
  #start = 0;
  #end = 0;
  #attributesEnd = 0;
  #literal = false;
  /** Whether the element that was opened is empty (`<c/>`): no `close` follows. */
  empty = false;
  /** The highest character that was written by its number; the caller that reads it sets it back. */
  highest = 0;

  constructor(body: Uint8Array, part: string) {
    this.#bytes = inUtf8(Buffer.from(body.buffer, body.byteOffset, body.byteLength), part);
    this.#part = part;
    this.#at = this.#bytes[0] === 0xef ? 3 : 0;
  }

  /** @returns undefined at the end */
  next(): XmlToken | undefined {
    const bytes = this.#bytes;
    for (;;) {
      const at = this.#at;
      if (at >= bytes.length) return undefined;
      if (bytes[at] !== lessThan) {
        this.#setText(at, this.#find(lessThan, at), false);
        this.#at = this.#end;
        return "text";
      }
      const second = bytes[at + 1];
      if (second === slash) {
        this.#at = this.#close(at + 2) + 1;
        this.#setName(at + 2, this.#at - 1);
        return "close";
      }
      if (second === question) this.#at = this.#after("?>", at);
      else if (second !== bang) return this.#open(at + 1);
      else if (bytes.toString("latin1", at, at + 4) === "<!--") this.#at = this.#after("-->", at);
      else if (bytes.toString("latin1", at, at + 9) === "<![CDATA[") {
        this.#at = this.#after("]]>", at);
        this.#setText(at + 9, this.#at - 3, true);
        return "text";
      } else throw this.#damaged("it declares a document type, which no workbook needs");
    }
  }

  /** Whether the element that was opened or closed has this name. */
  is(name: string): boolean {
    if (this.#end - this.#start !== name.length) return false;
    for (let index = 0; index < name.length; index++)
      if (this.#bytes[this.#start + index] !== name.charCodeAt(index)) return false;
    return true;
  }

  /** An attribute of the element that was opened, by its name without a prefix. */
  attribute(name: string): string | undefined {
    const bytes = this.#bytes;
    for (let at = this.#end; at < this.#attributesEnd;) {
      while (at < this.#attributesEnd && bytes[at]! <= 0x20) at++;
      let start = at;
      while (at < this.#attributesEnd && bytes[at] !== equals && bytes[at]! > 0x20) {
        if (bytes[at] === colon) start = at + 1;
        at++;
      }
      const end = at;
      while (at < this.#attributesEnd && bytes[at]! <= 0x20) at++;
      if (at >= this.#attributesEnd) return undefined;
      if (bytes[at] !== equals) throw this.#damaged("an attribute has no value");
      at++;
      while (bytes[at]! <= 0x20) at++;
      const quote = bytes[at]!;
      const close = bytes.indexOf(quote, at + 1);
      if ((quote !== 0x22 && quote !== 0x27) || close === -1 || close >= this.#attributesEnd)
        throw this.#damaged("an attribute has no value in quotes");
      if (end - start === name.length && bytes.toString("latin1", start, end) === name)
        return this.#decode(at + 1, close, false);
      at = close + 1;
    }
    return undefined;
  }

  /** The text that was read, its entities resolved. */
  text(): string {
    return this.#decode(this.#start, this.#end, this.#literal);
  }

  /** Reads to the end of the element that was just opened. */
  skip(): void {
    if (this.empty) return;
    for (let depth = 1; depth > 0;) {
      const token = this.next();
      if (token === undefined) throw this.#damaged("an element has no end");
      if (token === "open" && !this.empty) depth++;
      else if (token === "close") depth--;
    }
  }

  #open(start: number): "open" {
    const bytes = this.#bytes;
    // A ">" may stand in an attribute's value.
    let quote = 0;
    let end = start;
    let nameEnd = 0;
    for (; end < bytes.length; end++) {
      const byte = bytes[end]!;
      if (nameEnd === 0 && (byte <= 0x20 || byte === greaterThan || byte === slash)) nameEnd = end;
      if (quote !== 0) {
        if (byte === quote) quote = 0;
      } else if (byte === 0x22 || byte === 0x27) quote = byte;
      else if (byte === greaterThan) break;
    }
    if (end >= bytes.length) throw this.#damaged("a tag has no end");
    this.empty = bytes[end - 1] === slash;
    this.#setName(start, nameEnd);
    this.#attributesEnd = this.empty ? end - 1 : end;
    this.#at = end + 1;
    return "open";
  }

  #setName(start: number, end: number): void {
    while (end > start && this.#bytes[end - 1]! <= 0x20) end--;
    this.#start = start;
    this.#end = end;
    for (let at = start; at < end; at++) if (this.#bytes[at] === colon) this.#start = at + 1;
  }

  #setText(start: number, end: number, literal: boolean): void {
    this.#start = start;
    this.#end = end;
    this.#literal = literal;
  }

  #find(byte: number, from: number): number {
    const found = this.#bytes.indexOf(byte, from);
    return found === -1 ? this.#bytes.length : found;
  }

  #close(from: number): number {
    const found = this.#bytes.indexOf(greaterThan, from);
    if (found === -1) throw this.#damaged("a tag has no end");
    return found;
  }

  #after(mark: string, from: number): number {
    const found = this.#bytes.indexOf(mark, from, "latin1");
    if (found === -1) throw this.#damaged(`"${mark}" is missing`);
    return found + mark.length;
  }

  #decode(start: number, end: number, literal: boolean): string {
    const text = this.#bytes.toString("utf8", start, end);
    // XML 1.0, 2.11: line ends are line feeds.
    const lines = text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
    if (literal || this.#bytes.subarray(start, end).indexOf(ampersand) === -1) return lines;
    return lines.replaceAll(
      /&(?:#(\d{1,8})|#x([0-9a-fA-F]{1,8})|([A-Za-z][\w.-]{0,30}));|&/g,
      (all: string, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
        const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : undefined;
        const found =
          code === undefined ? namedEntities[name ?? ""] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
        if (found === undefined) throw this.#damaged(`the entity "${all}" is not declared`);
        this.highest = Math.max(this.highest, code ?? 0);
        return found;
      },
    );
  }

  #damaged(what: string): BroadsheetError {
    return new BroadsheetError("invalid-dataset", {
      code: "damaged-part",
      message: `The part "${this.#part}" of the workbook is not sound XML: ${what}`,
      seen: `near byte ${this.#at}`,
      hint: "Open the workbook in a spreadsheet program and save it again",
    });
  }
}

/** Parts may be in UTF-16; then they begin with a byte order mark. */
function inUtf8(bytes: Buffer, part: string): Buffer {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : undefined;
  if (marked !== undefined) return Buffer.from(new TextDecoder(marked).decode(bytes));
  const stated =
    /^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)/
      .exec(bytes.toString("latin1", bytes[0] === 0xef ? 3 : 0, 200))?.[1]
      ?.toLowerCase() ?? "utf-8";
  if (["utf-8", "utf8", "us-ascii", "ascii"].includes(stated)) return bytes;
  throw new BroadsheetError("invalid-dataset", {
    code: "damaged-part",
    message: `The part "${part}" of the workbook is in the encoding "${stated}"`,
    seen: stated,
    allowed: "UTF-8 or UTF-16",
    hint: "Open the workbook in a spreadsheet program and save it again",
  });
}
