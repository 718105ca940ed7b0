/**
 * An expression with one value up to a number, another up to the next, and so on. It halves the values: it must not be
 * as deep as there are values, nor look at each of them.
 *
 * @param of the number's name
 * @param ends before which each value ends, ascending; the last one counts from the end before it
 * @param values expressions, as many as there are ends
 */
export function stepwise(of: string, ends: readonly number[], values: readonly string[]): string {
  const between = (from: number, to: number): string => {
    if (to - from <= 1) return values[from] ?? "NULL";
    const middle = (from + to) >> 1;
    return `CASE WHEN ${of} < ${ends[middle - 1]} THEN ${between(from, middle)} ELSE ${between(middle, to)} END`;
  };
  return between(0, ends.length);
}
