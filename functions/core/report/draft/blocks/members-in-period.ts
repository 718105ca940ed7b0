import { alikeSql, type Files, flows, type Plan } from "./parts.ts";
import { orderSql } from "./order.ts";
import { movedSql, tiedSql } from "./tied.ts";

/** Members without a value that a report names. */
export const mostNamed = 5;

/** The queries on the members in the chosen period. */
export function writeMemberQueries(files: Files, plan: Plan): void {
  files.set("queries/ranking.sql", rankingOf(plan));
  files.set("queries/standing.sql", standingOf(plan));
  files.set("queries/panels.sql", panelsOf(plan));
  files.set(
    "queries/table.sql",
    `-- All if they are at most twenty, otherwise the first ten.\nSELECT member, value, change, moved, course FROM ranking\nQUALIFY row_number() OVER () <= CASE WHEN count(*) OVER () <= 20 THEN 20 ELSE 10 END\n`,
  );
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
function filledSql({ roles: { measures } }: Plan, of: string): string {
  const value = measures.every(flows)
    ? "coalesce(value, 0)"
    : "CASE WHEN (SELECT flows FROM measure) THEN coalesce(value, 0) ELSE value END";
  return `filled AS (
  -- A member without records in a period has nothing in it: 0.
  SELECT period, member, ${value} AS value
  FROM (${of})
  CROSS JOIN (SELECT period FROM periods, chosen WHERE period <= now)
  LEFT JOIN cells USING (period, member)
)`;
}

function rankingOf(plan: Plan): string {
  const { members } = plan.roles;
  const change = changeSql(plan, "c.value", "b.value", "m.kind");
  const order = orderSql(members);
  const isFilled = hasNothing(plan);
  const cells = isFilled ? "filled" : "cells";
  const filled = isFilled ? `${filledSql(plan, "SELECT DISTINCT member FROM cells WHERE member IS NOT NULL")}, ` : "";
  return `-- The members in the chosen period, from the highest${members.every(({ ordered }) => ordered) ? ", or in the order of their own" : ""}.
WITH ${filled}courses AS (SELECT member, to_json(list(value ORDER BY period)) AS course FROM ${cells}${isFilled ? " WHERE value IS NOT NULL" : ""} GROUP BY member)
SELECT
  c.member, c.value, round((${change})::DOUBLE, m.places) + 0 AS change, c.value - b.value AS moved, course,
  CASE WHEN m.adds AND min(c.value) OVER () >= 0 THEN 100 * c.value / nullif((SELECT sum(value) FROM cells JOIN chosen ON period = now), 0) END AS share
FROM ${cells} c
JOIN chosen ON c.period = now AND c.member IS NOT NULL${isFilled ? " AND c.value IS NOT NULL" : ""}
CROSS JOIN measure m
JOIN courses ON courses.member = c.member
LEFT JOIN ${cells} b ON b.member = c.member AND b.period = before
ORDER BY ${order.replace("value DESC", "c.value DESC").replaceAll("member", "c.member")}
`;
}

function standingOf(plan: Plan): string {
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
  count(*) FILTER (${alikeSql("value", "(SELECT min(value) FROM ranking)", "(SELECT decimals FROM measure)")}) AS last_ties,
  count(*) FILTER (${moved} IS NOT NULL AND ${movedSql("moved", ">", "value")}) AS rose, count(*) FILTER (${moved} IS NOT NULL AND ${movedSql("moved", "<", "value")}) AS fell, count(${moved}) AS compared, coalesce(max(abs(change)), 0) AS widest,
  (SELECT count(*) FROM gone) AS missing,
  (SELECT string_agg(member, ', ' ORDER BY member) FROM (FROM gone ORDER BY member LIMIT ${mostNamed})) AS missed
FROM ordered
`;
}

function panelsOf(plan: Plan): string {
  const first = "SELECT member FROM ranking ORDER BY value DESC, member LIMIT 8";
  if (hasNothing(plan))
    return `-- The course of the first eight.
WITH ${filledSql(plan, first)}
SELECT period, member, value
FROM filled
WHERE value IS NOT NULL
ORDER BY period, member
`;
  return `-- The course of the first eight.
SELECT period, member, value
FROM cells
WHERE member IN (${first})
ORDER BY period, member
`;
}
