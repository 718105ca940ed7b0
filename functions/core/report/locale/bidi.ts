import bidiFactory, { type Bidi } from "bidi-js";

const fromRight = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]/;

let made: Bidi | undefined;

/** The Unicode bidirectional algorithm (UAX #9), made when a text first needs it: that takes milliseconds. */
export function bidi(): Bidi {
  made ??= bidiFactory();
  return made;
}

/** Whether a text has a character that is written from right to left, or that turns what follows. */
export function turns(text: string): boolean {
  return fromRight.test(text);
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
