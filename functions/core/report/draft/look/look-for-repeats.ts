import type { DraftTable } from "../draft.ts";

/** Rows for each member from which a value that never differs within it is a repetition. */
const fewestRows = 2;

/**
 * The measures whose values only repeat: they are the same in all rows of each member of some columns, as a state's
 * total beside each of its groups. Their sums over rows would count them many times.
 *
 * @param values SQL of the measures
 * @param members SQL of the columns, or of several that name a member together
 * @returns places of the measures
 */
export async function lookForRepeats(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  values: readonly string[],
  members: readonly (readonly string[])[],
): Promise<ReadonlySet<number>> {
  if (values.length === 0 || members.length === 0) return new Set();
  const cells = members.flatMap((columns, at) => {
    const member = columns.map((column) => `(${column})::VARCHAR`).join(" || '|' || ");
    return values.flatMap((value, place) => [
      `count(DISTINCT ${member}) FILTER (${value} IS NOT NULL) AS m${at}_${place}`,
      `count(DISTINCT ${member} || '|' || (${value})::VARCHAR) AS v${at}_${place}`,
      `count(${value}) FILTER (${member} IS NOT NULL) AS n${at}_${place}`,
    ]);
  });
  const [row = {}] = await ask(`SELECT ${cells.join(", ")} FROM ${source}`);
  return new Set(
    values.flatMap((_, place) =>
      members.some((_, at) => {
        const [count, different, rows] = ["m", "v", "n"].map((name) => Number(row[`${name}${at}_${place}`]));
        return count! > 1 && count! * fewestRows <= rows! && different! <= count!;
      })
        ? [place]
        : [],
    ),
  );
}
