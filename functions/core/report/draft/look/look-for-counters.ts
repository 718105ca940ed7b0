import type { DraftTable } from "../draft.ts";

/** Rows of a member, on average, from which numbers that follow each other are none by chance. */
const fewestRows = 3;
/** Share of the members whose rows must be numbered so. */
const mostMembers = 0.9;

/**
 * The columns of whole numbers that only number the rows of each member: 1, 2, 3, … for the readings of each sensor.
 *
 * @param values SQL of whole numbers
 * @param members SQL of the columns that may name the rows' members
 * @returns places of the numbers
 */
export async function lookForCounters(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  values: readonly string[],
  members: readonly string[],
): Promise<ReadonlySet<number>> {
  if (values.length === 0 || members.length === 0) return new Set();
  const parts = members.map((member) => {
    const shares = values.map(
      (_, place) =>
        `avg((n${place} = size AND low${place} IN (0, 1) AND high${place} - low${place} = size - 1 AND size > 1)::INTEGER) AS v${place}`,
    );
    const cells = values.map(
      (value, place) =>
        `count(DISTINCT ${value}) AS n${place}, min(${value}) AS low${place}, max(${value}) AS high${place}`,
    );
    return `SELECT count(*) AS members, avg(size) AS size, ${shares.join(", ")} FROM (
  SELECT count(*) AS size, ${cells.join(", ")} FROM ${source} WHERE ${member} IS NOT NULL GROUP BY ${member})`;
  });
  const rows = await ask(parts.join("\nUNION ALL\n"));
  return new Set(
    values.flatMap((_, place) =>
      rows.some(
        (row) =>
          Number(row["members"]) > 1 && Number(row["size"]) >= fewestRows && Number(row[`v${place}`]) >= mostMembers,
      )
        ? [place]
        : [],
    ),
  );
}
