/**
 * The candidate that `text` was probably meant to be: the one at the smallest edit distance
 * (insertions, deletions, substitutions and swaps of neighbours, letters compared without case),
 * if that is at most a third of the longer one's length. Ties go to the earlier candidate.
 */
export function nearMatch(text: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const allowed = Math.max(1, Math.floor(Math.max(text.length, candidate.length) / 3));
    if (Math.abs(text.length - candidate.length) > allowed) continue;
    const distance = editDistance(text.toLowerCase(), candidate.toLowerCase());
    if (distance <= allowed && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `did you mean "x"?` for a problem's hint, as a member to spread; empty without a near match. */
export function hintNearMatch(text: string, candidates: Iterable<string>): { readonly hint?: string } {
  const match = nearMatch(text, candidates);
  return match === undefined ? {} : { hint: `did you mean "${match}"?` };
}

/** Names beyond which a list says nothing to people, and those of them that are listed. */
const [mostNames, listedNames] = [40, 20];

/**
 * The names to list for one that does not exist: all of them if they are few, otherwise those that are most like it,
 * and how many more there are.
 */
export function listNear(text: string, names: readonly string[]): readonly string[] {
  if (names.length <= mostNames) return names;
  const wanted = text.toLowerCase();
  const near = names
    .map((name) => ({ name, distance: distanceOf(wanted, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, listedNames);
  return [...near.map(({ name }) => name), `… and ${names.length - near.length} more`];
}

/**
 * How unlike two names are; a name that contains the other is like it. Names of very different lengths are not
 * compared.
 */
function distanceOf(wanted: string, name: string): number {
  const [short, long] = wanted.length < name.length ? [wanted, name] : [name, wanted];
  if (short.length > 2 && long.includes(short)) return 1 + (long.length - short.length) / 100;
  return long.length > 2 * short.length + 3 ? long.length + 200 : editDistance(wanted, name);
}

/** Optimal string alignment distance, O(a·b) with three rows. Texts beyond 200 characters never match. */
function editDistance(a: string, b: string): number {
  if (a.length > 200 || b.length > 200) return Infinity;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, (beforePrevious[j - 2] ?? 0) + 1);
      }
      current.push(distance);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? Infinity;
}
