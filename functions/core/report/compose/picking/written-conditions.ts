import { comparingSigns, type Comparison } from "../../document/comparison.ts";
import { FormatError } from "../formats/format-error.ts";

/** A column or a value as it is written: its stretch of the text, without quotation marks around it. */
export interface WrittenTerm {
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
}

/** A condition as it is written: `margin < 0`, `region in ('North', 'South')`, `goal is missing`. */
export interface WrittenCondition {
  /** Absent where the condition begins with its sign. */
  readonly field?: WrittenTerm;
  readonly sign: Comparison["sign"];
  /** One for a sign that compares, one or more for `in`, none for `is missing`. */
  readonly operands: readonly WrittenTerm[];
}

/** How an attribute writes conditions. */
export interface Manner {
  /**
   * As in `where`: a comma joins conditions as `and` does, and names and values without quotation marks may hold the
   * word "and". The rules of cells divide columns by commas, so they have `and` only.
   */
  readonly commas: boolean;
  /** Whether each condition begins with a column; a rule may begin with a sign. */
  readonly needsField?: true;
  /** How several cases are written, and an example, for errors. */
  readonly cases: string;
  readonly example: string;
  /** A stretch of the text as an error shows it. */
  readonly show: (from: number, to: number) => string;
}

/** Stands in the text for each character of a value of the data, so that none is read as part of a condition. */
export const valueMark = "\ufdef";

/**
 * Reads conditions that all must hold: `sales >= goal and region in ('North', 'South')`. This is the one grammar of
 * conditions in attributes, for `where` and for the rules of cells. A text that holds a sign, a bracket or a comma
 * stands in quotation marks.
 *
 * @throws FormatError that says what stands in the place of a condition, and what to write
 */
export function readWrittenConditions(text: string, manner: Manner): WrittenCondition[] {
  const shape = withoutQuotedText(text);
  const conditions: WrittenCondition[] = [];
  for (let at = skipBlank(shape, 0); ; at = skipBlank(shape, at)) {
    const { to, ...condition } = readCondition(shape, at, manner);
    conditions.push(condition);
    at = skipBlank(shape, to);
    if (at >= shape.length) return conditions;
    at += shape[at] === "," ? 1 : "and".length;
  }
}

/** The text with an "x" for each character between quotation marks, which open a name or a value. */
function withoutQuotedText(text: string): string {
  return text.replace(
    /(?<=^|[\s(,<>=])(["'])(.*?)\1(?=\s*(?:$|[),<>=!]|(?<=\s)(?:and|is|in|not)\b))/gis,
    (_, quote: string, inside: string) => quote + "x".repeat(inside.length) + quote,
  );
}

function readCondition(shape: string, from: number, manner: Manner): WrittenCondition & { readonly to: number } {
  const end = endOfField(shape, from, manner);
  const sign = signIn(shape, from, end);
  if (sign === undefined) throw noCondition(shape, from, end, manner);
  const field = termOf(shape, from, sign.from, manner);
  const named = field.quoted || field.from < field.to ? { field } : {};
  if (manner.needsField && named.field === undefined)
    throw new FormatError(`there is no column before ${manner.show(sign.from, sign.to).trim()}`);
  if (sign.sign === "is missing" || sign.sign === "is not missing")
    return { ...named, sign: sign.sign, operands: [], to: sign.to };
  if (sign.sign === "in" || sign.sign === "not in")
    return { ...named, sign: sign.sign, ...readList(shape, from, sign.to, manner) };
  const to = endOfOperand(shape, sign.to, manner);
  const remedy = remedyOf(shape, from, sign, to, manner);
  if (remedy !== undefined) throw noCondition(shape, from, to, manner, remedy);
  const operand = termOf(shape, sign.to, to, manner);
  if (!operand.quoted && operand.from === operand.to)
    throw manner.commas
      ? new FormatError(
          `there is no value after ${manner.show(from, sign.to).trim()}: write = null or is missing for no value, = '' for an empty text`,
        )
      : noCondition(shape, from, to, manner);
  return { ...named, sign: sign.sign, operands: [operand], to };
}

/** Where the next condition must have had its sign. */
function endOfField(shape: string, from: number, { commas }: Manner): number {
  const found = commas ? shape.indexOf(",", from) : andAt(shape, from);
  return found < 0 ? shape.length : found;
}

/** The place of the next `and` between blanks; below 0 if there is none. */
function andAt(shape: string, from: number): number {
  const found = shape.slice(from).search(/(?<=\s)and\s/i);
  return found < 0 ? -1 : from + found;
}

interface FoundSign {
  readonly sign: Comparison["sign"];
  readonly from: number;
  readonly to: number;
}

/** The first sign in a stretch. */
function signIn(shape: string, from: number, end: number): FoundSign | undefined {
  const pattern = /<=|>=|!=|<|>|=|(?<![^\s"'])(?:(?:not\s+)?in\s*\(|is\s+(?:not\s+)?missing(?=\s*(?:$|,|\sand\s)))/gi;
  pattern.lastIndex = from;
  for (let match = pattern.exec(shape); match !== null && match.index < end; match = pattern.exec(shape)) {
    const [written] = match;
    const place = { from: match.index, to: match.index + written.length };
    const isNegated = /^(?:not|is\s+not)\s/i.test(written);
    if (/^is/i.test(written)) return { sign: isNegated ? "is not missing" : "is missing", ...place };
    if (!written.endsWith("(")) return { sign: written as (typeof comparingSigns)[number], ...place };
    if (isList(shape, place.to)) return { sign: isNegated ? "not in" : "in", ...place };
  }
  return undefined;
}

/** Whether the next condition or nothing follows a list: the brackets may be of a column such as `Sales in (EUR)`. */
function isList(shape: string, from: number): boolean {
  const close = shape.indexOf(")", from);
  return close < 0 || /^\s*(?:$|,|and\s)/i.test(shape.slice(close + 1, close + 100));
}

/** The terms of a list up to its closing bracket. */
function readList(
  shape: string,
  from: number,
  start: number,
  manner: Manner,
): { readonly operands: readonly WrittenTerm[]; readonly to: number } {
  const close = shape.indexOf(")", start);
  if (close < 0) throw new FormatError(`the bracket after ${manner.show(from, start).trim()} is not closed`);
  const operands: WrittenTerm[] = [];
  for (let at = start; at <= close;) {
    const comma = shape.indexOf(",", at);
    const end = comma < 0 || comma > close ? close : comma;
    const term = termOf(shape, at, end, manner);
    if (!term.quoted && term.from === term.to)
      throw new FormatError(`a value is missing in ${manner.show(from, close + 1).trim()}`);
    operands.push(term);
    at = end + 1;
  }
  return { operands, to: close + 1 };
}

/** Where a value without quotation marks ends. */
function endOfOperand(shape: string, from: number, manner: Manner): number {
  const end = endOfField(shape, from, manner);
  if (!manner.commas) return end;
  // "Smith and Sons" is one value, and "2021 and region = North" two conditions.
  const start = skipBlank(shape, from);
  const first = andAt(shape, start);
  const next = first < 0 ? undefined : signIn(shape, first, end);
  if (next === undefined) return end;
  const joins = [...shape.slice(start, next.from).matchAll(/(?<=\s)and\s/gi)];
  return start + joins.at(-1)!.index;
}

/** A stretch without blanks and quotation marks around it. @throws FormatError for what follows a closing one */
function termOf(shape: string, from: number, to: number, manner: Manner): WrittenTerm {
  const start = Math.min(skipBlank(shape, from), to);
  const end = Math.max(start, shape.slice(0, to).trimEnd().length);
  const mark = shape[start];
  if ((mark !== '"' && mark !== "'") || start >= end) return { from: start, to: end, quoted: false };
  const close = shape.indexOf(mark, start + 1);
  if (close < 0 || close >= end)
    throw new FormatError(`a quotation mark ${mark} is not closed in ${manner.show(start, end)}`);
  if (close !== end - 1)
    throw new FormatError(
      `after "${manner.show(start + 1, close)}" in quotation marks there must be a sign, ${manner.commas ? "a comma, " : ""}and or the end`,
    );
  return { from: start + 1, to: close, quoted: true };
}

function skipBlank(shape: string, from: number): number {
  const blank = shape.slice(from).search(/\S/);
  return blank < 0 ? shape.length : from + blank;
}

/** What to write instead of a condition in the manner of other languages. @returns undefined for any other */
function remedyOf(
  shape: string,
  from: number,
  sign: FoundSign | undefined,
  to: number,
  { cases, show }: Manner,
): string | undefined {
  const bare = shape.slice(from, to).trim();
  if (/^\([^)]*[<>=]/.test(bare) || /[<>=].*(?:\sor\s|\|\||&&).*[<>=]/is.test(bare))
    return `there is no or and there are no parentheses: ${cases}, or let the query compute true or false`;
  if (/^[^<>!=]*={2,3}/.test(bare)) return "write = for equal, as in state = 'late'";
  if (/^[^<>=!]*(?:<>|!==)/.test(bare)) return "write != for not equal, as in state != 'late'";
  if (/\sis\s+(?:not\s+)?(?:null|empty|blank)$/i.test(bare)) return "write is missing or is not missing";
  if (sign !== undefined && /^\s*[<>=!]/.test(shape.slice(sign.to, to)))
    return `use one of ${comparingSigns.join(" ")}`;
  if (sign !== undefined || !/^[^\s<>=!'"]+$/.test(bare)) return undefined;
  const word = show(from, to).trim();
  return `write a column, one of ${comparingSigns.join(" ")} and a value; if "${word}" holds true or false, ${word} = true`;
}

function noCondition(
  shape: string,
  from: number,
  to: number,
  manner: Manner,
  remedy = remedyOf(shape, from, undefined, to, manner),
): FormatError {
  const usual = `write a column, one of ${comparingSigns.join(" ")} and a value, or in (…) or is missing, as in ${manner.example}`;
  const seen = manner.show(from, to).trim();
  return new FormatError(
    seen === "" ? `a condition is missing: ${usual}` : `"${seen}" is no condition: ${remedy ?? usual}`,
  );
}
