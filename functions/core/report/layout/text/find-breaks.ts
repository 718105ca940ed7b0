import type { Dictionary } from "../../locale/locale.ts";
import { breakThai } from "./break-thai.ts";
import { isEastAsianAt } from "./east-asian.ts";
import { mayBreak, mustBreak, noBreak, unicodeBreaks } from "./unicode-breaks.ts";

export { mayBreak, mustBreak, noBreak };

/**
 * Words and figures with the usual marks: whatever the rules, their lines break after spaces and nowhere else. Most
 * texts are such.
 */
const plain = /^ *(?:\(?\$?[A-Za-z0-9]+(?:[,.;:’'][A-Za-z0-9]+)*%?\)?[,.;:]*(?: +|$))*$/;

/** A figure and its unit word, or a day and its month, which read as two things when separated. */
const measured =
  /\d +(?=%|(?:thousand|million|billion|trillion|yuan|dollars?|percent|percentage|January|February|March|April|May|June|July|August|September|October|November|December)\b)/g;
/** The same in Chinese: `25日`, `137亿美元`. */
const counted = /\d(?=[年月日时万亿元个项家人名位倍次种])/g;
/** Spaces inside a number, or between a number and its unit. */
const narrowSpace = /[\u2007\u2009\u200a]/g;
/** `2018-2021`, `R-2`. */
const codeHyphen = /[0-9A-Z]-(?=[0-9A-Z])/g;
/** Behind one or two letters that begin a word, and before one or two that end it: `e-mail`, `Wi-Fi`, `check-in`. */
const shortBegin = /(?<![\p{L}\p{M}\p{Nd}'’‐-])\p{L}\p{M}*(?:\p{L}\p{M}*)?[‐-](?=\p{L})/gu;
const shortEnd = /\p{L}\p{M}*[‐-](?=\p{L}\p{M}*(?:\p{L}\p{M}*)?(?![\p{L}\p{M}\p{Nd}'’‐-]))/gu;
/** `１２３`, `๑,๒๓๔`. */
const digits = /\p{Nd}(?=[.,．，٫٬]?\p{Nd})|(?<=\p{Nd})[.,．，٫٬](?=\p{Nd})/gu;
const openingQuote = /[“‘]/g;
const slash = /\//g;
const address = /https?:|www\./;

/** House rules beyond UAX #14. Each rule changes the breaks left by the rules before it. */
export const houseRules = {
  /** Only `\n` ends a line; the other line ends of UAX #14 count as spaces. */
  "only-line-feed-must": (text: string, breaks: Uint8Array): void => {
    for (let at = 1; at < text.length; at++)
      if (breaks[at] === mustBreak && text[at - 1] !== "\n") breaks[at] = mayBreak;
  },
  /** A line may break before an opening quote after Chinese, whatever it quotes. */
  "quote-behind-chinese": (text: string, breaks: Uint8Array): void => {
    openingQuote.lastIndex = 1;
    for (let match = openingQuote.exec(text); match !== null; match = openingQuote.exec(text)) {
      const at = match.index;
      if (isEastAsianAt(text, at - 1) && !"（《「『【〈".includes(text[at - 1]!)) breaks[at] = mayBreak;
    }
  },
  /** A thin, figure or hair space holds a number together, or a number and its unit. */
  "narrow-space-holds": (text: string, breaks: Uint8Array): void => hold(text, narrowSpace, breaks),
  /** A hyphen inside a number range or a code holds. */
  "code-hyphen-holds": (text: string, breaks: Uint8Array): void => hold(text, codeHyphen, breaks),
  /** A hyphen holds beside one or two letters that begin or end a word. */
  "short-hyphen-holds": (text: string, breaks: Uint8Array): void => {
    if (!text.includes("-") && !text.includes("‐")) return;
    hold(text, shortBegin, breaks);
    hold(text, shortEnd, breaks);
  },
  /** A slash holds between short words (`km/h`, `and/or`), and divides addresses. */
  "short-slash-holds": (text: string, breaks: Uint8Array): void => {
    slash.lastIndex = 0;
    for (let match = slash.exec(text); match !== null; match = slash.exec(text)) {
      const at = slash.lastIndex;
      if (
        breaks[at] === mayBreak &&
        !address.test(text.slice(Math.max(0, at - 60), at)) &&
        /(?:^|[\s/])[^\s/]{1,4}$/.test(text.slice(Math.max(0, at - 6), at - 1))
      )
        breaks[at] = noBreak;
    }
  },
  /** A figure stays with its unit word, a day with its month. */
  "figure-with-measure": (text: string, breaks: Uint8Array): void => {
    hold(text, measured, breaks);
    hold(text, counted, breaks);
  },
  /** A number holds in any script's digits: full-width ones would break like characters, Thai ones like words. */
  "digits-hold": (text: string, breaks: Uint8Array): void => hold(text, digits, breaks),
} as const;
const rules = Object.values(houseRules);

/** Room for a text's breaks, the same for all: there are thousands of texts. */
let room = new Uint8Array(4096);

/**
 * Where lines may break, by UAX #14 and the house's rules: one entry per UTF-16 offset, 0 to `text.length`, each
 * `noBreak`, `mayBreak` or `mustBreak`. The result is valid until the next call.
 *
 * @param dictionary words of the report's language, if it has no spaces between words
 */
export function findBreaks(text: string, dictionary?: Dictionary): Uint8Array {
  if (text.length >= room.length) room = new Uint8Array(text.length * 2);
  const breaks = room;
  if (plain.test(text)) {
    breaks.fill(noBreak, 0, text.length + 1);
    for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1))
      if (text[at + 1] !== " ") breaks[at + 1] = mayBreak;
    hold(text, measured, breaks);
    breaks[text.length] = noBreak;
    return breaks;
  }
  unicodeBreaks(text, breaks);
  if (dictionary !== undefined) breakThai(dictionary, text, breaks);
  for (let i = 0; i < rules.length; i++) rules[i]!(text, breaks);
  breaks[text.length] = noBreak;
  return breaks;
}

/** Forbids breaks after each match of a pattern. @param pattern with the flag `g` */
function hold(text: string, pattern: RegExp, breaks: Uint8Array): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (breaks[pattern.lastIndex] === mayBreak) breaks[pattern.lastIndex] = noBreak;
  }
}
