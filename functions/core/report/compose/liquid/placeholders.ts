import type { Origin, OriginRange } from "../../document/origin.ts";
import type { Value } from "../../query/table.ts";

/**
 * Carries values past the Markdown parser. Liquid prints a placeholder for each value; after parsing, the placeholders
 * in the tree are replaced. So no character of a value is ever read as markup.
 *
 * A placeholder consists of Unicode noncharacters (U+FDD0 to U+FDE1), which the standard sets aside for use inside a
 * program: Markdown takes them for letters, a character reference cannot produce them (CommonMark 0.31, 2.5), and a
 * template's text must not contain them.
 */
export interface Placeholders {
  /** Keeps a value and returns its placeholder. @param origin where it comes from, if someone asks */
  keep(value: Value, origin?: ValueOrigin): string;
  /**
   * `text` in pieces: texts as written in the template, and values.
   *
   * @param numbers the report's number of each placeholder, for a renumbered text
   */
  split(text: string, numbers?: readonly number[]): readonly Piece[];
}

export type Piece = { readonly text: string } | { readonly value: Value; readonly origin?: ValueOrigin | undefined };

/** The origin of a value, and of a captured text the origins of its parts. */
export interface ValueOrigin {
  readonly whole: Origin;
  readonly parts?: readonly OriginRange[] | undefined;
}

const digitBase = 0xfdd0;
/** All placeholders have the same length, so that renumbering moves nothing. */
const digitCount = 5;
const start = "\ufde0";
const end = "\ufde1";
const pattern = /\ufde0([\ufdd0-\ufddf]+)\ufde1/g;

/** Characters that a template's own text must not contain. */
export const reservedCharacters = /[\ufdd0-\ufdef]/;

export function createPlaceholders(): Placeholders {
  const values: Value[] = [];
  const origins: ValueOrigin[] = [];
  return {
    keep(value, origin) {
      if (origin !== undefined) origins[values.length] = origin;
      values.push(value);
      return placeholder(values.length - 1);
    },
    split(text, numbers) {
      if (!text.includes(start)) return text === "" ? [] : [{ text }];
      const pieces: Piece[] = [];
      let from = 0;
      for (const match of text.matchAll(pattern)) {
        if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
        const number = numberOf(match[1] ?? "");
        const kept = numbers?.[number] ?? number;
        const origin = origins[kept];
        pieces.push(origin === undefined ? { value: values[kept] ?? null } : { value: values[kept] ?? null, origin });
        from = match.index + match[0].length;
      }
      if (from < text.length) pieces.push({ text: text.slice(from) });
      return pieces;
    },
  };
}

/** Whether `text` holds a placeholder, so that its content is not known before a report is rendered. */
export function hasPlaceholder(text: string): boolean {
  return text.includes(start);
}

/** Whether `text` is one placeholder and nothing else. */
export function isPlaceholder(text: string): boolean {
  return text.startsWith(start) && text.indexOf(end) === text.length - 1;
}

/**
 * Numbers the placeholders of a text from 0, in their order: texts that differ only in what was printed before them
 * become equal. Offsets stay the same.
 */
export function renumber(text: string): { readonly text: string; readonly numbers: readonly number[] } {
  const numbers: number[] = [];
  if (!text.includes(start)) return { text, numbers };
  const renumbered = text.replace(pattern, (_, digits: string) => placeholder(numbers.push(numberOf(digits)) - 1));
  return { text: renumbered, numbers };
}

function placeholder(number: number): string {
  let digits = "";
  for (let shift = (digitCount - 1) * 4; shift >= 0; shift -= 4)
    digits += String.fromCharCode(digitBase + ((number >> shift) & 0xf));
  return start + digits + end;
}

function numberOf(digits: string): number {
  let number = 0;
  for (let at = 0; at < digits.length; at++) number = number * 16 + digits.charCodeAt(at) - digitBase;
  return number;
}
