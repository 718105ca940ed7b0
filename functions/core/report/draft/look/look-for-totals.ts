import type { DraftTable } from "../draft.ts";

/** Share of periods in which a member must be the sum of the others to be their total. */
const mostPeriods = 0.7;
/** Periods below which the largest of few may be the sum of the others by chance, and members that are not few. */
const fewPeriods = 3;
const notFew = 5;
/** Of a few periods only an equal sum of this size is none by chance: 37 in one state may be as many as in the rest. */
const notByChance = 100;

/** A value that names the total of the others. */
export const totalName =
  /^(all|total|sum|gesamt|insgesamt|summe|world|overall|alle|grand total|合计|总计|全部|总额)$|\(total\)|^total[ ,:]|^all (natural|firms|industries|items|sectors|products|regions|countries|causes|ages|persons|types|food)/i;

/** Different values of a total from which it is none by chance, where no word says that values may be added up. */
const notOneValue = 3;

/**
 * The members that are the totals of the others: their values equal the sum of all others in most periods.
 *
 * @param of.isKnown whether the values may be added up for sure; otherwise a total must have several values
 */
export async function lookForTotals(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  of: { period: string; member: string; value: string; where: string; isKnown: boolean },
): Promise<readonly string[]> {
  const { period, member, value, where, isKnown } = of;
  const varies = isKnown ? "true" : `count(DISTINCT value) >= ${notOneValue}`;
  const rows = await ask(`WITH cells AS (
  SELECT ${period} AS period, ${member} AS member, sum(${value}::DOUBLE) AS value FROM ${source}
  WHERE ${value} IS NOT NULL AND ${member} IS NOT NULL AND ${where} GROUP BY ALL
), sums AS (SELECT period, sum(value) AS total, count(*) AS members FROM cells GROUP BY period)
SELECT member FROM cells JOIN sums USING (period)
WHERE members >= CASE WHEN (SELECT count(*) FROM sums) < ${fewPeriods} THEN ${notFew} ELSE 3 END AND value <> 0
GROUP BY member
HAVING avg((abs(2 * value - total) <= 0.005 * abs(value))::INTEGER) >= ${mostPeriods}
  AND ((SELECT count(*) FROM sums) >= ${fewPeriods} AND ${varies} OR bool_and(abs(value) >= ${notByChance} AND abs(2 * value - total) < 1))
ORDER BY member`);
  return rows.length === 1 ? rows.map((row) => String(row["member"])) : [];
}
