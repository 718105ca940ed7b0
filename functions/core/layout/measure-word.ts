import type { FaceRun, TextMeasurer, TextStyle } from "../ports.ts";

/** A measured piece of text: its faces and its width in points. */
export interface Word {
  readonly width: number;
  readonly runs: readonly FaceRun[];
}

/** Texts kept per style: a long table has more, and most of them once. */
const kept = 8000;

/** Measures a piece of text once per style. */
export function measureWord(
  context: { readonly measurer: TextMeasurer; readonly words: Map<TextStyle, Map<string, Word>> },
  style: TextStyle,
  text: string,
): Word {
  let words = context.words.get(style);
  if (words === undefined) context.words.set(style, (words = new Map()));
  let word = words.get(text);
  if (word === undefined) {
    const runs = context.measurer.runs(text, style);
    let width = 0;
    for (const run of runs) width += run.width;
    if (words.size >= kept) words.clear();
    words.set(text, (word = { width, runs }));
  }
  return word;
}
