/** A number in a cell's text, or the second one of a span (`4–5`). */
const number = /(?:\d[\d.,]*–)?(\d[\d\s.,'’\u00a0\u2009\u202f٬]*)/d;

/**
 * Offset in a cell's text at which its column is aligned: the decimal mark, or its place after a whole number. A text
 * without digits is aligned at its end.
 *
 * @param mark the language's decimal mark
 */
export function decimalOffset(text: string, mark: string): number {
  const found = number.exec(text);
  if (found === null) return text.length;
  const digits = (found[1] ?? "").replace(/[^\d]+$/, "");
  const at = digits.lastIndexOf(mark);
  return (found.indices?.[1]?.[0] ?? 0) + (at < 0 ? digits.length : at);
}
