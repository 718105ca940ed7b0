/** An indirect object of PDFKit's: a reference to it wherever it stands as a value (ISO 32000-1, 7.3.10). */
export interface PdfReference {
  readonly id: number;
  data: PdfValue;
  write(chunk: Uint8Array | string): void;
  /** Ends the object: it goes into the file. */
  end(chunk?: Uint8Array | string): void;
}

/**
 * An indirect object known by its number only: PDFKit keeps a dictionary, a buffer and more for every
 * reference of its own, which is too much for the structure elements of a long table.
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

/** A value as PDFKit writes it: strings are names without their slash, `String` objects text, byte arrays hexadecimal strings. */
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

/** Entries that are `undefined` are left out. */
export interface PdfDictionary {
  readonly [key: string]: PdfValue | undefined;
}

/** A text string (7.9.2.2), as against a name. PDFKit tells them apart by the object around the text. */
// oxlint-disable-next-line typescript/no-wrapper-object-types
export type PdfText = String;

/** Most characters of a text string: an archived file's strings have at most 32,767 bytes (ISO 19005-3, 6.1.13), two for a character. */
const longest = 16_000;

/** Makes a text string; lone surrogates, which UTF-16 cannot hold, become replacement characters, and what is too long is cut. */
export function pdfText(text: string): PdfText {
  return new String(cutText(text).toWellFormed());
}

/** A text no longer than a string may be, an ellipsis in place of what is left out. */
export function cutText(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/**
 * A number in a content stream: without exponent (7.3.3) and with at most 4 decimals.
 *
 * @throws TypeError on NaN and infinities
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`PDF cannot hold the number ${value}`);
  return String(Math.round(value * 1e4) / 1e4 + 0);
}

/** What stands behind the whole part of a number of hundredths. */
const decimals: readonly string[] = Array.from({ length: 100 }, (_, rest) => (rest === 0 ? "" : `.${String(rest).padStart(2, "0").replace(/0$/, "")}`));

/** Hundredths beyond which a number is left to JavaScript to write. */
const most = 2_000_000_000;

/** A whole number of hundredths as a number with at most 2 decimals, as JavaScript would write it: V8 takes its time for fractions. */
export function formatHundredths(hundredths: number): string {
  if (!(hundredths < most && hundredths > -most)) return String(hundredths / 100);
  if (hundredths < 0) return `-${formatHundredths(-hundredths)}`;
  const whole = (hundredths / 100) | 0;
  return `${whole}${decimals[hundredths - whole * 100]}`;
}

const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", "\\": "\\\\", "(": "\\(", ")": "\\)" };
const toEscape = /[\n\r()\\]/g;
/** More than must be: what PDFKit escapes. */
const toEscapeInKit = /[\n\r\t\b\f()\\]/g;

/**
 * A text string as it stands in a file, one character a byte (ISO 32000-1, 7.9.2.2): ASCII as it is,
 * anything else in UTF-16 behind a byte order mark. What is too long is cut.
 */
export function textSyntax(whole: string): string {
  return `(${bytesOf(whole).replace(toEscape, escapeOf)})`;
}

/** The same as PDFKit writes a `PdfText`, in a fraction of its time. */
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
