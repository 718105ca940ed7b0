import { placeOf } from "../../blocks/order.ts";
import {
  combineSql,
  type Files,
  flows,
  leavingOut,
  type Plan,
  scaled,
  sourceOf,
  spec,
  valueSql,
} from "../../blocks/parts.ts";
import { nearSql } from "../../blocks/tied.ts";
import { rankingSpec } from "../../blocks/time-charts.ts";
import { withoutOne } from "../../blocks/without-one.ts";
import { quoteText } from "../../quote.ts";
import { meansOf, meansSql } from "./whole-means.ts";
import { writeWholeEnds } from "./whole-ends.ts";
import type { WholeRole } from "./whole-role.ts";
import { type CutList, rankedLists, sameSql } from "../../blocks/cut.ts";

/** Queries and a chart of all records as one. */
export function writeWhole(files: Files, plan: Plan, { groups, others, voided }: WholeRole): void {
  const { roles } = plan;
  const means = meansOf(plan);
  const columns = [
    `${roles.time!.day} AS day`,
    `${valueSql(roles.measures)} AS value`,
    ...groups.map(({ value }, at) => `${value} AS g${at + 1}`),
    ...others.map((measure, at) => `${scaled(measure)} AS o${at + 1}`),
    ...means.map((measure, at) => `${scaled(measure)} AS a${at + 1}`),
    ...(roles.voided === undefined ? [] : [`${roles.voided.isVoid} AS is_left_out`]),
    ...(voided === undefined
      ? []
      : [`coalesce(${voided.state} IN (${voided.texts.map(quoteText).join(", ")}), false) AS is_void`]),
  ];
  const where = leavingOut(roles.members, roles.apart);
  files.set(
    "queries/whole_rows.sql",
    `-- Each record of the table, whatever its time.
SELECT
  ${columns.join(",\n  ")}
FROM ${sourceOf(roles)}${where.length === 0 ? "" : `\nWHERE ${where.join("\n  AND ")}`}
`,
  );
  writeWholeEnds(files, plan);
  const combined = combinedSql(plan);
  files.set(
    "queries/whole.sql",
    `-- All records as one.
SELECT
  count(value) AS records, ${roles.voided === undefined ? "count(*) - count(value)" : "count(*) FILTER (value IS NULL AND NOT is_left_out)"} AS missing, ${roles.voided === undefined ? "count(*)" : "count(*) FILTER (NOT is_left_out)"} AS rows_of, count(value) FILTER (day IS NULL) AS undated,
  min(day)::DATE AS first_day, max(day)::DATE AS last_day, ${combined} AS value${roles.measures.every(flows) ? "" : ",\n  median(value::DOUBLE) AS middle"}${voided === undefined ? "" : ",\n  coalesce(nullif(count(value) FILTER (is_void), 0), count(*) FILTER (is_void)) AS voids, sum(value) FILTER (is_void) AS voided"}${others.map((_, at) => `, sum(o${at + 1}) AS also_${at + 1}`).join("")}${meansSql(means)}
FROM whole_rows
HAVING count(value) > 0
`,
  );
  if (groups.length === 0) return;
  files.set("queries/whole_groups.sql", groupsSql(plan, groups, combined));
  files.set(
    "queries/whole_table.sql",
    `-- All if they are at most twenty, otherwise the first ten.
SELECT * FROM whole_groups WHERE seat <= CASE WHEN rows_of <= 20 THEN 20 ELSE 10 END
`,
  );
  files.set("charts/whole.vl.json", spec(rankingSpec(false)));
}

/** SQL of one value from all: their sum, or their mean or median where they may not be added up. */
function combinedSql({ roles: { measures } }: Plan): string {
  return measures.every(flows) ? "sum(value)::DOUBLE" : combineSql(measures, "flows");
}

/** SQL of the last value that a list of one column shows, and of how many more have it. */
const cutOf = ({ name, shown }: CutList): string =>
  `max(value) FILTER (seat = ${shown}) OVER (PARTITION BY grouping) AS ${name}_cut`;
const moreOf = ({ name, shown, few }: CutList): string =>
  `count(*) FILTER (rows_of > ${few} AND seat > ${shown} AND ${sameSql("value", `${name}_cut`)}) OVER (PARTITION BY grouping) AS ${name}_more`;

function groupsSql({ language, roles }: Plan, groups: WholeRole["groups"], combined: string): string {
  const parts = groups.map(
    (group, at) =>
      `SELECT ${quoteText(group.key)} AS grouping, ${at + 1} AS place, g${at + 1} AS member, ${group.ordered ? placeOf(group, `g${at + 1}`) : "NULL::INTEGER"} AS step, count(value) AS records, ${combined} AS value, ${roles.voided === undefined ? "false" : "bool_and(is_left_out)"} AS is_left_out FROM whole_rows GROUP BY ALL`,
  );
  const hasShares = roles.measures.some(flows);
  const partOnly = roles.measures.every(flows) ? "" : " AND (shared.member IS NOT NULL OR (SELECT flows FROM measure))";
  return `-- The whole by each column, from the highest; values count as they are printed. What names none is the last part of what
-- is added up; of what is not, it is no part. \`table_more\` and \`chart_more\` have the value of the last one of their list, too.
WITH found AS (
  ${parts.join("\n  UNION ALL ")}
), shared AS (
  SELECT found.*, decimals, round(value::DOUBLE, decimals) AS printed,
    max(round(value::DOUBLE, decimals)) FILTER (member IS NOT NULL) OVER (PARTITION BY grouping) AS top,
    ${hasShares ? "CASE WHEN flows AND min(value) OVER (PARTITION BY grouping) >= 0 THEN 100 * value / nullif(sum(value) OVER (PARTITION BY grouping), 0) END" : "NULL::DOUBLE"} AS share,
    string_agg(member, ', ' ORDER BY member) FILTER (value IS NULL AND NOT is_left_out) OVER (PARTITION BY grouping) AS absent,
    string_agg(member, ', ' ORDER BY member) FILTER (value IS NULL AND is_left_out) OVER (PARTITION BY grouping) AS voided
  FROM found, measure
), ends AS (
  SELECT grouping, CASE WHEN count(share) > 0 AND count(*) FILTER (value <> 0) < 2 THEN 1 ELSE count(*) END AS members,
    max(printed) AS first_value, min(printed) AS last_value,
    first(member ORDER BY value DESC, member) AS first, first(share ORDER BY value DESC, member) AS first_share,
    (list(member ORDER BY value DESC, member))[2] AS second, (list(printed ORDER BY value DESC, member))[2] AS second_value,
    first(member ORDER BY value, member) AS last,
    min(value) FILTER (printed = top) AS first_low, max(value) AS first_top,
    ${nearSql("min(value) FILTER (printed = top)", "max(value)", "any_value(decimals)")} AS first_near,
    count(*) FILTER (printed = top) AS first_ties,
    count(*) FILTER (printed = (SELECT min(printed) FROM shared s WHERE s.grouping = shared.grouping AND s.member IS NOT NULL)) AS last_ties
  FROM shared
  WHERE member IS NOT NULL AND value IS NOT NULL
  GROUP BY grouping
), rest AS (
  SELECT grouping, value AS rest_value, share AS rest_share, records AS unnamed FROM shared WHERE member IS NULL
), seated AS (
  SELECT grouping, place, coalesce(member, ${quoteText(withoutOne[language])}) AS member, records, value, share, absent, voided, ends.* EXCLUDE (grouping), rest_value, rest_share, coalesce(unnamed, 0) AS unnamed,
    row_number() OVER own AS seat, count(*) OVER (PARTITION BY grouping) AS rows_of
  FROM shared
  JOIN ends USING (grouping)
  LEFT JOIN rest USING (grouping)
  WHERE value IS NOT NULL${partOnly}
  WINDOW own AS (PARTITION BY grouping ORDER BY shared.member IS NULL, step NULLS LAST, value DESC, shared.member)
), cut AS (
  SELECT *, ${rankedLists.map(cutOf).join(", ")} FROM seated
)
SELECT * EXCLUDE (place),
  ${rankedLists.map(moreOf).join(",\n  ")}
FROM cut
ORDER BY place, seat
`;
}
