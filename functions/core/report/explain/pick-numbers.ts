import { BroadsheetError } from "../../errors.ts";
import { withoutBlanks } from "../document/origin.ts";
import { findNumbers } from "./find-numbers.ts";
import type { PrintedNumber } from "./printed-number.ts";

/** Which numbers are asked for. */
export interface NumberQuestion {
  /** As it is printed, with what belongs to it: `30.1%`. */
  readonly number?: string | undefined;
  /** From 1. */
  readonly page?: number | undefined;
  /** A place on the page, points from its top left corner, y downwards. */
  readonly at?: { readonly x: number; readonly y: number } | undefined;
}

/** Longest text that names a number. */
export const longestNumber = 100;
/** How far beside a number a place may be, points. */
const reach = 6;
/** Most numbers named in an error. */
const told = 12;

/**
 * The numbers that a question means: at a place the one there, otherwise all that are printed so.
 *
 * @throws BroadsheetError `not-found` with the numbers there are, `invalid-request` for a question that names none
 */
export function pickNumbers(
  numbers: readonly PrintedNumber[],
  { number, page, at }: NumberQuestion,
): readonly PrintedNumber[] {
  const onPage = page === undefined ? numbers : numbers.filter((each) => each.page === page);
  const asked = number === undefined ? onPage : onPage.filter((each) => isPrinted(each, number));
  const found = at === undefined ? asked : nearest(asked, at);
  if (found.length > 0) return found;
  if (page !== undefined && onPage.length === 0) throw noneOn(page, numbers);
  const place = at === undefined ? "" : ` at ${at.x},${at.y}`;
  throw new BroadsheetError("not-found", {
    code: "number-not-found",
    message: `there is no ${number === undefined ? "number" : `"${number}"`}${place}${page === undefined ? " in the report" : ` on page ${page}`}`,
    seen: number ?? (at === undefined ? page : `${at.x},${at.y}`),
    allowed: [...new Set(onPage.map(({ text }) => text))].slice(0, told),
    hint: "write it as it is printed; numbers in pictures, formulas and barcodes are drawings",
  });
}

/** The error for a page without numbers, which the report may not even have: it names the pages that have some. */
function noneOn(page: number, numbers: readonly PrintedNumber[]): BroadsheetError {
  const pages = [...new Set(numbers.map((each) => each.page))].toSorted((a, b) => a - b);
  const spans: (readonly [first: number, last: number])[] = [];
  for (const each of pages) {
    const [first, last] = spans.at(-1) ?? [];
    if (first !== undefined && last === each - 1) spans[spans.length - 1] = [first, each];
    else spans.push([each, each]);
  }
  const named = spans.slice(0, told).map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`));
  return new BroadsheetError("not-found", {
    code: "number-not-found",
    message: `there is no number on page ${page}`,
    where: { name: "page" },
    seen: page,
    allowed: named.join(", ") || "none",
  });
}

/** Whether a number is printed as asked: its digits alone, or with the words beside it. */
function isPrinted({ text, context }: PrintedNumber, asked: string): boolean {
  const [wanted, ...others] = findNumbers(asked);
  if (wanted === undefined || others.length > 0) return withoutBlanks(context).includes(withoutBlanks(asked));
  const same = bare(text) === bare(wanted.text) || bare(text).replace(/^[-+]/, "") === bare(wanted.text);
  return (
    same &&
    withoutBlanks(context)
      .replace(/[\u2212\u2013]/g, "-")
      .includes(bare(asked).replace(/[\u2212\u2013]/g, "-"))
  );
}

/** Words without blanks, and with one kind of minus sign before them. */
function bare(words: string): string {
  return withoutBlanks(words).replace(/^[\u2212\u2013-]/, "-");
}

/** The number at a place, or else the nearest one that is close to it. */
function nearest(
  numbers: readonly PrintedNumber[],
  { x, y }: { readonly x: number; readonly y: number },
): PrintedNumber[] {
  const distance = (each: PrintedNumber): number =>
    Math.hypot(Math.max(each.x - x, 0, x - each.x - each.width), Math.max(each.y - y, 0, y - each.y - each.height));
  const best = numbers.reduce<PrintedNumber | undefined>(
    (found, each) => (found === undefined || distance(each) < distance(found) ? each : found),
    undefined,
  );
  return best !== undefined && distance(best) <= reach ? [best] : [];
}
