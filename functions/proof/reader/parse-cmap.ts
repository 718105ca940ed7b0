import { PdfLexer, PdfSyntaxError } from "./pdf-lexer.ts";
import {
  isArray,
  isDictionary,
  PdfKeyword,
  PdfName,
  PdfString,
  type PdfDictionary,
  type PdfItem,
} from "./pdf-syntax.ts";

/** A CMap: maps codes to CIDs or, as ToUnicode, to text. */
export interface CMap {
  /** Length in bytes and first and last code of each range of codes. */
  readonly spaces: readonly { readonly length: number; readonly low: number; readonly high: number }[];
  /** CID of a code. */
  cid(code: number): number | undefined;
  /** Text of a code. */
  text(code: number): string | undefined;
  readonly wMode: number | undefined;
  readonly usesOther: boolean;
  /** Its own CIDSystemInfo: the entries that it defines. */
  readonly systemInfo: PdfDictionary | undefined;
  /** The largest CID that it maps to; 0 if none. */
  readonly largestCid: number;
}

const systemEntries = new Set(["Registry", "Ordering", "Supplement"]);

interface Range {
  readonly low: number;
  readonly high: number;
  readonly to: PdfItem;
}

/** Parses as much of a CMap's PostScript as PDF needs (ISO 32000-1, 9.7.5.4 and 9.10.3). Skips what it cannot read. */
export function parseCMap(bytes: Uint8Array): CMap {
  const lexer = new PdfLexer(bytes);
  const map = new ParsedCMap();
  let operands: PdfItem[] = [];
  for (let item = nextItem(lexer); item !== undefined; item = nextItem(lexer)) {
    if (!(item instanceof PdfKeyword)) {
      operands.push(item);
      continue;
    }
    map.run(item.word, operands);
    operands = [];
  }
  return map;
}

/** The next item; undefined at the end, and where the syntax is broken. */
function nextItem(lexer: PdfLexer): PdfItem | PdfKeyword | undefined {
  try {
    return lexer.next();
  } catch (error) {
    if (!(error instanceof PdfSyntaxError)) throw error;
    return undefined;
  }
}

/** Where the codes of one kind of mapping lead. */
class CodeMap {
  readonly #single = new Map<number, PdfItem>();
  readonly #ranges: Range[] = [];

  /** The operands of `endcidchar` or `endbfchar`: pairs of a code and its value. */
  addCharacters(operands: readonly PdfItem[]): void {
    for (let at = 0; at + 1 < operands.length; at += 2) {
      const code = operands[at];
      if (code instanceof PdfString) this.#single.set(codeOf(code), operands[at + 1]!);
    }
  }

  /** The operands of `endcidrange` or `endbfrange`: first code, last code and value of each range. */
  addRanges(operands: readonly PdfItem[]): void {
    for (let at = 0; at + 2 < operands.length; at += 3) {
      const [low, high, to] = [operands[at], operands[at + 1], operands[at + 2]!];
      if (low instanceof PdfString && high instanceof PdfString)
        this.#ranges.push({ low: codeOf(low), high: codeOf(high), to });
    }
  }

  /** @returns the value, and how far the code is from the one that has it */
  find(code: number): { readonly to: PdfItem; readonly step: number } | undefined {
    const exact = this.#single.get(code);
    if (exact !== undefined) return { to: exact, step: 0 };
    const range = this.#ranges.find(({ low, high }) => code >= low && code <= high);
    return range === undefined ? undefined : { to: range.to, step: code - range.low };
  }

  get largest(): number {
    return [
      ...[...this.#single.values()].map((to) => ({ to, step: 0 })),
      ...this.#ranges.map(({ low, high, to }) => ({ to, step: high - low })),
    ].reduce((most, { to, step }) => (typeof to === "number" ? Math.max(most, to + step) : most), 0);
  }
}

class ParsedCMap implements CMap {
  readonly spaces: { length: number; low: number; high: number }[] = [];
  readonly #cids = new CodeMap();
  readonly #texts = new CodeMap();
  wMode: number | undefined;
  systemInfo: PdfDictionary | undefined;
  usesOther = false;

  /** Runs an operator on the operands before it. */
  run(operator: string, operands: readonly PdfItem[]): void {
    if (operator === "endcodespacerange") this.#addSpaces(operands);
    else if (operator === "endcidchar") this.#cids.addCharacters(operands);
    else if (operator === "endbfchar") this.#texts.addCharacters(operands);
    else if (operator === "endcidrange") this.#cids.addRanges(operands);
    else if (operator === "endbfrange") this.#texts.addRanges(operands);
    else if (operator === "def") this.#define(operands.at(-2), operands.at(-1));
    else if (operator === "usecmap") this.usesOther = true;
  }

  get largestCid(): number {
    return this.#cids.largest;
  }

  cid(code: number): number | undefined {
    const found = this.#cids.find(code);
    return found !== undefined && typeof found.to === "number" ? found.to + found.step : undefined;
  }

  text(code: number): string | undefined {
    const found = this.#texts.find(code);
    if (found === undefined) return undefined;
    const { to, step } = found;
    if (isArray(to)) return to[step] instanceof PdfString ? utf16(to[step].bytes) : undefined;
    if (!(to instanceof PdfString) || to.bytes === "") return undefined;
    const last = to.bytes.length - 1;
    return utf16(to.bytes.slice(0, last) + String.fromCodePoint((to.bytes.codePointAt(last)! + step) & 0xff));
  }

  #addSpaces(operands: readonly PdfItem[]): void {
    for (let at = 0; at + 1 < operands.length; at += 2) {
      const [low, high] = [operands[at], operands[at + 1]];
      if (low instanceof PdfString && high instanceof PdfString)
        this.spaces.push({ length: low.bytes.length, low: codeOf(low), high: codeOf(high) });
    }
  }

  #define(key: PdfItem | undefined, value: PdfItem | undefined): void {
    if (!(key instanceof PdfName)) return;
    if (key.name === "WMode" && typeof value === "number") this.wMode = value;
    if (key.name === "CIDSystemInfo" && isDictionary(value)) this.systemInfo = value;
    // `/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def … end def` defines the entries one by one.
    if (systemEntries.has(key.name) && value !== undefined)
      this.systemInfo = new Map([...(this.systemInfo ?? []), [key.name, value]]);
  }
}

/** A code as a number. */
export function codeOf({ bytes }: PdfString): number {
  let code = 0;
  for (let at = 0; at < bytes.length; at++) code = code * 256 + bytes.charCodeAt(at);
  return code;
}

function utf16(bytes: string): string {
  if (bytes.length === 1) return bytes;
  return Buffer.from(bytes.slice(0, bytes.length - (bytes.length % 2)), "latin1")
    .swap16()
    .toString("utf16le");
}
