import { eastAsian, lineBreakClass, lineBreakClasses, type LineBreakClass } from "./line-break-classes.ts";

export const noBreak = 0;
export const mayBreak = 1;
export const mustBreak = 2;

const places = Object.fromEntries(lineBreakClasses.map((name, index) => [name, index])) as Readonly<
  Record<LineBreakClass, number>
>;
const {
  AK,
  AL,
  AP,
  B2,
  BB,
  BK,
  CB,
  CL,
  CM,
  CP,
  CR,
  DC,
  EB,
  EM,
  EP,
  GL,
  H2,
  H3,
  HL,
  HY,
  ID,
  IN,
  IS,
  JL,
  JT,
  JV,
  LF,
  NL,
  NS,
  NU,
  OP,
  PF,
  PI,
  PO,
  PR,
  RI,
  SP,
  SY,
  VF,
  VI,
  WJ,
  XP,
  ZW,
  ZWJ,
} = places;

/** A table that is 1 for the classes named. */
function setOf(...names: readonly LineBreakClass[]): Uint8Array {
  const set = new Uint8Array(lineBreakClasses.length);
  for (const name of names) set[places[name]] = 1;
  return set;
}
const lineEnds = setOf("BK", "CR", "LF", "NL");
/** Classes to which no mark attaches (LB9). */
const bare = setOf("BK", "CR", "LF", "NL", "SP", "ZW");
const letters = setOf("AL", "DC", "SA", "XP", "HL");
const quotes = setOf("QU", "PI", "PF");
const hyphens = setOf("HY", "HH");
const unglued = setOf("SP", "BA", "HY", "HH");
const closers = setOf("CL", "CP", "EX", "SY");
const beforeOpeningQuote = setOf("BK", "CR", "LF", "NL", "OP", "QU", "PI", "PF", "GL", "SP", "ZW");
const behindClosingQuote = setOf(
  "SP",
  "GL",
  "WJ",
  "CL",
  "QU",
  "PI",
  "PF",
  "CP",
  "EX",
  "IS",
  "SY",
  "BK",
  "CR",
  "LF",
  "NL",
  "ZW",
);
const beforeWordHyphen = setOf("BK", "CR", "LF", "NL", "SP", "ZW", "CB", "GL");
const trailing = setOf("BA", "HH", "HY", "NS");
const pictures = setOf("ID", "EP", "EB", "EM");
const hangul = setOf("JL", "JV", "JT", "H2", "H3");
const aksaras = setOf("AK", "AS", "DC");

/** Room for a text's characters with their marks, the same for all: there are thousands of texts. */
let size = 1024;
let [offsets, kinds, wide, joined, bases, states] = makeRoom(size);

function makeRoom(length: number): [Uint32Array, Uint8Array, Uint8Array, Uint8Array, Int32Array, Uint8Array] {
  return [
    new Uint32Array(length),
    new Uint8Array(length),
    new Uint8Array(length),
    new Uint8Array(length),
    new Int32Array(length),
    new Uint8Array(length),
  ];
}

/**
 * Where lines may and must break by the Unicode Line Breaking Algorithm (UAX #14 revision 55, Unicode 17.0), its rules
 * untailored.
 *
 * @param breaks receives `noBreak`, `mayBreak` or `mustBreak` for each UTF-16 offset from 0 to `text.length`; the end
 *   of the text (LB3) counts as `mustBreak`
 */
export function unicodeBreaks(text: string, breaks: Uint8Array): void {
  breaks.fill(noBreak, 0, text.length + 1);
  const count = readCharacters(text);
  for (let i = 1; i < count; i++) breaks[offsets[i]!] = breakBefore(i, count);
  if (text !== "") breaks[text.length] = mustBreak;
}

/**
 * Resolves a text's classes, each character with the marks that attach to it (LB9, LB10). @returns how many there are
 */
function readCharacters(text: string): number {
  if (text.length > size) {
    size = text.length * 2;
    [offsets, kinds, wide, joined, bases, states] = makeRoom(size);
  }
  let count = 0;
  for (let at = 0; at < text.length;) {
    const codePoint = text.codePointAt(at)!;
    const found = lineBreakClass(codePoint);
    let kind = found & ~eastAsian;
    const joiner = kind === ZWJ;
    if (kind === CM || joiner) {
      if (count > 0 && bare[kinds[count - 1]!] === 0) {
        joined[count - 1] = joiner ? 1 : 0;
        at += codePoint > 0xffff ? 2 : 1;
        continue;
      }
      kind = AL;
    }
    offsets[count] = at;
    kinds[count] = kind;
    wide[count] = found & eastAsian;
    joined[count] = joiner ? 1 : 0;
    bases[count] = kind === SP && count > 0 ? bases[count - 1]! : kind === SP ? -1 : count;
    states[count] = stateAt(count, kind);
    count++;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return count;
}

const inNumber = 1;
const closedNumber = 2;
const beginsFlag = 3;

/**
 * The unit to which a character belongs: a number that continues (`NU (SY | IS)*`) or ends in a bracket (LB25), or a
 * flag of two regional indicators (LB30a).
 */
function stateAt(index: number, kind: number): number {
  if (kind === NU) return inNumber;
  if (kind === RI) return index > 0 && states[index - 1] === beginsFlag ? 0 : beginsFlag;
  if (index === 0 || states[index - 1] !== inNumber) return 0;
  return kind === SY || kind === IS ? inNumber : kind === CL || kind === CP ? closedNumber : 0;
}

/** Whether lines may break before a character: LB4 to LB31, in their order. */
function breakBefore(i: number, count: number): number {
  const p = kinds[i - 1]!;
  const n = kinds[i]!;
  if (p === n && joined[i - 1] === 0) {
    // The most common cases, ahead of the rules: no rule separates letters or joins ideographs.
    if (p === AL) return noBreak;
    if (p === ID) return mayBreak;
  }
  const next = i + 1 < count ? kinds[i + 1]! : -1;
  const before = i > 1 ? kinds[i - 2]! : -1;
  if (p === BK || (p === CR && n !== LF) || p === LF || p === NL) return mustBreak; // LB4, LB5
  if (lineEnds[n] === 1 || n === SP || n === ZW) return noBreak; // LB5 to LB7
  /** The last character before the spaces, if there are any. */
  const base = bases[i - 1]!;
  const b = base < 0 ? -1 : kinds[base]!;
  if (b === ZW) return mayBreak; // LB8
  if (joined[i - 1] === 1) return noBreak; // LB8a
  if (p === WJ || n === WJ || p === GL || (n === GL && unglued[p] === 0)) return noBreak; // LB11 to LB12a
  if (closers[n] === 1 || b === OP) return noBreak; // LB13, LB14
  if (b === PI && (base === 0 || beforeOpeningQuote[kinds[base - 1]!] === 1)) return noBreak; // LB15a
  if (n === PF && (next < 0 || behindClosingQuote[next] === 1)) return noBreak; // LB15b
  if (n === IS) return p === SP && next === NU ? mayBreak : noBreak; // LB15c, LB15d
  if ((n === NS && (b === CL || b === CP)) || (n === B2 && b === B2)) return noBreak; // LB16, LB17
  if (p === SP) return mayBreak; // LB18
  if (quotes[n] === 1 && (n !== PI || wide[i - 1] === 0 || next < 0 || wide[i + 1] === 0)) return noBreak; // LB19, LB19a
  if (quotes[p] === 1 && (p !== PF || wide[i] === 0 || before < 0 || wide[i - 2] === 0)) return noBreak; // LB19, LB19a
  if (p === CB || n === CB) return mayBreak; // LB20
  if (hyphens[p] === 1 && letters[n] === 1 && (before < 0 || beforeWordHyphen[before] === 1)) return noBreak; // LB20a
  if (trailing[n] === 1 || p === BB || (before === HL && hyphens[p] === 1 && n !== HL) || (p === SY && n === HL))
    return noBreak; // LB21 to LB21b
  if (n === IN) return noBreak; // LB22
  if ((letters[p] === 1 && n === NU) || (p === NU && letters[n] === 1)) return noBreak; // LB23
  if ((p === PR && pictures[n] === 1) || (pictures[p] === 1 && n === PO)) return noBreak; // LB23a
  if (((p === PR || p === PO) && letters[n] === 1) || (letters[p] === 1 && (n === PR || n === PO))) return noBreak; // LB24
  if (isNumeric(p, n, i, count)) return noBreak; // LB25
  if (
    (p === JL && (n === JL || n === JV || n === H2 || n === H3)) ||
    ((p === JV || p === H2) && (n === JV || n === JT)) ||
    ((p === JT || p === H3) && n === JT)
  )
    return noBreak; // LB26
  if ((hangul[p] === 1 && n === PO) || (p === PR && hangul[n] === 1)) return noBreak; // LB27
  if (letters[p] === 1 && letters[n] === 1) return noBreak; // LB28
  if ((p === AP && aksaras[n] === 1) || (aksaras[p] === 1 && (n === VF || n === VI))) return noBreak; // LB28a
  if (
    (p === VI && before >= 0 && aksaras[before] === 1 && (n === AK || n === DC)) ||
    (aksaras[p] === 1 && aksaras[n] === 1 && next === VF)
  )
    return noBreak; // LB28a
  if (p === IS && letters[n] === 1) return noBreak; // LB29
  if (
    (n === OP && wide[i] === 0 && (letters[p] === 1 || p === NU)) ||
    (p === CP && wide[i - 1] === 0 && (letters[n] === 1 || n === NU))
  )
    return noBreak; // LB30
  if (p === RI && n === RI) return states[i] === beginsFlag ? mayBreak : noBreak; // LB30a
  if (n === EM && (p === EB || p === EP || p === XP)) return noBreak; // LB30b
  return mayBreak; // LB31
}

/** LB25: numbers with their signs, brackets and units. */
function isNumeric(p: number, n: number, i: number, count: number): boolean {
  if (n === PO || n === PR) return states[i - 1] === inNumber || states[i - 1] === closedNumber;
  if (n === NU) return p === PO || p === PR || p === HY || p === IS || states[i - 1] === inNumber;
  if (n !== OP || (p !== PO && p !== PR)) return false;
  const next = i + 1 < count ? kinds[i + 1] : -1;
  return next === NU || (next === IS && i + 2 < count && kinds[i + 2] === NU);
}
