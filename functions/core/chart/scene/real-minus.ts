/**
 * The text with a true minus sign (U+2212) before negative numbers. A hyphen counts as a minus where
 * a number follows it and nothing stands before it but a space or an opening bracket, so that ranges
 * (`2018-2021`), dates and compound words keep theirs.
 */
export function realMinus(text: string): string {
  return text.includes("-") ? text.replace(/(^|[\s([])-(?=[$€£¥]?\.?\d)/g, "$1\u2212") : text;
}
