import type { TextMeasurer } from "../../../../functions/core/ports.ts";

/** Measures every Latin character as half an em and every Chinese one as an em; has two faces. */
export const fakeMeasurer: TextMeasurer = {
  measure: (text, style) => fakeMeasurer.runs(text, style).reduce((sum, { width }) => sum + width, 0),
  runs(text, { size, letterSpacing = 0 }) {
    const runs: { text: string; face: string; width: number }[] = [];
    for (const character of text) {
      const wide = /[\u2e80-\uffef]/.test(character) && !/[\ufb00-\ufeff]/.test(character);
      const face = wide ? "wide" : "latin";
      const width = size * (wide ? 1 : 0.5) + letterSpacing;
      const last = runs.at(-1);
      if (last?.face === face) {
        last.text += character;
        last.width += width;
      } else runs.push({ text: character, face, width });
    }
    return runs;
  },
  words: (style) => (text) => ({ width: fakeMeasurer.measure(text, style), runs: fakeMeasurer.runs(text, style) }),
  metrics: ({ size }) => ({ ascent: size * 0.9, descent: size * 0.25, capHeight: size * 0.7, xHeight: size * 0.5 }),
};
