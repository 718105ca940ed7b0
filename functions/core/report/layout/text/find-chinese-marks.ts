import { hasEastAsian, isEastAsianAt } from "./east-asian.ts";

const marks = /[\u2018\u2019\u201c\u201d\u2014\u2026\u00b7]/;
const closing: Readonly<Record<string, string>> = { "“": "”", "‘": "’" };
const none: ReadonlySet<number> = new Set();

/**
 * Which of the quotes, dashes, ellipses and middle dots that Latin and Chinese share are Chinese in a
 * Chinese report, and so a full em wide (Requirements for Chinese Text Layout, 3.1.2): quotes around
 * something Chinese, both of a pair alike, and the others beside Chinese.
 *
 * @returns UTF-16 offsets
 */
export function findChineseMarks(text: string): ReadonlySet<number> {
  if (!marks.test(text)) return none;
  const found = new Set<number>();
  const open: number[] = [];
  const isChinese = (at: number): boolean => isEastAsianAt(text, at);
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!;
    if (mark in closing) open.push(at);
    else if (mark === "”" || mark === "’") {
      const pair = open.findLastIndex((index) => closing[text[index]!] === mark);
      if (pair >= 0) {
        const [from = 0] = open.splice(pair);
        if (hasEastAsian(text.slice(from + 1, at))) found.add(from).add(at);
      } else if (isChinese(at - 1)) found.add(at);
    } else if (mark === "·") {
      if (isChinese(at - 1) && isChinese(at + 1)) found.add(at);
    } else if (mark === "—" || mark === "…") {
      let end = at + 1;
      while (text[end] === mark) end++;
      const beside = isChinese(at - 1) || isChinese(end);
      for (; at < end; at++) if (beside) found.add(at);
      at--;
    }
  }
  // Opened here and closed in a later paragraph.
  for (const at of open) if (isChinese(at + 1)) found.add(at);
  return found;
}
