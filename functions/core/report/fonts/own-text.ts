/** V8 keeps a whole text alive for any slice of 13 characters or more. */
const shortSlice = 12;

/** Copies a text, so that it can be kept without the paragraph from which it was sliced. */
export function ownText(text: string): string {
  return text.length <= shortSlice ? text : ` ${text}`.slice(1);
}
