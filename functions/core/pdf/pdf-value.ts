/** A text string (ISO 32000-1, 7.9.2.2), as against a name. */
export class PdfText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An indirect reference (7.3.10); generations are always 0. */
export class PdfReference {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}

/** A value of a PDF file. Strings are names without their slash, byte arrays hexadecimal strings. */
export type PdfValue =
  | null
  | boolean
  | number
  | string
  | PdfText
  | PdfReference
  | Uint8Array
  | readonly PdfValue[]
  | PdfDictionary;

/** Entries that are `undefined` are left out. */
export interface PdfDictionary {
  readonly [key: string]: PdfValue | undefined;
}

/**
 * A value in PDF syntax (7.3), as short as it can be written.
 *
 * @throws TypeError on numbers that are not finite
 */
export function serializePdf(value: PdfValue): string {
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "string") return `/${escapeName(value)}`;
  if (value === null || typeof value === "boolean") return String(value);
  if (value instanceof PdfReference) return `${value.number} 0 R`;
  if (value instanceof PdfText) return serializeText(value.text);
  if (value instanceof Uint8Array) return `<${Buffer.from(value).toString("hex")}>`;
  if (Array.isArray(value)) return `[${(value as readonly PdfValue[]).map(serializePdf).join(" ")}]`;
  let entries = "";
  for (const [key, entry] of Object.entries(value as PdfDictionary)) {
    if (entry === undefined) continue;
    const written = serializePdf(entry);
    entries += `/${escapeName(key)}${/^[/([<]/.test(written) ? "" : " "}${written}`;
  }
  return `<<${entries}>>`;
}

/**
 * A number without exponent (7.3.3) and at most 4 decimals, which is a millionth of an inch.
 *
 * @throws TypeError on NaN and infinities
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`PDF cannot hold the number ${value}`);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return String(Math.round(value * 1e4) / 1e4 + 0);
}

function escapeName(name: string): string {
  if (/^[\w.+-]+$/.test(name)) return name;
  return Buffer.from(name, "utf8")
    .toString("latin1")
    .replace(/[^\w.+-]/g, (character) => `#${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

/** Printable ASCII stays readable; everything else is UTF-16BE with its byte order mark. */
function serializeText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, "\\$&")})`;
  return `<feff${Buffer.from(text.toWellFormed(), "utf16le").swap16().toString("hex")}>`;
}
