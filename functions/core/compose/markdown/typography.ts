/** Scripts that are set without spaces: a line end between two of their characters is no space. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff60]/u;

/** Line ends inside a paragraph: a space, or nothing between characters that are set without. */
export function joinLines(text: string): string {
  return text.replace(/[ \t]*\n[ \t]*/g, (match, offset: number) => {
    const before = /.$/u.exec(text.slice(Math.max(0, offset - 2), offset))?.[0] ?? "";
    const after = String.fromCodePoint(text.codePointAt(offset + match.length) ?? 0x20);
    return unspaced.test(before) && unspaced.test(after) ? "" : " ";
  });
}

/**
 * Typewriter marks in the template's own words as a printer sets them: the apostrophe between letters
 * (`don't`), three dots, and two or three hyphens as dashes. Quotation marks differ by language and
 * stay as typed. Data and code are never touched.
 */
export function setTypography(text: string): string {
  if (!text.includes("'") && !text.includes("..") && !text.includes("--")) return text;
  return text
    .replace(/(\p{L})'(?=\p{L})/gu, "$1’")
    .replace(/(?<!\.)\.\.\.(?!\.)/g, "…")
    .replace(/(?<!-)---(?!-)/g, "—")
    .replace(/(?<!-)--(?!-)/g, "–");
}
