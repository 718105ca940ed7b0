/** Values of a PDF file (ISO 32000-1, 7.3). */
export type PdfItem =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfArray
  | PdfDictionary
  | PdfStream
  | PdfReference;

export type PdfArray = readonly PdfItem[];

export type PdfDictionary = ReadonlyMap<string, PdfItem>;

/** A name without its slash, escapes resolved; one character per byte. */
export class PdfName {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A string, one character per byte. */
export class PdfString {
  readonly bytes: string;
  /** For a hexadecimal string: number of digits, without white space. */
  readonly hexDigits: number | undefined;
  /** Whether anything but digits stood among them. */
  readonly strayDigits: boolean;

  constructor(bytes: string, hexDigits?: number, strayDigits = false) {
    this.bytes = bytes;
    this.hexDigits = hexDigits;
    this.strayDigits = strayDigits;
  }

  /**
   * Decoded as a text string (7.9.2.2): UTF-16 or UTF-8 after a byte order mark, otherwise Latin-1, which mostly equals
   * PDFDocEncoding.
   */
  get text(): string {
    const bytes = Buffer.from(this.bytes, "latin1");
    if (this.bytes.startsWith("\xfe\xff"))
      return bytes
        .subarray(2, bytes.length - (bytes.length % 2))
        .swap16()
        .toString("utf16le");
    if (this.bytes.startsWith("\xff\xfe")) return bytes.subarray(2).toString("utf16le");
    return this.bytes.startsWith("\xef\xbb\xbf") ? bytes.subarray(3).toString("utf8") : this.bytes;
  }
}

export class PdfReference {
  readonly number: number;
  readonly generation: number;

  constructor(number: number, generation: number) {
    this.number = number;
    this.generation = generation;
  }
}

export class PdfStream {
  readonly dictionary: PdfDictionary;
  /** The bytes in the file, still compressed. */
  readonly raw: Uint8Array;
  /** Whether Length gives the actual length. */
  readonly lengthHolds: boolean;

  constructor(dictionary: PdfDictionary, raw: Uint8Array, lengthHolds: boolean) {
    this.dictionary = dictionary;
    this.raw = raw;
    this.lengthHolds = lengthHolds;
  }
}

/** An operator of a content stream, or a keyword of a file (`obj`, `R`). */
export class PdfKeyword {
  readonly word: string;

  constructor(word: string) {
    this.word = word;
  }
}

export function isDictionary(item: PdfItem | undefined): item is PdfDictionary {
  return item instanceof Map;
}

export function isArray(item: PdfItem | undefined): item is PdfArray {
  return Array.isArray(item);
}
