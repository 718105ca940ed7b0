const eastAsian = "[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uff60\\u{20000}-\\u{3ffff}]";
/** A line break in the source between two Chinese characters leaves nothing. */
const joinedLines = new RegExp(`(${eastAsian})[ \\t]*\\n[ \\t]*(?=${eastAsian})`, "gu");

/** A text without the breaks of its source between Chinese characters; the others are spaces to every reader. */
export function joinLines(words: string): string {
  return words.replaceAll(joinedLines, "$1");
}
