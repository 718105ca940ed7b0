/** Scripts written without spaces: a line end between two of their characters is not a space. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff60]/u;

/** Replaces line ends inside a paragraph by a space, or by nothing between characters of scripts without spaces. */
export function joinLines(text: string): string {
  return text.replace(/(?<![ \t])[ \t]*\n[ \t]*/g, (match, offset: number) => {
    const before = /.$/u.exec(text.slice(Math.max(0, offset - 2), offset))?.[0] ?? "";
    const after = String.fromCodePoint(text.codePointAt(offset + match.length) ?? 0x20);
    return unspaced.test(before) && unspaced.test(after) ? "" : " ";
  });
}

/**
 * Replaces typewriter marks in the template's own words by typographic ones: the apostrophe between letters (`don't`),
 * three dots, and two or three hyphens for dashes. Quotation marks differ by language and stay as typed. Data and code
 * are never changed.
 */
export function setTypography(text: string): string {
  if (!text.includes("'") && !text.includes("..") && !text.includes("--")) return text;
  return text
    .replace(/(\p{L})'(?=\p{L})/gu, "$1’")
    .replace(/(?<!\.)\.\.\.(?!\.)/g, "…")
    .replace(/(?<!-)---(?!-)/g, "—")
    .replace(/(?<!-)--(?!-)/g, "–");
}
