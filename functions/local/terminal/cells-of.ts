import { eastAsianWidth } from "get-east-asian-width";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Graphemes that are drawn as pictures, two cells wide. */
const pictures = /\p{Emoji_Presentation}|\uFE0F/u;

/** Cells of a terminal that a text takes; letters that join the one before take none. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const { segment } of segmenter.segment(text)) cells += cellsOfGrapheme(segment);
  return cells;
}

function cellsOfGrapheme(grapheme: string): number {
  if (pictures.test(grapheme)) return 2;
  const [first = ""] = grapheme;
  return /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u.test(first) ? 0 : eastAsianWidth(first.codePointAt(0)!);
}

/** A text that takes at most so many cells; one that is cut ends in `…`. */
export function cutToCells(text: string, most: number): string {
  if (cellsOf(text) <= most) return text;
  let cut = "";
  let cells = 0;
  for (const { segment } of segmenter.segment(text)) {
    const more = cellsOfGrapheme(segment);
    if (cells + more > most - 1) break;
    cut += segment;
    cells += more;
  }
  return most < 1 ? "" : `${cut}…`;
}
