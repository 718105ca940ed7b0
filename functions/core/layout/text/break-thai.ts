import type { Dictionary } from "../../locale/locale.ts";
import { mayBreak } from "./unicode-breaks.ts";

/** A run of Thai. */
const run = /[\u0e01-\u0e5b]+/g;
/** Vowels and marks that belong to the letter before them, and what repeats or shortens a word. */
const follows = /[\u0e2f-\u0e3a\u0e45-\u0e4e]/;
/** Vowels written before the letter that they are spoken behind. */
const leads = /[\u0e40-\u0e44]/;
/** Longest word looked up, UTF-16 units; ICU's longest has 34. */
const longest = 34;
/** A letter outside every word costs as much as three words. */
const unknownCost = 3;

/**
 * Lets lines break between Thai words, which no space parts (UAX #14, class SA): of all ways to read a run as words, the one with the fewest
 * of them and the fewest letters that belong to none. Of several such ways it takes the one whose first words are longest.
 *
 * @param breaks of the text; `mayBreak` is set where one word ends and another begins
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
  // From the end: what the rest costs from here, and where its first word ends.
  const cost = new Float64Array(count + 1);
  const next = new Int32Array(count + 1);
  const known = new Uint8Array(count + 1);
  for (let at = count - 1; at >= 0; at--) {
    cost[at] = Infinity;
    if (!begins[at]) continue;
    let end = at + 1;
    while (end < count && !begins[end]) end++;
    // A cluster of letters that is no word.
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
  for (let at = 0; at < count; ) {
    const to = next[at]!;
    // Letters that belong to no word stay together, a name perhaps.
    if (at > 0 && (known[at] === 1 || known[ends.at(-1) ?? 0] === 1)) ends.push(at);
    at = to;
  }
  return ends;
}
