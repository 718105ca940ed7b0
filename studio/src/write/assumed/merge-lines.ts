import { diffArrays } from "diff";

/** A stretch of the lines before, and the lines that take its place. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/**
 * A text with the changes that two others made of it.
 *
 * @returns undefined if both changed the same lines, or lines beside each other, in different ways
 */
export function mergeLines(base: string, mine: string, theirs: string): string | undefined {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const lines = base.split("\n");
  const [own, others] = [hunksOf(lines, mine.split("\n")), hunksOf(lines, theirs.split("\n"))];
  const fresh = others.filter((other) => !own.some((one) => isSame(one, other)));
  if (fresh.some((other) => own.some((one) => one.from <= other.to && other.from <= one.to))) return undefined;
  return withHunks(lines, [...own, ...fresh]);
}

/** A text, in lines, with changes that do not meet. */
export function withHunks(base: readonly string[], hunks: readonly Hunk[]): string {
  const merged = [...base];
  for (const { from, to, lines: put } of hunks.toSorted((one, other) => other.from - one.from))
    merged.splice(from, to - from, ...put);
  return merged.join("\n");
}

function isSame(one: Hunk, other: Hunk): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The changes that make of some lines others. */
export function hunksOf(before: readonly string[], after: readonly string[]): readonly Hunk[] {
  const hunks: { from: number; to: number; lines: string[] }[] = [];
  let at = 0;
  for (const { added, removed, value } of diffArrays([...before], [...after])) {
    if (!added && !removed) {
      at += value.length;
      continue;
    }
    // What is taken away and what is put there are parts of one change.
    const last = hunks.at(-1);
    const hunk = last?.to === at ? last : { from: at, to: at, lines: [] };
    if (hunk !== last) hunks.push(hunk);
    if (added) hunk.lines.push(...value);
    else {
      hunk.to += value.length;
      at += value.length;
    }
  }
  return hunks;
}
