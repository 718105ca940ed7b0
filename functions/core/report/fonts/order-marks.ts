/** Thai and Lao sara am: the ring above the letter before it, and the vowel beside that letter. */
const parts: ReadonlyMap<string, readonly [ring: string, vowel: string]> = new Map([
  ["\u0e33", ["\u0e4d", "\u0e32"]],
  ["\u0eb3", ["\u0ecd", "\u0eb2"]],
]);
const saraAm = /[\u0e33\u0eb3]/;
/** The marks above a letter, Thai or Lao, and sara am behind them. */
const stack =
  /((?:\u0e31|[\u0e34-\u0e37]|\u0e3b|[\u0e47-\u0e4e]|\u0eb1|[\u0eb4-\u0eb7]|\u0ebb|[\u0ec7-\u0ece])*)([\u0e33\u0eb3])/g;

/**
 * A text with its marks in the order in which fonts stack them. The ring of Thai and Lao sara am stands below the marks
 * that are written before it; engines other than fontkit divide the letter and move its ring there (HarfBuzz,
 * `hb-ot-shaper-thai.cc`).
 *
 * @param has whether the font has a character: a letter whose parts it lacks stays whole
 * @returns the same text if it has no such letter
 */
export function orderMarks(text: string, has: (codePoint: number) => boolean): string {
  if (!saraAm.test(text)) return text;
  return text.replace(stack, (whole, marks: string, letter: string) => {
    const [ring, vowel] = parts.get(letter)!;
    return has(ring.codePointAt(0)!) && has(vowel.codePointAt(0)!) ? ring + marks + vowel : whole;
  });
}
