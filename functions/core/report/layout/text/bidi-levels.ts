import bidiFactory, { type Bidi } from "bidi-js";

const rightToLeft = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]/;

let bidi: Bidi | undefined;

/**
 * Embedding levels of a paragraph after UAX #9, one per UTF-16 code unit, with the paragraph's own
 * level; `undefined` for text that runs left to right throughout.
 */
export function bidiLevels(text: string): { levels: Uint8Array; base: number } | undefined {
  if (!rightToLeft.test(text)) return undefined;
  bidi ??= bidiFactory();
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text);
  return { levels, base: paragraphs[0]?.level ?? 0 };
}

/** Whether a paragraph of this text runs from right to left: its first letter does (UAX #9, rules P2 and P3). */
export function runsRightToLeft(text: string): boolean {
  return ((bidiLevels(text)?.base ?? 0) & 1) === 1;
}

/** Items of a line in visual order (UAX #9, rule L2). */
export function visualOrder<T extends { readonly level: number }>(items: readonly T[]): T[] {
  const order = [...items];
  const highest = Math.max(0, ...order.map(({ level }) => level));
  for (let level = highest; level >= 1; level--) {
    for (let from = 0; from < order.length; from++) {
      if (order[from]!.level < level) continue;
      let to = from;
      while (to + 1 < order.length && order[to + 1]!.level >= level) to++;
      order.splice(from, to - from + 1, ...order.slice(from, to + 1).reverse());
      from = to;
    }
  }
  return order;
}
