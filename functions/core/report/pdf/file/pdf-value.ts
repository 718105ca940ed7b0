/** An indirect object of PDFKit; used as a value, it is a reference (ISO 32000-1, 7.3.10). */
export interface PdfReference {
  readonly id: number;
  data: PdfValue;
  write(chunk: Uint8Array | string): void;
  /** Ends the object and writes it to the file. */
  end(chunk?: Uint8Array | string): void;
}

/**
 * An indirect object that is only a number: PDFKit's own references each hold a dictionary, a buffer and more, too much
 * for the structure elements of a long table.
 */
export class ObjectNumber {
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }

  /** PDFKit would print a plain object as a dictionary. */
  get [Symbol.toStringTag](): string {
    return "ObjectNumber";
  }

  toString(): string {
    return `${this.number} 0 R`;
  }
}

/**
 * A value as PDFKit writes it: strings are names without their slash, `String` objects text, byte arrays hexadecimal
 * strings.
 */
export type PdfValue =
  | null
  | boolean
  | number
  | string
  | PdfText
  | Date
  | PdfReference
  | ObjectNumber
  | Uint8Array
  | readonly PdfValue[]
  | PdfDictionary;

/** A dictionary; entries that are `undefined` are left out. */
export interface PdfDictionary {
  readonly [key: string]: PdfValue | undefined;
}

/** A text string (7.9.2.2), which PDFKit distinguishes from a name by its `String` object. */
// oxlint-disable-next-line typescript/no-wrapper-object-types
export type PdfText = String;

/** Most characters of a text string: an archival file allows 32,767 bytes (ISO 19005-3, 6.1.13), two per character. */
const longest = 16_000;

/**
 * Makes a text string. Lone surrogates, which UTF-16 cannot hold, become replacement characters, and text that is too
 * long is cut.
 */
export function pdfText(text: string): PdfText {
  return new String(cutText(text).toWellFormed());
}

/**
 * Puts a replacement character in the place of characters for private use, which no reader can pronounce: PDF/UA-2 and
 * PDF/A-4 allow none in texts that are read (ISO 14289-2, 8.4.3 and 8.6; ISO 19005-4, 6.2.10.8).
 */
export function withoutPrivateUse(text: string): string {
  return text.replaceAll(/[\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]/gu, "\ufffd");
}

/** Cuts a text to the longest string allowed, ending in an ellipsis. */
export function cutText(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/**
 * Formats a number for a content stream, without exponent (7.3.3) and with at most 4 decimals.
 *
 * @throws TypeError on NaN and infinities
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`PDF cannot hold the number ${value}`);
  return String(Math.round(value * 1e4) / 1e4 + 0);
}

/** The decimals for each remainder of hundredths. */
const decimals: readonly string[] = Array.from({ length: 100 }, (_, rest) =>
  rest === 0 ? "" : `.${String(rest).padStart(2, "0").replace(/0$/, "")}`,
);

/** Above this many hundredths, JavaScript formats the number. */
const most = 2_000_000_000;

/**
 * Formats a whole number of hundredths with at most 2 decimals, as JavaScript would, but faster: V8 is slow at
 * fractions.
 */
export function formatHundredths(hundredths: number): string {
  if (!(hundredths < most && hundredths > -most)) return String(hundredths / 100);
  if (hundredths < 0) return `-${formatHundredths(-hundredths)}`;
  const whole = (hundredths / 100) | 0;
  return `${whole}${decimals[hundredths - whole * 100]}`;
}

const escapes: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
  "\\": "\\\\",
  "(": "\\(",
  ")": "\\)",
};
const toEscape = /[\n\r()\\]/g;
/** The characters that PDFKit escapes, more than necessary. */
const toEscapeInKit = /[\n\r\t\b\f()\\]/g;

/**
 * Writes a text string in PDF syntax, one character per byte (ISO 32000-1, 7.9.2.2): ASCII unchanged, anything else in
 * UTF-16 after a byte order mark. Text that is too long is cut.
 */
export function textSyntax(whole: string): string {
  return `(${bytesOf(whole).replace(toEscape, escapeOf)})`;
}

/** The same, exactly as PDFKit writes a `PdfText`, in a fraction of its time. */
export function kitTextSyntax(whole: string): string {
  return `(${bytesOf(whole).replace(toEscapeInKit, escapeOf)})`;
}

function bytesOf(whole: string): string {
  const text = cutText(whole);
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return `\xfe\xff${Buffer.from(text.toWellFormed(), "utf16le").swap16().toString("latin1")}`;
}

function escapeOf(character: string): string {
  return escapes[character]!;
}
