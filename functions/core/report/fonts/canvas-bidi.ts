import { bidi, turns, visualOrder } from "../locale/bidi.ts";

/** A piece of text with one direction. */
export interface DirectedText {
  /** In logical order. */
  readonly text: string;
  readonly rightToLeft: boolean;
}

const letter = /\p{L}/u;

/**
 * Splits a line of text into pieces of one direction, in visual order (UAX #9, rule L2). The line's own direction is
 * the report's. A line that runs entirely left to right is one piece; so is one without letters, since UAX #9 would put
 * the sign of −20 behind it.
 */
export function orderVisually(text: string, reportFromRight: boolean): readonly DirectedText[] {
  if (!letter.test(text) || !(reportFromRight || turns(text))) return [{ text, rightToLeft: false }];
  const { levels } = bidi().getEmbeddingLevels(text, reportFromRight ? "rtl" : "ltr");
  const pieces: { text: string; level: number }[] = [];
  for (let i = 0; i < text.length; i++) {
    const level = levels[i] ?? 0;
    const last = pieces.at(-1);
    if (last?.level === level) last.text += text[i]!;
    else pieces.push({ text: text[i]!, level });
  }
  return visualOrder(pieces).map(({ text, level }) => ({ text, rightToLeft: level % 2 === 1 }));
}
