/**
 * Digits without letters as they keep their order in text from the right, where −20.25 would become 20.25−: behind a
 * left-to-right mark. Office programs differ in how they read the direction of a run alone.
 */
export function keepDigitOrder(words: string, rightToLeft: boolean): string {
  return rightToLeft && /\d/.test(words) && !/\p{L}/u.test(words) ? `\u200e${words}` : words;
}
