import { leavingOut, type Files, type Plan, scaledNumber, sourceOf, spec } from "../../blocks/parts.ts";
import { quoteName, quoteText } from "../../quote.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import { ratesSpec, shareSql } from "../outcome/write-outcome.ts";
import { overSql, underSql } from "./beyond-sql.ts";
import { courseSpec } from "./limit-charts.ts";
import type { LimitPair, LimitRole } from "./limit-role.ts";

/** Queries and charts of values beside their limits. */
export function writeLimit(files: Files, plan: Plan, role: LimitRole): void {
  const { roles } = plan;
  files.set("queries/limit_rows.sql", rowsSql(plan, role));
  files.set("queries/limits.sql", wholeSql);
  files.set("queries/limit_worst.sql", worstSql(role));
  if (hasKinds(role)) {
    files.set("queries/limit_kinds.sql", kindsSql);
    if (role.isSample) files.set("charts/limit-kinds.vl.json", spec(ratesSpec()));
  }
  if (role.groups.length > 0) {
    files.set("queries/limit_groups.sql", groupsSql(role));
    files.set("charts/limit.vl.json", spec(ratesSpec()));
  }
  if (hasCourse(plan)) {
    files.set("queries/limit_course.sql", courseSql);
    files.set("charts/limit-course.vl.json", spec(courseSpec(roles.time!.grain, plan.language)));
  }
}

/** Whether several things are measured, each with limits of its own. */
export const hasKinds = ({ kind, pairs }: LimitRole): boolean => kind !== undefined || pairs.length > 1;

/** Whether the report has periods, of which each has a share. */
export const hasCourse = ({ roles: { time, story } }: Plan): boolean =>
  time !== undefined && (story === "flow" || story === "panel" || story === "series");

function rowsSql(plan: Plan, role: LimitRole): string {
  const { roles } = plan;
  const { kind, unit, name, groups, day, pairs } = role;
  const where = [...(day === undefined ? [] : [`${day} IS NOT NULL`]), ...leavingOut(roles.members, roles.apart)];
  const select = (pair: LimitPair, at: number): string => {
    const { measure, lower, upper, sign } = pair;
    const bound = (one: LimitPair["lower"]): string =>
      one === undefined ? "NULL::DOUBLE" : scaledNumber({ value: one.value, scale: measure.scale });
    const columns = [
      `${at + 1} AS place`,
      `${kind === undefined ? quoteText(measure.label) : kind.value} AS kind`,
      `${unit === undefined ? "NULL::VARCHAR" : `trim(${quoteName(unit)})`} AS unit`,
      ...(name === undefined ? [] : [`${name.value} AS name`]),
      ...(day === undefined ? [] : [`${day} AS day`]),
      ...(hasCourse(plan) ? [`${periodSql(roles.time!)} AS period`] : []),
      ...groups.map(({ value }, group) => `${value} AS g${group + 1}`),
      `${scaledNumber(measure)} AS value`,
      `${sign ?? "NULL::VARCHAR"} AS sign`,
      `${bound(lower)} AS lower_limit`,
      `${bound(upper)} AS upper_limit`,
      `${overSql(pair)} AS is_over`,
      `${underSql(pair)} AS is_under`,
    ];
    const all = [...where, ...(pair.without === undefined ? [] : [`NOT (${pair.without})`])];
    const conditions = all.length === 0 ? "" : `\n  WHERE ${all.join("\n    AND ")}`;
    return `  SELECT\n    ${columns.join(",\n    ")}\n  FROM ${sourceOf(roles)}${conditions}`;
  };
  return `-- Each value beside its limits: \`is_over\` the upper one, \`is_under\` the lower one, \`ended\`: beyond either. What equals a limit is within
-- it. NULL: a value or limit is missing, or only a bound of the value is known, and that does not settle it.
WITH given AS (
${pairs.map(select).join("\n  UNION ALL\n")}
)
SELECT *, is_over OR is_under AS ended,
  CASE WHEN is_over THEN upper_limit WHEN is_under THEN lower_limit END AS bound,
  CASE WHEN is_over THEN value - upper_limit WHEN is_under THEN lower_limit - value END AS beyond
FROM given
`;
}

/** SQL of a limit that is the same in all rows. */
const level = (side: "lower" | "upper"): string =>
  `CASE WHEN min(${side}_limit) = max(${side}_limit) AND count(${side}_limit) = count(*) THEN min(${side}_limit) END AS ${side}_level`;

const counts = `count(ended) AS answered, count(*) FILTER (ended) AS n, count(*) FILTER (is_over) AS over, count(*) FILTER (is_under) AS under,
    count(*) - count(ended) AS lacking, count(sign) AS signed, ${level("lower")}, ${level("upper")}`;

const places = `CASE WHEN n > 0 AND 10 * n < answered THEN 1 ELSE 0 END AS places, CASE WHEN n > 0 THEN 'yes' ELSE 'no' END AS any_beyond`;

const wholeSql = `-- How many values are beyond their limits, of those that have both, with the limits of 95% of the share (Wilson).
WITH counted AS (
  SELECT ${counts}
  FROM limit_rows
)
SELECT *, ${shareSql}, ${places}
FROM counted
WHERE answered > 0
`;

const kindsSql = `-- The same of each thing that is measured, from the highest share.
WITH counted AS (
  SELECT kind AS member, min(place) AS place, CASE WHEN min(unit) = max(unit) THEN min(unit) END AS unit, ${counts}
  FROM limit_rows
  WHERE kind IS NOT NULL
  GROUP BY kind
)
SELECT *, ${shareSql}, ${places}
FROM counted
WHERE answered > 0
ORDER BY share DESC, place, member
`;

function groupsSql({ groups }: LimitRole): string {
  const parts = groups.map(
    ({ key }, at) =>
      `SELECT ${quoteText(key)} AS grouping, ${at + 1} AS place, g${at + 1} AS member, count(ended) AS answered, count(*) FILTER (ended) AS n FROM limit_rows WHERE g${at + 1} IS NOT NULL GROUP BY ALL`,
  );
  return `-- The share of each group, from the highest.
WITH counted AS (
  ${parts.join("\n  UNION ALL ")}
)
SELECT *, ${shareSql}, count(*) OVER (PARTITION BY grouping) AS members, CASE WHEN n > 0 THEN 'yes' ELSE 'no' END AS any_beyond,
  CASE WHEN min(100.0 * n / answered) FILTER (n > 0) OVER (PARTITION BY grouping) < 10 THEN 1 ELSE 0 END AS places
FROM counted
WHERE answered > 0
ORDER BY place, share DESC, member
`;
}

const courseSql = `-- The share of each complete period.
SELECT period, count(ended) AS answered, count(*) FILTER (ended) AS n, 100.0 * count(*) FILTER (ended) / count(ended) AS value
FROM limit_rows
JOIN periods USING (period)
GROUP BY period
HAVING count(ended) > 0
ORDER BY period
`;

/** Of several things, how far a value is beyond its limit is a part of that. */
function worstSql(role: LimitRole): string {
  const { name, groups, day } = role;
  const far = hasKinds(role) ? "round(beyond / nullif(abs(bound), 0), 9)" : "round(beyond, 9)";
  const columns = [
    ...(name === undefined ? [] : ["name"]),
    ...(day === undefined ? [] : ["day"]),
    ...groups.map((_, at) => `g${at + 1}`),
    "kind",
    "unit",
    "value",
    "bound",
    "beyond",
    "is_over",
  ];
  return `-- Those furthest beyond their limits${hasKinds(role) ? ", as parts of these" : ""}: at most ten, and none of several of which not all would be among them.
SELECT ${columns.join(", ")}, ${far} AS far, count(*) OVER (PARTITION BY ${far}) AS ties
FROM limit_rows
WHERE ended
QUALIFY count(*) OVER (ORDER BY far DESC NULLS LAST) <= 10
ORDER BY far DESC NULLS LAST, ${[...(day === undefined ? [] : ["day"]), ...(name === undefined ? [] : ["name"]), "kind", "value"].join(", ")}
`;
}
