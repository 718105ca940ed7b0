import type { DraftTable } from "../draft.ts";

/** Rows for each member from which a value that never differs within it is a repetition. */
const fewestRows = 2;

/**
 * The measures whose values only repeat: they are the same in all rows of each member of some column, as a state's
 * total beside each of its groups. Their sums over rows would count them many times.
 *
 * @param values SQL of the measures
 * @param members SQL of the columns
 * @returns places of the measures
 */
export async function lookForRepeats(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  values: readonly string[],
  members: readonly string[],
): Promise<ReadonlySet<number>> {
  if (values.length === 0 || members.length === 0) return new Set();
  const cells = members.flatMap((member, at) => [
    `count(DISTINCT ${member}) AS m${at}`,
    ...values.map(
      (value, place) =>
        `count(DISTINCT CASE WHEN ${value} IS NOT NULL THEN ${member}::VARCHAR || '|' || ${value}::VARCHAR END) AS v${at}_${place}`,
    ),
  ]);
  const [row = {}] = await ask(`SELECT count(*) AS n, ${cells.join(", ")} FROM ${source}`);
  const rows = Number(row["n"]);
  return new Set(
    values.flatMap((_, place) =>
      members.some((_, at) => {
        const count = Number(row[`m${at}`]);
        return count > 1 && count * fewestRows <= rows && Number(row[`v${at}_${place}`]) <= count;
      })
        ? [place]
        : [],
    ),
  );
}
