/**
 * What a label names, of a footnote or of a link's address: labels that differ in case or in white space name the same
 * (CommonMark 0.31, 4.7: Unicode case fold; capitals first, as `ß` and `ẞ` fold to one only that way).
 */
export function identifierOf(label: string): string {
  return label.replace(/[\t\n\r ]+/g, " ").trim().toLowerCase().toUpperCase().toLowerCase();
}
