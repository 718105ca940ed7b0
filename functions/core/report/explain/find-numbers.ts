/** Characters that may be before a number as its sign. */
const signs = "+\u2212\u2013\u00b1-";
const number = /\p{Nd}+(?:[.,'\u2019\u00a0\u202f\u2009]\p{Nd}+)*/gu;

/** A number in a text, with its sign. */
export interface FoundNumber {
  readonly text: string;
  /** Offset in the text. */
  readonly at: number;
}

/** The numbers in a text: strings of digits with their separators and a sign before them. */
export function findNumbers(text: string): FoundNumber[] {
  return [...text.matchAll(number)].map(({ 0: digits, index }) => {
    const before = text[index - 1] ?? "";
    // A hyphen between two words or numbers is no sign: 2018-2021.
    const signed = before !== "" && signs.includes(before) && !/[\p{L}\p{N}]/u.test(text[index - 2] ?? " ");
    return signed ? { text: before + digits, at: index - 1 } : { text: digits, at: index };
  });
}
