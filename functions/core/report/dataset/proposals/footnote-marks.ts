import { cellKind } from "../csv/cell-kind.ts";

/**
 * A mark of a footnote behind a number, as a regular expression of JavaScript and RE2: `*`, `†`, `^`, `[1]`, `(p)`
 * for provisional, revised, estimated, or a break in the series, and `r` for revised behind a space. A raised digit is
 * no mark, since it may be a power; neither is `p` alone, which may be pence, nor `(1)`, which may be a loss, nor what
 * names houses, plots and seats: `12r`, `4#`, `12 (B)`.
 */
export const footnoteMark = "(?:[ \u00a0]?(?:[*†‡§¶^]+|\\[[0-9a-z]{1,2}\\]|\\([preb]\\))|[ \u00a0]r)$";

const mark = new RegExp(footnoteMark, "u");

/** Whether a text is a number with the mark of a footnote. */
export function isMarkedNumber(text: string): boolean {
  const bare = text.replace(mark, "");
  return bare !== text && cellKind(bare) === "number";
}

/**
 * The numbers without their marks that may be names, plain whole ones: if another value of the column is the same, `12`
 * beside `12*`, the mark tells the two apart.
 *
 * @returns undefined if two of them are the same
 */
export function plainNames(marked: readonly string[]): readonly string[] | undefined {
  const bare = marked.map((text) => text.replace(mark, "")).filter((text) => /^[0-9]+$/.test(text));
  return new Set(bare).size === bare.length ? bare : undefined;
}
