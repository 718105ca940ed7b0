import { diffArrays } from "diff";

/** Two lists differ in more than this many places only if they have hardly anything in common. */
const mostEdits = 2_000;

/** What stands in one list only, or in both with changes: entries of the same place, before and after. */
export interface Hunk<T> {
  readonly before: readonly T[];
  readonly after: readonly T[];
}

/**
 * Aligns two lists by their equal entries (Myers, An O(ND) difference algorithm and its variations, 1986), and returns
 * what stands between these. Lists without much in common are one hunk.
 *
 * @param keyOf entries with the same key are equal
 */
export function alignLists<T>(before: readonly T[], after: readonly T[], keyOf: (entry: T) => string): Hunk<T>[] {
  const changes = diffArrays([...before], [...after], {
    comparator: (a, b) => keyOf(a) === keyOf(b),
    maxEditLength: mostEdits,
  });
  if (changes === undefined) return [{ before, after }];
  const hunks: { before: T[]; after: T[] }[] = [];
  let open = false;
  for (const { added, removed, value } of changes) {
    if (!added && !removed) {
      open = false;
      continue;
    }
    if (!open) hunks.push({ before: [], after: [] });
    open = true;
    hunks.at(-1)![removed ? "before" : "after"].push(...value);
  }
  return hunks;
}

/**
 * Pairs the entries of a hunk: those of the same name, in their order. An entry without a partner is paired with
 * `undefined`.
 */
export function pairEntries<T>(
  { before, after }: Hunk<T>,
  nameOf: (entry: T) => string,
): (readonly [before: T | undefined, after: T | undefined])[] {
  const waiting = Map.groupBy(after, nameOf);
  const pairs: (readonly [T | undefined, T | undefined])[] = before.map(
    (entry) => [entry, waiting.get(nameOf(entry))?.shift()] as const,
  );
  return [...pairs, ...[...waiting.values()].flat().map((entry) => [undefined, entry] as const)];
}

/** Pairs like `pairEntries`. Of those left over, as many on both sides are the same entries with other names. */
export function pairRows<T>(
  hunk: Hunk<T>,
  nameOf: (entry: T) => string,
): (readonly [before: T | undefined, after: T | undefined])[] {
  const pairs = pairEntries(hunk, nameOf);
  const gone = pairs.filter(([, after]) => after === undefined);
  const come = pairs.filter(([before]) => before === undefined);
  if (gone.length !== come.length) return pairs;
  const left = come.map(([, after]) => after);
  return pairs
    .filter(([before]) => before !== undefined)
    .map(([before, after]) => [before, after ?? left.shift()] as const);
}
