import { PdfKeyword, PdfName, PdfReference, PdfString, type PdfItem } from "./pdf-syntax.ts";

/** Deepest nesting of arrays and dictionaries; anything deeper is treated as an attack. */
const deepest = 500;

const white = 1;
const delimiter = 2;
/** Character classes by byte (ISO 32000-1, 7.2.2). */
const classes = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) classes[byte] = white;
for (const character of "()<>[]{}/%") classes[character.codePointAt(0)!] = delimiter;

/** A syntax error at a byte of the file. */
export class PdfSyntaxError extends Error {}

/** Reads values, one after another, from a file or a decoded content stream. */
export class PdfLexer {
  readonly bytes: Uint8Array;
  /** The same bytes, for reading them as text. */
  readonly #buffer: Buffer;
  position: number;

  constructor(bytes: Uint8Array, position = 0) {
    this.bytes = bytes;
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.position = position;
  }

  /** The next value or keyword; `undefined` at the end. @throws PdfSyntaxError */
  next(depth = 0): PdfItem | PdfKeyword | undefined {
    this.skipWhite();
    const { bytes } = this;
    const byte = bytes[this.position];
    if (byte === undefined) return undefined;
    if (depth > deepest) throw new PdfSyntaxError("values are nested too deeply");
    switch (byte) {
      case 0x2f:
        return this.#name();
      case 0x28:
        return this.#literal();
      case 0x5b:
        this.position++;
        return this.#array(depth);
      case 0x3c:
        if (bytes[this.position + 1] !== 0x3c) return this.#hexadecimal();
        this.position += 2;
        return this.#dictionary(depth);
      case 0x3e:
      case 0x5d:
      case 0x7b:
      case 0x7d:
      case 0x29: {
        const double = byte === 0x3e && bytes[this.position + 1] === 0x3e;
        this.position += double ? 2 : 1;
        return new PdfKeyword(double ? ">>" : String.fromCodePoint(byte));
      }
      default:
        return this.#word();
    }
  }

  /** The next value. @throws PdfSyntaxError for a keyword or the end */
  value(depth = 0): PdfItem {
    const item = this.next(depth);
    if (item === undefined) throw new PdfSyntaxError("the file ends within a value");
    if (item instanceof PdfKeyword) throw new PdfSyntaxError(`"${item.word}" stands in place of a value`);
    return item;
  }

  skipWhite(): void {
    const { bytes } = this;
    for (;;) {
      const byte = bytes[this.position];
      if (byte === 0x25) while (this.position < bytes.length && !isLineEnd(bytes[this.position]!)) this.position++;
      else if (byte !== undefined && classes[byte] === white) this.position++;
      else return;
    }
  }

  #name(): PdfName {
    const { bytes } = this;
    let name = "";
    for (this.position++; this.position < bytes.length && classes[bytes[this.position]!] === 0; this.position++) {
      let byte = bytes[this.position]!;
      if (byte === 0x23) {
        const [high, low] = [digit(bytes[this.position + 1]), digit(bytes[this.position + 2])];
        if (high >= 0 && low >= 0) {
          byte = high * 16 + low;
          this.position += 2;
        }
      }
      name += String.fromCodePoint(byte);
    }
    return new PdfName(name);
  }

  #literal(): PdfString {
    const { bytes } = this;
    const out: number[] = [];
    let open = 1;
    for (this.position++; ;) {
      const byte = bytes[this.position++];
      if (byte === undefined) throw new PdfSyntaxError("a string has no end");
      if (byte === 0x29 && --open === 0) return new PdfString(latin(out));
      if (byte === 0x28) open++;
      if (byte === 0x5c) this.#escape(out);
      else if (byte === 13) {
        if (bytes[this.position] === 10) this.position++;
        out.push(10);
      } else out.push(byte);
    }
  }

  #escape(out: number[]): void {
    const { bytes } = this;
    const byte = bytes[this.position++];
    if (byte === undefined) return;
    const plain = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 }[byte];
    if (plain !== undefined) out.push(plain);
    else if (byte >= 0x30 && byte <= 0x37) {
      let code = byte - 0x30;
      for (let i = 0; i < 2 && bytes[this.position]! >= 0x30 && bytes[this.position]! <= 0x37; i++)
        code = code * 8 + bytes[this.position++]! - 0x30;
      out.push(code & 0xff);
    } else if (byte === 13) {
      if (bytes[this.position] === 10) this.position++;
    } else if (byte !== 10) out.push(byte);
  }

  #hexadecimal(): PdfString {
    const { bytes } = this;
    const digits: number[] = [];
    let stray = false;
    for (this.position++; ; this.position++) {
      const byte = bytes[this.position];
      if (byte === undefined) throw new PdfSyntaxError("a hexadecimal string has no end");
      if (byte === 0x3e) break;
      const value = digit(byte);
      if (value >= 0) digits.push(value);
      else if (classes[byte] === delimiter) throw new PdfSyntaxError("a hexadecimal string has no end");
      else if (classes[byte] !== white) stray = true;
    }
    this.position++;
    const out: number[] = [];
    for (let i = 0; i < digits.length; i += 2) out.push(digits[i]! * 16 + (digits[i + 1] ?? 0));
    return new PdfString(latin(out), digits.length, stray);
  }

  #array(depth: number): PdfItem {
    const items: PdfItem[] = [];
    for (;;) {
      const item = this.next(depth + 1);
      if (item === undefined) throw new PdfSyntaxError("an array has no end");
      if (!(item instanceof PdfKeyword)) items.push(item);
      else if (item.word === "]") return items;
      else throw new PdfSyntaxError(`"${item.word}" stands in an array`);
    }
  }

  #dictionary(depth: number): PdfItem {
    const entries = new Map<string, PdfItem>();
    for (;;) {
      const key = this.next(depth + 1);
      if (key === undefined) throw new PdfSyntaxError("a dictionary has no end");
      if (key instanceof PdfKeyword && key.word === ">>") return entries;
      if (!(key instanceof PdfName)) throw new PdfSyntaxError("a dictionary has a key that is not a name");
      entries.set(key.name, this.value(depth + 1));
    }
  }

  #word(): PdfItem | PdfKeyword {
    const { bytes } = this;
    const start = this.position;
    let [value, digits] = [0, true];
    for (; this.position < bytes.length && classes[bytes[this.position]!] === 0; this.position++) {
      const one = bytes[this.position]! - 0x30;
      if (one < 0 || one > 9) digits = false;
      value = value * 10 + one;
    }
    // Most words are whole numbers; those of fifteen digits are exact.
    if (digits && this.position - start <= 15) return this.#reference(value) ?? value;
    const word = this.#buffer.toString("latin1", start, this.position);
    const first = bytes[start]!;
    if ((first >= 0x30 && first <= 0x39) || first === 0x2d || first === 0x2b || first === 0x2e) {
      const number = Number(/^[+-]*\d*\.?\d*/.exec(word)![0].replace(/^[+-]+(?=[+-])/, ""));
      if (Number.isNaN(number)) return word === "." || word === "-" ? 0 : new PdfKeyword(word);
      return this.#reference(number) ?? number;
    }
    if (word === "true") return true;
    if (word === "false") return false;
    return word === "null" ? null : new PdfKeyword(word);
  }

  /** Reads a reference such as `12 0 R`, if one begins with this integer. */
  #reference(number: number): PdfReference | undefined {
    if (!Number.isInteger(number) || number < 0) return undefined;
    const { bytes } = this;
    let at = this.position;
    const skip = (): void => {
      while (classes[bytes[at] ?? 0x21] === white) at++;
    };
    skip();
    let generation = 0;
    const begin = at;
    while (bytes[at]! >= 0x30 && bytes[at]! <= 0x39) generation = generation * 10 + bytes[at++]! - 0x30;
    if (at === begin || at - begin > 5) return undefined;
    skip();
    if (bytes[at] !== 0x52 || classes[bytes[at + 1] ?? 0x20] === 0) return undefined;
    this.position = at + 1;
    return new PdfReference(number, generation);
  }
}

function isLineEnd(byte: number): boolean {
  return byte === 10 || byte === 13;
}

function digit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function latin(bytes: ArrayLike<number>): string {
  return Buffer.from(bytes as Uint8Array).toString("latin1");
}
