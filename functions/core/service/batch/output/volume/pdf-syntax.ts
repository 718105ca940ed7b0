/**
 * Values of a PDF file (ISO 32000-1, 7.3), as far as a volume must see into them: names without their slash and strings
 * with their delimiters stay as they are written, one character per byte.
 */
export type PdfItem = null | boolean | number | PdfName | PdfString | PdfReference | PdfItem[] | PdfDictionary;

export type PdfDictionary = Map<string, PdfItem>;

export class PdfName {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

export class PdfString {
  /** `(…)` with its escapes, or `<…>`. */
  readonly syntax: string;

  constructor(syntax: string) {
    this.syntax = syntax;
  }

  /** Its bytes, one character each. */
  get bytes(): string {
    const inner = this.syntax.slice(1, -1);
    if (this.syntax[0] === "<") return Buffer.from(inner, "hex").toString("latin1");
    return inner.replaceAll(/\\([0-7]{1,3}|[^])/g, (_, code: string) =>
      /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
    );
  }

  /** Its text (7.9.2.2). */
  get text(): string {
    const { bytes } = this;
    return bytes.startsWith("\xfe\xff") ? Buffer.from(bytes.slice(2), "latin1").swap16().toString("utf16le") : bytes;
  }

  /** A text string: ASCII as it is, anything else in UTF-16. */
  static of(text: string): PdfString {
    const bytes = /^[\x20-\x7e]*$/.test(text)
      ? text
      : `\xfe\xff${Buffer.from(text.toWellFormed(), "utf16le").swap16().toString("latin1")}`;
    return new PdfString(
      `(${bytes.replaceAll(/[\r\n()\\]/g, (character) => (character === "\r" ? "\\r" : character === "\n" ? "\\n" : `\\${character}`))})`,
    );
  }
}

export class PdfReference {
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "\n": "" };

/** White space, and each kind of token; a reference is one token. */
const token =
  /[\0\t\n\f\r ]*(?:(\d+) \d+ R(?![A-Za-z])|\/([^\0\t\n\f\r ()<>[\]{}/%]*)|(\((?:[^()\\]|\\[^])*\))|(<<|>>|\[|\])|(<[0-9A-Fa-f]*>)|([+-]?[\d.]+)|(true|false|null))/y;

/**
 * Reads the value that begins at a position.
 *
 * @returns the value and the position after it
 * @throws SyntaxError for what our writer does not write, such as unescaped parentheses in a string
 */
export function parseItem(text: string, start = 0): { readonly item: PdfItem; readonly end: number } {
  token.lastIndex = start;
  const item = next(text);
  if (item === close) throw new SyntaxError(`a value is missing at ${start}`);
  return { item, end: token.lastIndex };
}

/** The end of an array or dictionary. */
const close = Symbol("close");

function next(text: string): PdfItem | typeof close {
  const at = token.lastIndex;
  const found = token.exec(text);
  if (found === null) throw new SyntaxError(`no PDF value at ${at}: ${JSON.stringify(text.slice(at, at + 20))}`);
  const [, reference, name, string, bracket, hex, number, word] = found;
  if (reference !== undefined) return new PdfReference(Number(reference));
  if (name !== undefined) return new PdfName(name);
  if (string !== undefined || hex !== undefined) return new PdfString((string ?? hex)!);
  if (number !== undefined) return Number(number);
  if (word !== undefined) return word === "null" ? null : word === "true";
  if (bracket === "]" || bracket === ">>") return close;
  const items: PdfItem[] = [];
  for (let item = next(text); item !== close; item = next(text)) items.push(item);
  if (bracket === "[") return items;
  const entries = new Map<string, PdfItem>();
  for (let index = 0; index < items.length; index += 2) {
    const key = items[index];
    const value = items[index + 1];
    if (!(key instanceof PdfName) || value === undefined)
      throw new SyntaxError(`a dictionary before ${token.lastIndex} has no pairs of names and values`);
    entries.set(key.name, value);
  }
  return entries;
}

/** Writes a value. @param numberOf new number of an object */
export function printItem(item: PdfItem, numberOf: (number: number) => number): string {
  if (item instanceof PdfReference) return `${numberOf(item.number)} 0 R`;
  if (item instanceof PdfName) return `/${item.name}`;
  if (item instanceof PdfString) return item.syntax;
  if (Array.isArray(item)) return `[${item.map((one) => printItem(one, numberOf)).join(" ")}]`;
  if (item instanceof Map) {
    let text = "<<";
    for (const [key, value] of item) text += `/${key} ${printItem(value, numberOf)}`;
    return `${text}>>`;
  }
  return String(item);
}

/** All references in a value. */
export function* referencesIn(item: PdfItem): Generator<number> {
  if (item instanceof PdfReference) yield item.number;
  else if (Array.isArray(item)) for (const one of item) yield* referencesIn(one);
  else if (item instanceof Map) for (const one of item.values()) yield* referencesIn(one);
}
