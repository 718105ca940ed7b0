/** Ways to print a page's number, by their names in CSS Counter Styles. */
export const pageNumberStyles = ["decimal", "lower-roman", "upper-roman", "lower-alpha", "upper-alpha"] as const;

export type PageNumberStyle = (typeof pageNumberStyles)[number];

/** The numbering of the pages from a given one on. */
export interface PageNumbering {
  /** @default that of the previous pages; `decimal` for the first */
  readonly style?: PageNumberStyle | undefined;
  /** Number of the first of them, 0 or more. */
  readonly start: number;
}

const romanDigits: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

/** Roman numerals are written up to 3,999, and no style but decimal has a zero. */
const mostRoman = 3999;

/**
 * A page's number as it is printed, and as PDF readers show it (ISO 32000-1, 12.4.2): letters go from a to z, then aa,
 * bb. A number that a style cannot express is written in decimal.
 */
export function printPageNumber(number: number, style: PageNumberStyle): string {
  if (!writesNumber(number, style)) return String(number);
  const small = style.endsWith("-roman")
    ? roman(number)
    : String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));
  return style.startsWith("upper-") ? small.toUpperCase() : small;
}

/** Whether a style can express a number. */
export function writesNumber(number: number, style: PageNumberStyle): boolean {
  return style !== "decimal" && number > 0 && number <= mostRoman;
}

/** The letters of an appendix, from 1: A to Z, then AA, AB. */
export function letterOf(number: number): string {
  const before = Math.floor((number - 1) / 26);
  return (before > 0 ? letterOf(before) : "") + String.fromCharCode(65 + ((number - 1) % 26));
}

function roman(number: number): string {
  let rest = number;
  return romanDigits
    .map(([value, digits]) => {
      const count = Math.floor(rest / value);
      rest -= count * value;
      return digits.repeat(count);
    })
    .join("");
}
