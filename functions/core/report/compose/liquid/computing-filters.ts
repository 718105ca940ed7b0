import { Decimal } from "../../../decimal.ts";

/** Whether a filter made another value of its input, so that a number in its result is not the one that was read. */
type IsComputed = (input: unknown, result: unknown, args: readonly unknown[]) => boolean;

const isOther: IsComputed = (input, result) => result !== null && String(input) !== String(result);

/** Strings of digits with their separators. */
const number = /\p{Nd}+(?:[.,'\u2019\u00a0\u202f\u2009]\p{Nd}+)*/gu;

/** Whether a text holds a number that neither its input nor an argument holds: `append: "000"`. */
const hasOther: IsComputed = (input, result, args) => {
  const known = new Set([input, ...args].flatMap((each) => numbersIn(each)));
  return numbersIn(result).some((each) => !known.has(each));
};

/** The numbers in a text, whatever separates their digits. */
function numbersIn(value: unknown): string[] {
  return (String(value ?? "").match(number) ?? []).map((digits) =>
    digits.replace(/[^\p{Nd}]/gu, "").replace(/^0+(?=.)/, ""),
  );
}

/**
 * Filters that may make another value of what they are given, and how that shows. The others choose, order, format or
 * round a value, change only its sign or its letters, or put values together.
 */
export const computing: Readonly<Record<string, IsComputed>> = {
  plus: isOther,
  minus: isOther,
  times: isOther,
  divided_by: isOther,
  modulo: isOther,
  at_least: isOther,
  at_most: isOther,
  ceil: isOther,
  floor: isOther,
  sum: isOther,
  // The size of a list of rows is their number.
  size: (input) => !(Array.isArray(input) && input.some(isRow)),
  // Without an earlier value it prints the one that it is given.
  change: (_, result, args) => result !== null && args.some((each) => !Array.isArray(each)),
  append: hasOther,
  prepend: hasOther,
  remove: hasOther,
  remove_first: hasOther,
  replace: hasOther,
  replace_first: hasOther,
  slice: hasOther,
  truncate: hasOther,
};

function isRow(item: unknown): boolean {
  return typeof item === "object" && item !== null && !(item instanceof Decimal);
}
