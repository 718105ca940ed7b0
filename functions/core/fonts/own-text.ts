/** V8 keeps a whole text alive for a slice of it of 13 characters or more. */
const shortSlice = 12;

/** The same text in memory of its own, to be kept longer than the paragraph that it was cut out of. */
export function ownText(text: string): string {
  return text.length <= shortSlice ? text : ` ${text}`.slice(1);
}
