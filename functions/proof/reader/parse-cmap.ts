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
  const spaces: { length: number; low: number; high: number }[] = [];
  const single = { cid: new Map<number, PdfItem>(), bf: new Map<number, PdfItem>() };
  const ranges: { cid: Range[]; bf: Range[] } = { cid: [], bf: [] };
  let wMode: number | undefined;
  let systemInfo: PdfDictionary | undefined;
  let usesOther = false;
  let stack: PdfItem[] = [];
  for (;;) {
    let item: PdfItem | PdfKeyword | undefined;
    try {
      item = lexer.next();
    } catch (error) {
      if (!(error instanceof PdfSyntaxError)) throw error;
      break;
    }
    if (item === undefined) break;
    if (!(item instanceof PdfKeyword)) {
      stack.push(item);
      continue;
    }
    const [, kind, shape] = /^end(cid|bf)(char|range)$/.exec(item.word) ?? [];
    if (item.word === "endcodespacerange") {
      for (let at = 0; at + 1 < stack.length; at += 2) {
        const [low, high] = [stack[at], stack[at + 1]];
        if (low instanceof PdfString && high instanceof PdfString)
          spaces.push({ length: low.bytes.length, low: codeOf(low), high: codeOf(high) });
      }
    } else if (shape === "char") {
      for (let at = 0; at + 1 < stack.length; at += 2) {
        const code = stack[at];
        if (code instanceof PdfString) single[kind as "cid" | "bf"].set(codeOf(code), stack[at + 1]!);
      }
    } else if (shape === "range") {
      for (let at = 0; at + 2 < stack.length; at += 3) {
        const [low, high, to] = [stack[at], stack[at + 1], stack[at + 2]!];
        if (low instanceof PdfString && high instanceof PdfString)
          ranges[kind as "cid" | "bf"].push({ low: codeOf(low), high: codeOf(high), to });
      }
    } else if (item.word === "def") {
      const [key, value] = stack.slice(-2);
      if (key instanceof PdfName && key.name === "WMode" && typeof value === "number") wMode = value;
      if (key instanceof PdfName && key.name === "CIDSystemInfo" && isDictionary(value)) systemInfo = value;
      // `/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def … end def` defines the entries one by one.
      if (key instanceof PdfName && systemEntries.has(key.name) && value !== undefined)
        systemInfo = new Map([...(systemInfo ?? []), [key.name, value]]);
    } else if (item.word === "usecmap") usesOther = true;
    stack = [];
  }
  const find = (kind: "cid" | "bf", code: number): { readonly to: PdfItem; readonly step: number } | undefined => {
    const exact = single[kind].get(code);
    if (exact !== undefined) return { to: exact, step: 0 };
    const range = ranges[kind].find(({ low, high }) => code >= low && code <= high);
    return range === undefined ? undefined : { to: range.to, step: code - range.low };
  };
  return {
    spaces,
    wMode,
    usesOther,
    systemInfo,
    largestCid: [
      ...[...single.cid.values()].map((to) => ({ to, step: 0 })),
      ...ranges.cid.map(({ low, high, to }) => ({ to, step: high - low })),
    ].reduce((most, { to, step }) => (typeof to === "number" ? Math.max(most, to + step) : most), 0),
    cid(code) {
      const found = find("cid", code);
      return found !== undefined && typeof found.to === "number" ? found.to + found.step : undefined;
    },
    text(code) {
      const found = find("bf", code);
      if (found === undefined) return undefined;
      const { to, step } = found;
      if (isArray(to)) return to[step] instanceof PdfString ? utf16(to[step].bytes) : undefined;
      if (!(to instanceof PdfString) || to.bytes === "") return undefined;
      const last = to.bytes.length - 1;
      return utf16(to.bytes.slice(0, last) + String.fromCodePoint((to.bytes.codePointAt(last)! + step) & 0xff));
    },
  };
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
