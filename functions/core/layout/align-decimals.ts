/** A number in a cell's text: what stands in front of its decimal mark, and the rest. */
const number = /\d[\d\s.,'’\u00a0\u2009\u202f٬]*/;

/**
 * Offset in a cell's text at which its column is aligned: the decimal mark, or where it would
 * stand behind a whole number. A text without digits is aligned at its end.
 *
 * @param mark the language's decimal mark
 */
export function decimalOffset(text: string, mark: string): number {
  const found = number.exec(text);
  if (found === null) return text.length;
  const digits = found[0].replace(/[^\d]+$/, "");
  const at = digits.lastIndexOf(mark);
  return found.index + (at < 0 ? digits.length : at);
}
