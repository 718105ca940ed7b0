/** The word spaces of a justified line: their centres from the line's start, and their common width, points. */
export interface LineSpaces {
  readonly centres: readonly number[];
  readonly width: number;
}

/** A white streak through a paragraph: spaces below each other in so many lines. */
export interface River {
  /** Index of its first line. */
  readonly first: number;
  readonly lines: number;
}

/** Fewer lines are no river: spaces meet by chance. */
export const leastRiver = 4;
/**
 * Largest sideways step between two lines, as a share of the narrower space: with it, half of that space is under the
 * other.
 */
const mostStep = 1 / 2;

/**
 * The rivers of a paragraph, by its justified lines. A river belongs to the lines from its first to its last space;
 * each space is in at most one.
 */
export function findRivers(lines: readonly LineSpaces[]): River[] {
  const rivers: River[] = [];
  /** For each space of the line above: how many lines its streak has. */
  let above: number[] = [];
  lines.forEach((line, index) => {
    const previous = lines[index - 1];
    const taken = new Set<number>();
    const streaks = line.centres.map((centre) => {
      if (previous === undefined) return 1;
      const step = Math.min(line.width, previous.width) * mostStep;
      const at = previous.centres.findIndex((other, k) => !taken.has(k) && Math.abs(other - centre) <= step);
      if (at < 0) return 1;
      taken.add(at);
      return above[at]! + 1;
    });
    above.forEach((count, k) => {
      if (count >= leastRiver && !taken.has(k)) rivers.push({ first: index - count, lines: count });
    });
    above = streaks;
  });
  for (const count of above) if (count >= leastRiver) rivers.push({ first: lines.length - count, lines: count });
  return rivers;
}
