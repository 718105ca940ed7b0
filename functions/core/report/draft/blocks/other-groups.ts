import { quoteText } from "../quote.ts";
import { periodSql } from "../roles/time/period-sql.ts";
import type { MemberRole } from "../roles/roles.ts";
import { fullSql, timeSql, whereFull } from "./periods/full-periods.ts";
import { hasNothing } from "./members-in-period.ts";
import { placeBy } from "./order.ts";
import { combineSql, comparedOf, flows, memberSql, type Plan, sourceOf, valueSql } from "./parts.ts";
import { withoutOne } from "./without-one.ts";

/** Most columns by which a report divides the whole beside the one that it compares, and most values of each. */
const mostGroupings = 3;
const mostValues = 12;

/** The columns by which the whole is divided too; the one that is compared may be among them. */
export function otherGroups({ roles, subjects }: Plan): readonly MemberRole[] {
  // The whole of all records is divided already: one week of them says less.
  if (subjects.whole?.leads === true) return [];
  const { measures, time, story, apart } = roles;
  const compared = comparedOf(roles);
  // Where the parts of one column lie beside the totals of another only, each division has rows of its own.
  if (apart || compared.length < 2) return [];
  const isStock = time !== undefined && time.raw !== time.grain && measures.some((one) => one.adds && !flows(one));
  if (isStock || story === "survey") return [];
  return compared.filter(({ count }) => count >= 2 && count <= mostValues).slice(0, mostGroupings);
}

/** Whether a group of members over time has their median where values may not be added up, as the whole has. */
export const measuredByMedians = ({ roles: { story, measures } }: Plan): boolean =>
  story === "panel" && measures.some(({ adds }) => !adds);

/** SQL of the rows with the mean of each member in each group of a column, as `own`, and the place of a row in it. */
function withOwn(plan: Plan, at: number): string {
  const { time } = plan.roles;
  const isFull = plan.full.length > 0;
  const over = `OVER (PARTITION BY ${isFull ? "period, " : ""}one, g${at + 1})`;
  const mean = `avg(value) ${over}`;
  // A group is full in a period by the rows of all its members: one of them alone may have none on some days.
  const ofGroup = ` OVER (PARTITION BY period, g${at + 1})`;
  const own = isFull ? whereFull(plan, mean, fullSql(time!, "value", ofGroup)) : mean;
  return `(SELECT *, ${own} AS own, row_number() ${over} AS nth FROM rows_of)`;
}

/** SQL of the median of a group's members; of values that may be added up it is the whole of the group. */
function medianOfMembers(measures: Plan["roles"]["measures"], whole: string): string {
  const middle = "median((CASE WHEN nth = 1 THEN own END)::DOUBLE)";
  if (!measures.some(({ adds }) => adds)) return middle;
  return `CASE WHEN (SELECT adds FROM measure) THEN (${whole})::DOUBLE ELSE ${middle} END`;
}

/**
 * Query of the whole by each of the other columns.
 *
 * @param where the rows that count
 */
export function byOtherGroups(plan: Plan, where: readonly string[]): string {
  const { roles } = plan;
  const { measures, members, time, story } = roles;
  const groups = otherGroups(plan);
  const combined = combineSql(measures, time !== undefined && time.raw !== time.grain ? "flows" : "adds");
  const spread =
    "median(value::DOUBLE) AS value, quantile_cont(value::DOUBLE, 0.25) AS low, median(value::DOUBLE) AS middle, quantile_cont(value::DOUBLE, 0.75) AS high";
  const isFull = time !== undefined && plan.full.length > 0;
  const whole = isFull ? whereFull(plan, combined, fullSql(time, "value")) : combined;
  const medians = measuredByMedians(plan);
  const value = story === "groups" ? spread : `${medians ? medianOfMembers(measures, whole) : whole} AS value`;
  // Shares are of a whole that no group is missing from.
  const isWhole = `min(value) OVER (PARTITION BY grouping) >= 0${isFull ? " AND bool_and(value IS NOT NULL OR records = 0) OVER (PARTITION BY grouping)" : ""}`;
  const hasShares = story === "groups" ? "false" : isWhole;
  const parts = groups.map(
    ({ key }, at) =>
      `SELECT '${key}' AS grouping, g${at + 1} AS member, count(*) AS records, ${value} FROM ${medians ? withOwn(plan, at) : "rows_of"} WHERE value IS NOT NULL GROUP BY ${isFull ? `period, g${at + 1}` : "ALL"}`,
  );
  const isNow = time === undefined ? "" : `${periodSql(time)} = (SELECT now FROM chosen) AS current, `;
  const named = groups.map(
    ({ key }, at) =>
      `SELECT '${key}' AS grouping, g${at + 1} AS member, bool_and(is_void) AS is_void FROM all_rows WHERE g${at + 1} IS NOT NULL GROUP BY ALL`,
  );
  const place = placeBy(groups, "grouping")?.replaceAll(/\bmember\b/g, "shared.member");
  return `-- The whole by each of the other columns; what names none is a part of it, and no group of its own.
WITH all_rows AS (
  SELECT ${groups.map((group, at) => `${group.value} AS g${at + 1}`).join(", ")},
  ${medians ? `${memberSql(members)} AS one, ` : ""}${isFull ? `${periodSql(time)} AS period, ${timeSql(time)} AS time, ` : ""}${isNow}${roles.voided?.isVoid ?? "false"} AS is_void, ${valueSql(measures)} AS value
  FROM ${sourceOf(roles)}${where.length === 0 ? "" : `\n  WHERE ${where.join("\n    AND ")}`}
), rows_of AS (
  FROM all_rows${time === undefined ? "" : "\n  WHERE current"}
), valued AS (
  ${parts.join("\n  UNION ALL ")}
), lacking AS (
  -- Groups of the table without a row that counts${hasNothing(plan) ? ": a sum has nothing of them, 0" : ""}.
  SELECT grouping, member, 0 AS records, ${hasNothing(plan) ? "CASE WHEN flows AND NOT is_void THEN 0 END" : "NULL::DOUBLE"} AS value, is_void
  FROM (${named.join("\n    UNION ALL ")})
  ANTI JOIN valued USING (grouping, member), measure
), found AS (
  FROM valued UNION ALL BY NAME FROM lacking
), shared AS (
  SELECT found.*,
    string_agg(member, ', ' ORDER BY member) FILTER (value IS NULL AND NOT coalesce(is_void, false)) OVER (PARTITION BY grouping) AS absent,
    string_agg(member, ', ' ORDER BY member) FILTER (is_void) OVER (PARTITION BY grouping) AS voided,
    CASE WHEN adds AND ${hasShares} THEN 100 * value / nullif(sum(value) OVER (PARTITION BY grouping), 0) END AS share,
    coalesce(sum(records) FILTER (member IS NULL) OVER (PARTITION BY grouping), 0) AS unnamed
  FROM found, measure
)
SELECT * REPLACE (coalesce(member, ${quoteText(withoutOne[plan.language])}) AS member),
  -- Where one of them has the whole, none is compared.
  CASE WHEN count(share) OVER (PARTITION BY grouping) > 0 AND count(*) FILTER (value <> 0) OVER (PARTITION BY grouping) < 2 THEN 1
    ELSE count(*) OVER (PARTITION BY grouping) END AS members,
  -- Whether the first is alone in its place.
  coalesce(value > lead(value) OVER (PARTITION BY grouping, member IS NULL ORDER BY value DESC, member), true) AS leads,
  row_number() OVER (PARTITION BY grouping ORDER BY member IS NULL, value DESC, member) = 1 AS top
FROM shared
WHERE value IS NOT NULL AND (member IS NOT NULL OR share IS NOT NULL)
ORDER BY grouping, shared.member IS NULL, ${place === undefined ? "" : `${place}, `}value DESC, shared.member
`;
}
