import type { MeasureRole } from "../roles/roles.ts";
import { quoteName, quoteText } from "../quote.ts";
import type { Plan } from "./parts.ts";

/** Whether prices are measures of their own by the unit in which a row is sold. */
export const hasUnits = ({ roles: { measures } }: Pick<Plan, "roles">): boolean =>
  measures.some(({ sold }) => sold !== undefined);

/** The measures that may stand beside a price of one unit: prices of the same unit, and what has none. */
export function ofUnitOf(measure: MeasureRole, others: readonly MeasureRole[]): readonly MeasureRole[] {
  const { sold } = measure;
  return others.filter((one) => one.sold === undefined || (sold !== undefined && one.sold.unit === sold.unit));
}

/** SQL of the column `sold_by`, with a comma in front: the unit of a row that has a value; `''` if it names none. */
export function soldBy(plan: Pick<Plan, "roles">): string {
  if (!hasUnits(plan)) return "";
  const { measures } = plan.roles;
  const branches = measures.map(({ key, value, sold }) => {
    const unit = sold === undefined ? "''" : `coalesce(trim(${quoteName(sold.column)}), '')`;
    return `    WHEN ${quoteText(key)} THEN CASE WHEN (${sold?.value ?? value}) IS NOT NULL THEN ${unit} END`;
  });
  const own =
    measures.length === 1 ? branches[0]!.replace(/^.*? THEN /, "") : `CASE $measure\n${branches.join("\n")}\n  END`;
  return `,\n  ${own} AS sold_by`;
}

/** SQL of how many rows of `facts` have a price by another unit, and by none, with a comma in front. */
export function soldOtherwise(plan: Pick<Plan, "roles">): string {
  if (!hasUnits(plan)) return "";
  return `,
  -- Rows that have a price, but by another unit, or by none that is named.
  (SELECT count(*) FROM facts WHERE value IS NULL AND sold_by <> '') AS otherwise,
  (SELECT count(*) FROM facts WHERE value IS NULL AND sold_by = '') AS unitless`;
}

/** SQL of the rows without a value in any unit. */
export const lacksValue = (plan: Pick<Plan, "roles">): string => (hasUnits(plan) ? "sold_by IS NULL" : "value IS NULL");

/** Whether some of those that are compared over time may have prices by other units only. */
export const hasUnitsOverTime = (plan: Pick<Plan, "roles">): boolean =>
  hasUnits(plan) && plan.roles.time !== undefined && plan.roles.members.length > 0;

/** The query of those that have no value in this unit at any time. */
export const otherUnitsQuery =
  (): string => `-- Those without a value in this unit: how many, and the names of the first.
WITH ${unvaluedSql}
SELECT count(*) AS absents, string_agg(member, ', ' ORDER BY member) FILTER (seat <= ${mostAbsent}) AS absent FROM unvalued
`;

/** Most groups without a value that a sentence names. */
const mostAbsent = 5;

/** SQL of the groups of `facts` that have no value, with a comma in front: how many, and the names of the first. */
export const absentSql = `,
  -- Groups without a value, of which none is compared.
  (SELECT count(*) FROM unvalued) AS absents,
  (SELECT string_agg(member, ', ' ORDER BY member) FROM unvalued WHERE seat <= ${mostAbsent}) AS absent`;

/** SQL of the common table of these groups. */
export const unvaluedSql = `unvalued AS (
  SELECT member, row_number() OVER (ORDER BY member) AS seat FROM facts WHERE member IS NOT NULL GROUP BY member HAVING count(value) = 0
)`;
