/**
 * The identifier of a footnote's or link definition's label: labels that differ only in case or white space are the
 * same (CommonMark 0.31, 4.7: Unicode case fold; capitals first, since only then do `ß` and `ẞ` fold to the same).
 */
export function identifierOf(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, " ")
    .trim()
    .toLowerCase()
    .toUpperCase()
    .toLowerCase();
}
