/** Thai and Lao sara am: the ring above the letter before it, and the vowel beside that letter. */
const parts: ReadonlyMap<string, readonly [ring: string, vowel: string]> = new Map([
  ["\u0e33", ["\u0e4d", "\u0e32"]],
  ["\u0eb3", ["\u0ecd", "\u0eb2"]],
]);
const saraAm = /[\u0e33\u0eb3]/g;
/** A mark above a letter, Thai or Lao. */
const mark = /\u0e31|[\u0e34-\u0e37]|\u0e3b|[\u0e47-\u0e4e]|\u0eb1|[\u0eb4-\u0eb7]|\u0ebb|[\u0ec7-\u0ece]/;

/**
 * A text with its marks in the order in which fonts stack them. The ring of Thai and Lao sara am stands below the marks
 * that are written before it; engines other than fontkit divide the letter and move its ring there (HarfBuzz,
 * `hb-ot-shaper-thai.cc`).
 *
 * @param has whether the font has a character: a letter whose parts it lacks stays whole
 * @returns the same text if it has no such letter
 */
export function orderMarks(text: string, has: (codePoint: number) => boolean): string {
  let ordered = "";
  let done = 0;
  for (const { 0: letter, index } of text.matchAll(saraAm)) {
    // Each mark is looked at once: a pattern of marks before the letter would try a long run of them from each of its marks.
    let first = index;
    while (first > done && mark.test(text[first - 1]!)) first -= 1;
    const [ring, vowel] = parts.get(letter)!;
    const divided = has(ring.codePointAt(0)!) && has(vowel.codePointAt(0)!);
    const marks = text.slice(first, index);
    ordered += text.slice(done, first) + (divided ? ring + marks + vowel : marks + letter);
    done = index + 1;
  }
  return ordered + text.slice(done);
}
