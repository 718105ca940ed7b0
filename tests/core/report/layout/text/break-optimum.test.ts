import { expect, test } from "vitest";
import { breakLines, type Breakable } from "../../../../../functions/core/report/layout/text/break-lines.ts";
import { seededNumbers } from "../seeded/seeded-numbers.ts";

const paragraphs = 1000;

/**
 * Demerits of a justified line, written down once more from the documented rule: (10 + badness)², badness 100 r³ up to
 * 1,000, 10,000 r more beyond r = 2; a hyphen costs 2,500 and a second in a row 30,000, a last line that is too short
 * 15,000.
 */
class Reference {
  readonly #pieces: readonly Breakable[];
  readonly #width: number;
  readonly #shortest: number;
  /** Sums of width, stretch and shrink before each piece, spaces included. */
  readonly #sums: readonly (readonly [number, number, number])[];

  constructor(pieces: readonly Breakable[], width: number, shortest: number) {
    this.#pieces = pieces;
    this.#width = width;
    this.#shortest = shortest;
    const sums: [number, number, number][] = [[0, 0, 0]];
    for (const piece of pieces) {
      const [wide, stretch, shrink] = sums.at(-1)!;
      sums.push([
        wide + piece.width + (piece.space?.width ?? 0),
        stretch + piece.stretch + piece.tailStretch,
        shrink + piece.shrink + piece.tailShrink,
      ]);
    }
    this.#sums = sums;
  }

  demerits(from: number, to: number): number {
    const last = this.#pieces[to - 1]!;
    const [before, after] = [this.#sums[from]!, this.#sums[to]!];
    const wide =
      after[0] -
      before[0] -
      (last.space?.width ?? 0) +
      (last.hyphen?.width ?? 0) -
      (this.#pieces[from]!.lead ?? 0) -
      last.trim;
    const stretch = after[1] - before[1] - last.tailStretch;
    const shrink = after[2] - before[2] - last.tailShrink;
    const slack = this.#width - wide;
    const closing = to === this.#pieces.length;
    if (to - from > 1 && slack < -shrink - 0.01) return Infinity;
    let cost = 1e9;
    if (slack >= -shrink - 0.01) {
      const ratio = slack >= 0 ? slack / Math.max(stretch, 0.01) : -slack / Math.max(shrink, 0.01);
      const demerit = (10 + Math.min(100 * ratio ** 3, 1000)) ** 2;
      cost = closing && slack >= 0 ? 0 : ratio > 2 ? demerit + ratio * 1e4 : demerit;
    }
    if (closing && from > 0 && wide < this.#shortest) cost += 15_000;
    if (!closing && last.hyphen !== undefined) cost += this.#pieces[from - 1]?.hyphen === undefined ? 2500 : 30_000;
    return cost;
  }

  /** The least sum over all ways to break the paragraph: every start for every end, nothing left out. */
  optimum(): number {
    const least = [0];
    for (let to = 1; to <= this.#pieces.length; to++) {
      let best = Infinity;
      for (let from = 0; from < to; from++) best = Math.min(best, least[from]! + this.demerits(from, to));
      least.push(best);
    }
    return least.at(-1)!;
  }
}

/** Makes a paragraph of 10 to 110 words, some of which may be divided, and some of which hang into the margins. */
function makeParagraph(next: () => number): Breakable[] {
  return Array.from({ length: 10 + Math.floor(next() * 100) }, (): Breakable[] => {
    const space = { width: 2.6 };
    const plain = { stretch: 0, shrink: 0, end: "may" } as const;
    const word: Breakable = {
      ...plain,
      width: 6 + next() ** 2 * 70,
      space,
      tailStretch: 1.3,
      tailShrink: 2.6 / 3,
      lead: next() < 0.2 ? 0.5 : 0,
      trim: next() < 0.2 ? 1.4 : 0,
    };
    if (next() > 0.25) return [word];
    const part: Breakable = {
      ...plain,
      width: 10 + next() * 20,
      tailStretch: 0,
      tailShrink: 0,
      trim: 1.7,
      end: "hyphen",
      hyphen: { width: 3.4 },
    };
    return [part, word];
  }).flat();
}

test(`of ${paragraphs} random paragraphs each costs at most 1% more than the best way to break it`, () => {
  const next = seededNumbers(20);
  const worse: number[] = [];
  for (let index = 0; index < paragraphs; index++) {
    const pieces = makeParagraph(next);
    const width = 120 + next() * 330;
    const reference = new Reference(pieces, width, 30);
    const ends = breakLines(pieces, width, "justify", 30);
    const cost = ends.reduce((sum, end, line) => sum + reference.demerits(line === 0 ? 0 : ends[line - 1]!, end), 0);
    const best = reference.optimum();
    expect(best).toBeLessThan(Infinity);
    expect(cost).toBeGreaterThanOrEqual(best - 1e-3);
    if (cost > best * 1.01 + 1e-3) worse.push(cost / best);
  }
  expect(worse).toEqual([]);
});
