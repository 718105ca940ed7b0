/** A number with its word: `1 page`, `2 pages`. */
export function countWords(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
