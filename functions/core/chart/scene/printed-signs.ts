/**
 * Replaces the hyphen before negative numbers with a true minus sign (U+2212). A hyphen counts as a minus if a number
 * follows and only a space or an opening bracket precedes it, so ranges (`2018-2021`), dates and compound words keep
 * their hyphens.
 */
export function realMinus(text: string): string {
  return text.includes("-") ? text.replace(/(^|[\s([])-(?=[$€£¥]?\.?\d)/g, "$1\u2212") : text;
}
