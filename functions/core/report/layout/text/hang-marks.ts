import type { LayoutContext } from "../layout-context.ts";
import { measureWord } from "../measure-word.ts";
import type { Atom, Hang } from "./piece.ts";

/**
 * How far a character reaches into the margin at a line's start and at its end, in thousandths of its own width, so
 * that the edge of a paragraph looks straight (optical margin alignment). The values for Latin are those of LaTeX's
 * microtype (its default set), Cyrillic letters have those of the Latin ones of the same shape, and the Arabic comma,
 * semicolon and full stop those of Typst.
 */
const shares: Readonly<Record<string, readonly [start: number, end: number]>> = {
  A: [50, 50],
  F: [0, 50],
  J: [50, 0],
  K: [0, 50],
  L: [0, 50],
  T: [50, 50],
  V: [50, 50],
  W: [50, 50],
  X: [50, 50],
  Y: [50, 50],
  k: [0, 50],
  r: [0, 50],
  t: [0, 70],
  v: [50, 50],
  w: [50, 50],
  x: [50, 50],
  y: [50, 70],
  А: [50, 50],
  К: [0, 50],
  Т: [50, 50],
  У: [50, 50],
  Х: [50, 50],
  к: [0, 50],
  т: [50, 50],
  у: [50, 70],
  х: [50, 50],
  ".": [0, 700],
  ",": [0, 500],
  ":": [0, 500],
  ";": [0, 300],
  "!": [0, 100],
  "?": [0, 100],
  "-": [0, 500],
  "\u2010": [0, 500],
  "–": [200, 200],
  "—": [150, 150],
  "(": [100, 0],
  ")": [0, 200],
  "/": [100, 200],
  "‘": [300, 400],
  "’": [300, 400],
  "“": [300, 300],
  "”": [300, 300],
  "‚": [400, 400],
  "„": [400, 400],
  "‹": [400, 300],
  "›": [300, 400],
  "«": [200, 200],
  "»": [200, 200],
  "'": [300, 400],
  '"': [300, 300],
  "،": [0, 400],
  "؛": [0, 300],
  "۔": [0, 400],
};

/** Full-width marks that are drawn in the right half of their square, and in the left half. */
const opening = "（《「『【〈〔“‘";
const closing = "、，。；：？！）」』】》〉〕”’";

/**
 * Hanging marks of a paragraph. Text of the other direction, code and formulas do not hang.
 *
 * @param level of the paragraph's own direction: 0, or 1 from right to left
 * @param even whether the lines end at a common edge; at a ragged one only full-width marks hang
 */
export function createHang(context: LayoutContext, level: number, even: boolean): Hang {
  const share = (atom: Atom, character: string, side: 0 | 1): number => {
    const found = shares[character]?.[side] ?? 0;
    const { text } = atom.span.style;
    return found === 0 || atom.level !== level || atom.runs.length === 0 || text.family === "mono"
      ? 0
      : (found / 1000) * measureWord(context, text, character).width;
  };
  return {
    before: (first) => {
      const character = first.text[0]!;
      if (first.gaps === 0) return share(first, character, 0);
      return opening.includes(character) &&
        isSquare(measureWord(context, first.span.style.text, character).width, first)
        ? first.span.style.text.size / 2
        : 0;
    },
    after: (last) => (even && last.gaps === 0 ? share(last, last.text.at(-1)!, 1) : 0),
  };
}

/** The empty half of a full-width mark that ends a text, points; 0 for others. */
export function emptyHalf(last: Atom): number {
  return last.gaps > 0 && closing.includes(last.text.at(-1)!) && isSquare(last.width / last.gaps, last)
    ? last.span.style.text.size / 2
    : 0;
}

/** Whether a mark is as wide as it is high: a font may have proportional ones. */
function isSquare(width: number, { span }: Atom): boolean {
  return width >= 0.9 * span.style.text.size;
}
