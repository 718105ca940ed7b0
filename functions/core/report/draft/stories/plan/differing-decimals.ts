import type { DraftTable } from "../../draft.ts";
import { comparedOf } from "../../blocks/parts.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import type { MeasureRole, Roles } from "../../roles/roles.ts";

/** Most decimals that a difference is printed with. */
const mostDecimals = 4;

/**
 * Decimals with which no difference between a plan and what came of it is printed as none, as far as the table has so
 * many: 654.8 of 655 is 0.2 less. Of values in millions, small differences are none.
 */
export async function differingDecimals(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  roles: Roles,
  { actual, planned, adds }: { readonly actual: MeasureRole; readonly planned: MeasureRole; readonly adds: boolean },
): Promise<number> {
  const placesOf = ({ column }: MeasureRole): number => roles.looks.find(({ name }) => name === column)?.places ?? 0;
  const most = Math.min(mostDecimals, Math.max(placesOf(actual), placesOf(planned)));
  if (actual.scale !== 1 || actual.decimals >= most) return actual.decimals;
  const [member] = comparedOf(roles);
  const groups = [
    ...(roles.time === undefined ? [] : [periodSql(roles.time)]),
    ...(member === undefined ? [] : [member.value]),
  ];
  const of = ({ value }: MeasureRole): string => `${adds ? "sum" : "avg"}((${value})::DOUBLE)`;
  const [row = {}] = await ask(`SELECT min(abs(d)) AS least FROM (
  SELECT round(${of(actual)} - ${of(planned)}, ${most}) AS d
  FROM ${source}
  WHERE ${actual.value} IS NOT NULL AND ${planned.value} IS NOT NULL${groups.length === 0 ? "" : `\n  GROUP BY ${groups.join(", ")}`}
) WHERE d <> 0`);
  const least = Number(row["least"] ?? Number.NaN);
  let decimals = actual.decimals;
  while (decimals < most && least < 0.5 * 10 ** -decimals) decimals += 1;
  return decimals;
}
