import { periodSql } from "../roles/time/period-sql.ts";
import { alikeSql, type Files, flows, type Plan, sourceOf, valueSql } from "./parts.ts";
import { isNothingSql, isPartlyKnown, rowsInSql, sharesSql, toldApart } from "./periods/partly-known.ts";
import { sameRows } from "./periods/lacking-cells.ts";
import { orderSql } from "./order.ts";
import { movedSql, tiedSql } from "./tied.ts";
import { quoteText } from "../quote.ts";
import { withoutOne } from "./without-one.ts";
import { type CutList, cutColumns, rankedLists } from "./cut.ts";

/** The panels of the first eight. */
const panelList: CutList = { name: "panels", shown: 8, few: 8 };

/** Members without a value that a report names. */
export const mostNamed = 5;

/**
 * The queries on the members in the chosen period.
 *
 * @param unnamed SQL conditions of the rows of all periods that name none, where these are left out
 */
export function writeMemberQueries(files: Files, plan: Plan, unnamed: readonly string[]): void {
  files.set("queries/ranking.sql", rankingOf(plan));
  files.set("queries/standing.sql", standingOf(plan, unnamed));
  if (hasNothing(plan)) files.set("queries/bars.sql", barsOf(plan));
  files.set("queries/panels.sql", panelsOf(plan));
  files.set("queries/table.sql", `-- All if they are at most twenty, otherwise the first ten.\n${tableOf(plan)}`);
}

/** SQL of the change from one value to another, by the kind of the measure that SQL `kind` names. */
export function changeSql({ roles: { measures } }: Plan, now: string, before: string, kind: string): string {
  const kinds = new Set(measures.map((measure) => measure.kind));
  if (!kinds.has("percent")) return `${now} - ${before}`;
  const percent = `change_pct(${now}, ${before})`;
  return kinds.size === 1 ? percent : `CASE WHEN ${kind} = 'percent' THEN ${percent} ELSE ${now} - ${before} END`;
}

/** Whether a member without records in a period has 0 in it: sums of dated records. */
export function hasNothing({ roles: { story, measures } }: Plan): boolean {
  return story === "flow" && measures.some(flows);
}

/** SQL of the values of members in the periods shown; `of` is a query of the members. */
function filledSql(plan: Plan, of: string): string {
  const { measures } = plan.roles;
  const isNothing = isNothingSql(plan);
  const when = [
    ...(measures.every(flows) ? [] : ["(SELECT flows FROM measure)"]),
    ...(isNothing === "true" ? [] : [isNothing]),
  ].join(" AND ");
  const value = when === "" ? "coalesce(value, 0)" : `CASE WHEN ${when} THEN coalesce(value, 0) ELSE value END`;
  const isPartly = isPartlyKnown(plan);
  return `${isNothing === "true" ? "" : `${rowsInSql}, `}${isPartly ? `${sharesSql(plan, ["period", "member"])}, ` : ""}filled AS (
  -- A member without records in a period has nothing in it: 0.
  SELECT period, member, ${value} AS value${isPartly ? ", share_lacking" : ""}
  FROM (${of})
  CROSS JOIN (SELECT period FROM periods, chosen WHERE period <= now)
  LEFT JOIN cells USING (period, member)${isPartly ? "\n  LEFT JOIN shares USING (period, member)" : ""}${isNothing === "true" ? "" : "\n  LEFT JOIN rows_in USING (period, member)\n  CROSS JOIN grid"}
)`;
}

/** SQL of the values that a line shows: what is added up breaks where it is not known. */
const known = ({ roles: { measures } }: Plan): string =>
  measures.every(flows) ? "" : "\nCROSS JOIN measure\nWHERE value IS NOT NULL OR flows";

/** The query of the bars of all members: with what names none, where that is a part of the whole. */
export const barsQuery = (plan: Plan): string => (hasNothing(plan) ? "bars" : "ranking");

/** SQL of the rows of the table. */
const tableOf = (plan: Plan): string =>
  hasNothing(plan)
    ? `SELECT member, value, change, moved, course FROM bars\nWHERE seat <= CASE WHEN members <= 20 THEN 20 ELSE 10 END OR is_rest\nORDER BY is_rest, seat\n`
    : `SELECT member, value, change, moved, course FROM ranking\nQUALIFY row_number() OVER () <= CASE WHEN count(*) OVER () <= 20 THEN 20 ELSE 10 END\n`;

/** SQL of what the rows that name none have in each period, where that may be added up. */
const restSql = `SELECT period, CASE WHEN flows THEN coalesce(cells.value, 0) ELSE cells.value END AS value
  FROM (SELECT period FROM periods, chosen WHERE period <= now)
  LEFT JOIN (FROM cells WHERE member IS NULL) AS cells USING (period)
  CROSS JOIN measure
  WHERE adds AND EXISTS (FROM cells WHERE member IS NULL)`;

function barsOf(plan: Plan): string {
  const change = changeSql(plan, "n.value", "b.value", "m.kind");
  return `-- The members in the chosen period, and behind them what names none, as it is a part of what is added up.
WITH rest AS (
  ${restSql}
)
SELECT member, value, change, moved, course, share, row_number() OVER () AS seat, count(*) OVER () AS members, false AS is_rest
FROM ranking
UNION ALL
SELECT
  ${quoteText(withoutOne[plan.language])}, n.value, round((${change})::DOUBLE, m.places) + 0, n.value - b.value,
  (SELECT to_json(list(value ORDER BY period)) FROM rest WHERE value IS NOT NULL),
  CASE WHEN (SELECT count(share) FROM ranking) > 0 THEN 100 * n.value / nullif((SELECT sum(value) FROM cells JOIN chosen ON period = now), 0) END,
  1, (SELECT count(*) FROM ranking), true
FROM rest n
JOIN chosen ON n.period = now AND n.value IS NOT NULL
CROSS JOIN measure m
LEFT JOIN rest b ON b.period = before
ORDER BY is_rest, seat
`;
}

function rankingOf(plan: Plan): string {
  const { members } = plan.roles;
  const change = changeSql(plan, "c.value", "b.value", "m.kind");
  const order = orderSql(members);
  const isFilled = hasNothing(plan);
  const cells = isFilled ? "filled" : "cells";
  const filled = isFilled ? `${filledSql(plan, "SELECT DISTINCT member FROM cells WHERE member IS NOT NULL")}, ` : "";
  return `-- The members in the chosen period, from the highest${members.every(({ ordered }) => ordered) ? ", or in the order of their own" : ""}.
WITH ${filled}courses AS (SELECT member, to_json(list(value ORDER BY period)) AS course FROM ${cells}${isFilled ? known(plan) : ""} GROUP BY member)
SELECT
  c.member, c.value, round((${change})::DOUBLE, m.places) + 0 AS change, c.value - b.value AS moved, course,
  CASE WHEN m.adds AND (SELECT min(value) FROM cells JOIN chosen ON period = now) >= 0 THEN 100 * c.value / nullif((SELECT sum(value) FROM cells JOIN chosen ON period = now), 0) END AS share
FROM ${cells} c
JOIN chosen ON c.period = now AND c.member IS NOT NULL${isFilled ? " AND c.value IS NOT NULL" : ""}
CROSS JOIN measure m
JOIN courses ON courses.member = c.member
LEFT JOIN ${cells} b ON b.member = c.member AND b.period = before${sameRows(plan, "b", "c")}${toldApart(plan, "c", "b")}
ORDER BY ${order.replace("value DESC", "c.value DESC").replaceAll("member", "c.member")}
`;
}

function standingOf(plan: Plan, unnamed: readonly string[]): string {
  // What began with nothing has no change in percent, but rose.
  const moved = hasNothing(plan) ? "coalesce(change, moved)" : "change";
  // Who lacks a time of each period has values, but none in a period.
  const seen =
    plan.full.length > 0 ? "facts JOIN periods USING (period) JOIN chosen ON known AND period <= now" : "cells";
  return `-- Who is first and last, how many rose and fell, and who has a value in another period only; at most ${mostNamed} of these
-- are named.
WITH ordered AS (SELECT *, row_number() OVER (ORDER BY value DESC, member) AS seat FROM ranking),
gone AS (SELECT DISTINCT member FROM ${seen} WHERE member IS NOT NULL AND member NOT IN (SELECT member FROM ranking))
SELECT
  count(*) AS members,
  max(CASE WHEN seat = 1 THEN member END) AS first, max(value) AS first_value, max(CASE WHEN seat = 1 THEN share END) AS first_share,
  max(CASE WHEN seat = 2 THEN member END) AS second, max(CASE WHEN seat = 2 THEN value END) AS second_value,
  arg_max(member, seat) AS last, min(value) AS last_value,
  count(*) FILTER (${alikeSql("value", "(SELECT max(value) FROM ranking)", "(SELECT decimals FROM measure)")}) AS first_ties,
  ${tiedSql}
  count(*) FILTER (${alikeSql("value", "(SELECT min(value) FROM ranking)", "(SELECT decimals FROM measure)")}) AS last_ties,${plan.roles.members.every(({ ordered }) => ordered) ? "" : `\n  ${cutColumns("ranking", [...rankedLists, panelList])},`}
  count(*) FILTER (${moved} IS NOT NULL AND ${movedSql("moved", ">", "value")}) AS rose, count(*) FILTER (${moved} IS NOT NULL AND ${movedSql("moved", "<", "value")}) AS fell, count(${moved}) AS compared, coalesce(max(abs(change)), 0) AS widest,
  (SELECT count(*) FROM gone) AS missing,
  (SELECT string_agg(member, ', ' ORDER BY member) FROM (FROM gone ORDER BY member LIMIT ${mostNamed})) AS missed,
  -- ${hasNothing(plan) ? "What the rows have that name none, or how many" : "How many rows"} of the period name none.
  ${hasNothing(plan) ? `(SELECT value FROM bars WHERE is_rest) AS rest_value, (SELECT share FROM bars WHERE is_rest) AS rest_share,\n  ` : ""}${unnamedNowSql(plan, unnamed)} AS unnamed
FROM ordered
`;
}

/** SQL of how many rows with a value name none in the chosen period. */
function unnamedNowSql(plan: Plan, unnamed: readonly string[]): string {
  const { roles } = plan;
  if (roles.story === "flow")
    return "(SELECT count(value) FROM facts JOIN chosen ON period = now WHERE member IS NULL)";
  const where = [
    ...unnamed,
    `(${valueSql(roles.measures)}) IS NOT NULL`,
    `${periodSql(roles.time!)} = (SELECT now FROM chosen)`,
  ];
  return `(SELECT count(*) FROM ${sourceOf(roles)} WHERE ${where.join(" AND ")})`;
}

function panelsOf(plan: Plan): string {
  const first = "SELECT member FROM ranking ORDER BY value DESC, member LIMIT 8";
  if (hasNothing(plan))
    return `-- The course of the first eight; of no more, also of what names none.
WITH ${filledSql(plan, first)}, rest AS (
  ${restSql}
)
SELECT period, member, value
FROM filled${known(plan)}
UNION ALL
SELECT period, ${quoteText(withoutOne[plan.language])}, value
FROM rest
WHERE value IS NOT NULL AND (SELECT count(*) FROM ranking) <= 8
ORDER BY period, member
`;
  return `-- The course of the first eight.
SELECT period, member, value
FROM cells
WHERE member IN (${first})
ORDER BY period, member
`;
}
