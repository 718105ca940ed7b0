/** An entry of the old list and one of the new, or one that has no partner. */
export type Pair<T> = readonly [before: T | undefined, after: T | undefined];

/**
 * Pairs the entries of two lists: first all that agree by the first key, in their order, then of the rest those that
 * agree by the next. Entries of the new list come first, in its order, then those of the old that found no partner.
 *
 * @param keys from the most exact to the least; an entry for which one is undefined waits for the next
 */
export function pairUp<T>(
  old: readonly T[],
  now: readonly T[],
  keys: readonly ((entry: T) => string | undefined)[],
): Pair<T>[] {
  const partners = new Map<number, T>();
  let waiting = [...old];
  for (const keyOf of keys) {
    const groups = Map.groupBy(waiting, keyOf);
    // In its own order, an entry without a key stays where it is.
    const taken = new Set<T>();
    now.forEach((entry, index) => {
      const key = keyOf(entry);
      const partner = partners.has(index) || key === undefined ? undefined : groups.get(key)?.shift();
      if (partner === undefined) return;
      partners.set(index, partner);
      taken.add(partner);
    });
    waiting = waiting.filter((entry) => !taken.has(entry));
  }
  return [
    ...now.map((entry, index): Pair<T> => [partners.get(index), entry]),
    ...waiting.map((entry): Pair<T> => [entry, undefined]),
  ];
}
