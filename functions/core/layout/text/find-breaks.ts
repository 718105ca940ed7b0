import LineBreaker from "linebreak";
import { isEastAsianAt } from "./east-asian.ts";

export const noBreak = 0;
export const mayBreak = 1;
export const mustBreak = 2;

/** Text in which lines can only break after spaces, whatever UAX #14 says. */
const simple = /^[A-Za-z0-9 ,.;:%$’'()]*$/;
const opening = /[A-Za-z0-9$’'(]/;
const quotes = /[“‘”’]/;

/** A figure and the word it counts in, or a day and its month: parted, they read as two things. */
const measured =
  /\d +(?=(?:thousand|million|billion|trillion|yuan|dollars?|percent|percentage|January|February|March|April|May|June|July|August|September|October|November|December)\b)/g;
/** The same in Chinese: `25日`, `137亿美元`. */
const counted = /\d(?=[年月日时万亿元个项家人名位倍次种])/g;

/** Room for a text's breaks, the same for all: there are thousands of texts. */
let room = new Uint8Array(4096);

/**
 * Where lines may break, after UAX #14: one entry per UTF-16 offset, 0 to `text.length`, each
 * `noBreak`, `mayBreak` or `mustBreak`. It holds until the next text is asked about. Beyond the library's rules:
 * - a thin, figure or hair space between a number and its unit or inside a number holds them together;
 * - a figure stays with the word it counts in, a day with its month;
 * - curly quotes open and close as in Chinese when they stand beside Chinese (UAX #14 16.0, LB19a);
 * - a hyphen inside a number range or code (`2018-2021`, `R-2`) holds, and so does a slash that is
 *   not part of an address.
 */
export function findBreaks(text: string): Uint8Array {
  if (text.length >= room.length) room = new Uint8Array(text.length * 2);
  const breaks = room.fill(noBreak, 0, text.length + 1);
  if (simple.test(text)) {
    for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) if (at + 1 < text.length && opening.test(text[at + 1] as string)) breaks[at + 1] = mayBreak;
    hold(text, measured, breaks);
    return breaks;
  }
  const breaker = new LineBreaker(text);
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    breaks[next.position] = next.required && text[next.position - 1] === "\n" ? mustBreak : holds(text, next.position) ? noBreak : mayBreak;
  }
  if (quotes.test(text)) breakAtQuotes(text, breaks);
  hold(text, measured, breaks);
  hold(text, counted, breaks);
  breaks[text.length] = noBreak;
  return breaks;
}

/** Lets lines break before quotes that open and behind quotes that close beside Chinese. */
function breakAtQuotes(text: string, breaks: Uint8Array): void {
  for (let at = 1; at < text.length; at++) {
    const before = text[at - 1] as string;
    if ("“‘".includes(text[at] as string) && isEastAsianAt(text, at - 1) && !"（《「『【〈".includes(before)) breaks[at] = mayBreak;
    else if ("”’".includes(before) && isIdeograph(text[at] as string) && at > 1 && isEastAsianAt(text, at - 2)) breaks[at] = mayBreak;
  }
}

/** Lets no line break after what a pattern finds. @param pattern with the flag `g` */
function hold(text: string, pattern: RegExp, breaks: Uint8Array): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (breaks[pattern.lastIndex] === mayBreak) breaks[pattern.lastIndex] = noBreak;
  }
}

function isIdeograph(character: string): boolean {
  return /[\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff\ud840-\udbff]/.test(character);
}

/** Whether what stands around an offset must stay on one line. */
function holds(text: string, at: number): boolean {
  const before = text[at - 1] as string;
  if ("\u2009\u2007\u200a".includes(before)) return true;
  const previous = text[at - 2] ?? "";
  const next = text[at] ?? "";
  if (before === "-" && (/[0-9]/.test(previous) || /[A-Z]/.test(previous)) && /[0-9A-Z]/.test(next)) return true;
  if (before === "/" && !/https?:|www\./.test(text.slice(Math.max(0, at - 60), at))) return /^[^\s/]{1,4}$/.test(/[^\s/]*$/.exec(text.slice(0, at - 1))?.[0] ?? "");
  return false;
}
