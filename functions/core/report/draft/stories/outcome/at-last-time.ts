import type { DraftTable } from "../../draft.ts";
import type { Roles } from "../../roles/roles.ts";

/** Share of the next times at which a member is still in the state in which it was. */
const mostlySame = 0.8;

/**
 * The rows of the last time in a table, if each member stays in its state from one time to the next, as a state with a
 * law does: then one time tells how many there are, and all together count each as often as there are times. What
 * happens now and then, as a failure, is counted over all times.
 *
 * @param ended SQL of whether a row counts
 * @returns undefined if all rows count
 */
export async function atLastTime(
  table: DraftTable,
  source: string,
  { story, time, members }: Roles,
  ended: string,
): Promise<{ readonly table: DraftTable; readonly source: string } | undefined> {
  const [member] = members;
  if (story !== "panel" || time === undefined || member === undefined) return undefined;
  const last = `(SELECT max(${time.day}) FROM ${source})`;
  const [row = {}] = await table.ask(`WITH moved AS (
  SELECT member, day, ended, lead(ended) OVER (PARTITION BY member ORDER BY day) AS later
  FROM (SELECT ${member.value} AS member, ${time.day} AS day, (${ended}) AS ended FROM ${source})
  WHERE member IS NOT NULL AND day IS NOT NULL AND ended IS NOT NULL
)
SELECT avg((later)::INTEGER) FILTER (ended) AS stays, avg((NOT later)::INTEGER) FILTER (NOT ended) AS stays_out,
  count(*) FILTER (day = ${last}) AS latest, count(DISTINCT member) FILTER (day = ${last}) AS members
FROM moved`);
  const [stays, staysOut, latest, named] = ["stays", "stays_out", "latest", "members"].map((name) =>
    Number(row[name] ?? 0),
  );
  if (stays! < mostlySame || staysOut! < mostlySame || latest! < 2 || latest !== named) return undefined;
  return {
    table: { ...table, rows: latest! },
    source: `(SELECT * FROM ${source} WHERE ${time.day} = ${last})`,
  };
}
