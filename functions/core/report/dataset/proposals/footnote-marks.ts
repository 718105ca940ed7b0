import { cellKind } from "../csv/cell-kind.ts";

/**
 * A mark of a footnote behind a number, as a regular expression for both JavaScript and RE2: `*`, `†`, `^`, `#`, `[1]`,
 * `(p)` for provisional, revised, estimated, or a break in the series, and `r` for revised. A raised digit is no mark,
 * since it may be a power; neither is `p` alone, which may be pence, nor `(1)`, which may be a loss.
 */
export const footnoteMark = "[ \u00a0]?(?:[*†‡§¶^#]+|\\[[0-9a-z]{1,2}\\]|\\([prebREBP]\\)|r)$";

const mark = new RegExp(footnoteMark, "u");

/** Whether a text is a number with the mark of a footnote. */
export function isMarkedNumber(text: string): boolean {
  const bare = text.replace(mark, "");
  return bare !== text && cellKind(bare) === "number";
}
