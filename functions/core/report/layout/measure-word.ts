import type { MeasuredText, TextMeasurer, TextStyle } from "../../ports.ts";

/** A measured piece of text: its faces and its width in points. */
export type Word = MeasuredText;

/** Measures a piece of text; the measurer caches words. */
export function measureWord(
  context: { readonly measurer: TextMeasurer; readonly words: Map<TextStyle, (text: string) => Word> },
  style: TextStyle,
  text: string,
): Word {
  let measure = context.words.get(style);
  if (measure === undefined) context.words.set(style, (measure = context.measurer.words(style)));
  return measure(text);
}
