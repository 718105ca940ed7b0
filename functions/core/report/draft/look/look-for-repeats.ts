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
  // The least and the greatest value of each member: to count different ones would hold all of them in memory.
  const cells = values.map(
    (value, place) => `min(${value}) AS l${place}, max(${value}) AS h${place}, count(${value}) AS n${place}`,
  );
  const sums = values.map(
    (_, place) =>
      `count(*) FILTER (n${place} > 0) AS m${place}, coalesce(bool_and(l${place} = h${place}), false) AS s${place}, sum(n${place}) AS n${place}`,
  );
  const each = members.map((columns) => {
    const member = columns.map((column) => `(${column})::VARCHAR`).join(" || '|' || ");
    return `SELECT ${sums.join(", ")} FROM (SELECT ${member} AS member, ${cells.join(", ")} FROM ${source} GROUP BY 1)
      WHERE member IS NOT NULL`;
  });
  const rows = await ask(each.join("\nUNION ALL\n"));
  return new Set(
    values.flatMap((_, place) =>
      rows.some((row) => {
        const [count, all] = [Number(row[`m${place}`]), Number(row[`n${place}`])];
        return count > 1 && count * fewestRows <= all && row[`s${place}`] === true;
      })
        ? [place]
        : [],
    ),
  );
}
