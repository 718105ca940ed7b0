import type { DraftTable } from "../draft.ts";

/** Share of periods in which a member must be the sum of the others to be their total. */
const mostPeriods = 0.7;

/** The members that are the totals of the others: their values equal the sum of all others in most periods. */
export async function lookForTotals(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  { period, member, value, leftOut }: { period: string; member: string; value: string; leftOut: string },
): Promise<readonly string[]> {
  const rows = await ask(`WITH cells AS (
  SELECT ${period} AS period, ${member} AS member, sum(${value}::DOUBLE) AS value FROM ${source}
  WHERE ${value} IS NOT NULL AND ${member} IS NOT NULL${leftOut} GROUP BY ALL
), sums AS (SELECT period, sum(value) AS total, count(*) AS members FROM cells GROUP BY period)
SELECT member FROM cells JOIN sums USING (period) WHERE members >= 3 AND value <> 0 GROUP BY member
HAVING avg((abs(2 * value - total) <= 0.005 * abs(value))::INTEGER) >= ${mostPeriods} AND count(*) * 3 >= 1
ORDER BY member`);
  return rows.length === 1 ? rows.map((row) => String(row["member"])) : [];
}
