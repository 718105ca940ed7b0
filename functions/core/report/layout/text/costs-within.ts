import type { Breakable } from "./break-lines.ts";
import { isEastAsianAt } from "./east-asian.ts";
import type { Piece } from "./piece.ts";

/** Marks after which a title in Chinese or Japanese is divided well, or less well, with what that costs. */
const afterMarks: readonly (readonly [marks: string, cost: number])[] = [
  ["，。；：！？", 0],
  ["、）》〉」』】”’…—", 5000],
];
/** What belongs to the word before it: a line that begins with it looks torn off. */
const particles = "的地得了着过们之等者はがをにへともや";
/** Demerits, as `breakLines` counts them: lines of 60% and 100% of the width cost 16,000 together, two of 80% 8,000. */
const withinClause = 15_000;
const afterParticle = 12_000;
const beforeParticle = 21_000;

/**
 * The pieces of a title with what a line costs that ends after each. Chinese and Japanese may break after any
 * character; a title is better divided at a mark than evenly, and never before a particle where another place is as
 * good.
 */
export function costsWithin(pieces: readonly Piece[]): readonly (Piece & Breakable)[] {
  return pieces.map((piece, index) => {
    const next = pieces[index + 1];
    if (next === undefined || piece.space !== undefined || piece.end !== "may") return piece;
    const text = piece.atoms.map((atom) => atom.text).join("");
    const following = next.atoms.map((atom) => atom.text).join("");
    if (!isEastAsianAt(text, text.length - 1) && !isEastAsianAt(following, 0)) return piece;
    return { ...piece, within: costBetween(text.at(-1) ?? "", following.charAt(0)) };
  });
}

function costBetween(before: string, after: string): number {
  const marked = afterMarks.find(([marks]) => before !== "" && marks.includes(before));
  if (marked !== undefined) return marked[1];
  if (after !== "" && particles.includes(after)) return beforeParticle;
  return before !== "" && particles.includes(before) ? afterParticle : withinClause;
}
