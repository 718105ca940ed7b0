/** Values that are named beside a value which is not allowed. */
export const mostNamed = 12;

/**
 * The allowed values that a reader may have meant: those nearest to what was given, by the letters that differ, or that
 * contain it; the first ones if none is near.
 *
 * @returns at most `most`, the nearest first
 */
export function nearValues(seen: unknown, allowed: readonly unknown[], most: number = mostNamed): readonly string[] {
  const all = [
    ...new Set(
      allowed.map((value) => (typeof value === "object" && value !== null ? JSON.stringify(value) : String(value))),
    ),
  ];
  if (all.length <= most) return all;
  const given = typeof seen === "string" || typeof seen === "number" ? String(seen).toLowerCase() : "";
  const ranked = all
    .map((value) => ({ value, distance: distanceOf(given, value.toLowerCase()) }))
    .filter(({ value, distance }) => distance <= Math.max(2, Math.min(given.length, value.length) / 2));
  return given === "" || ranked.length === 0
    ? all.slice(0, most)
    : ranked
        .sort((a, b) => a.distance - b.distance)
        .slice(0, most)
        .map(({ value }) => value);
}

/** Letters to change, add or remove (Levenshtein); one that contains the other whole is near too. */
function distanceOf(a: string, b: string): number {
  if (a !== "" && b !== "" && (a.includes(b) || b.includes(a))) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
