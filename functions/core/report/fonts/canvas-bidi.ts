import bidiFactory, { type Bidi } from "bidi-js";

/** A piece of text with one direction. */
export interface DirectedText {
  /** In logical order. */
  readonly text: string;
  readonly rightToLeft: boolean;
}

const letter = /\p{L}/u;
const rightToLeft = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]/;

let bidi: Bidi | undefined;

/**
 * Splits a line of text into pieces of one direction, in visual order (UAX #9, rule L2). The line's own direction is
 * the report's. A line that runs entirely left to right is one piece; so is one without letters, since UAX #9 would put
 * the sign of −20 behind it.
 */
export function orderVisually(text: string, reportFromRight: boolean): readonly DirectedText[] {
  if (!letter.test(text) || !(reportFromRight || rightToLeft.test(text))) return [{ text, rightToLeft: false }];
  bidi ??= bidiFactory();
  const { levels } = bidi.getEmbeddingLevels(text, reportFromRight ? "rtl" : "ltr");
  const pieces: { text: string; level: number }[] = [];
  for (let i = 0; i < text.length; i++) {
    const level = levels[i] ?? 0;
    const last = pieces.at(-1);
    if (last?.level === level) last.text += text[i]!;
    else pieces.push({ text: text[i]!, level });
  }
  for (let level = Math.max(...pieces.map((piece) => piece.level)); level >= 1; level--) {
    for (let from = 0; from < pieces.length; from++) {
      let to = from;
      while (to < pieces.length && pieces[to]!.level >= level) to++;
      if (to > from) pieces.splice(from, to - from, ...pieces.slice(from, to).reverse());
      from = to;
    }
  }
  return pieces.map(({ text, level }) => ({ text, rightToLeft: level % 2 === 1 }));
}
