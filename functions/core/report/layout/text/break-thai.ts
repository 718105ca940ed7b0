import type { Dictionary } from "../../locale/locale.ts";
import { mayBreak } from "./unicode-breaks.ts";

/** A run of Thai. */
const run = /[\u0e01-\u0e5b]+/g;
/** Vowels and marks that belong to the letter before them, and signs that repeat or shorten a word. */
const follows = /[\u0e2f-\u0e3a\u0e45-\u0e4e]/;
/** Vowels written before the letter after which they are spoken. */
const leads = /[\u0e40-\u0e44]/;
/** Longest word looked up, UTF-16 units; ICU's longest has 34. */
const longest = 34;
/** Cost of a letter outside any word, in words. */
const unknownCost = 3;

/**
 * Allows line breaks between Thai words, which have no spaces between them (UAX #14, class SA): of all ways to read a
 * run as words, takes the one with the fewest words and the fewest letters outside words, and of several such ways the
 * one whose first words are longest.
 *
 * @param breaks the text's breaks; sets `mayBreak` between two words
 */
export function breakThai(words: Dictionary, text: string, breaks: Uint8Array): void {
  for (const match of text.matchAll(run)) {
    for (const end of wordEnds(words, match[0])) breaks[match.index + end] = mayBreak;
  }
}

/** The offsets between the words of a run. */
function wordEnds(words: Dictionary, text: string): number[] {
  const count = text.length;
  const begins = Array.from(text, (letter, at) => at === 0 || !(follows.test(letter) || leads.test(text[at - 1]!)));
  // From the end: the cost of the rest from here, and the end of its first word.
  const cost = new Float64Array(count + 1);
  const next = new Int32Array(count + 1);
  const known = new Uint8Array(count + 1);
  for (let at = count - 1; at >= 0; at--) {
    cost[at] = Infinity;
    if (!begins[at]) continue;
    let end = at + 1;
    while (end < count && !begins[end]) end++;
    // A cluster of letters that is not a word.
    cost[at] = cost[end]! + unknownCost;
    next[at] = end;
    for (let to = at + 1; to <= Math.min(count, at + longest); to++) {
      if (to < count && !begins[to]) continue;
      if (cost[to]! + 1 <= cost[at]! && words.has(text.slice(at, to))) {
        cost[at] = cost[to]! + 1;
        next[at] = to;
        known[at] = 1;
      }
    }
  }
  const ends: number[] = [];
  for (let at = 0; at < count;) {
    const to = next[at]!;
    // Letters outside words stay together, since they may be a name.
    if (at > 0 && (known[at] === 1 || known[ends.at(-1) ?? 0] === 1)) ends.push(at);
    at = to;
  }
  return ends;
}
