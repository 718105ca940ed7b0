import {
  alikeSql,
  memberAxis,
  comparedOf,
  type Files,
  leavingOut,
  memberSql,
  type Plan,
  scaledNumber,
  sourceOf,
  spec,
} from "../../blocks/parts.ts";
import { axisPattern } from "../../blocks/parts.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import { mayVanish } from "../../words/small-values.ts";
import type { PlanRole } from "./plan-role.ts";
import { sameSql } from "../../blocks/cut.ts";
import { lackingSql, tellsLacking } from "./lacking.ts";

const schema = "https://vega.github.io/schema/vega-lite/v6.json";

/** Queries and charts of what was planned and what came of it. */
export function writePlan(files: Files, plan: Plan, role: PlanRole): void {
  const { roles, language } = plan;
  const { time } = roles;
  const compared = comparedOf(roles);
  const member = role.each?.value ?? (compared.length === 0 ? "NULL::VARCHAR" : memberSql(compared));
  const conditions = [
    ...leavingOut(compared, roles.apart),
    ...(time === undefined ? [] : [`${time.day} IS NOT NULL`]),
    `${role.actual.value} IS NOT NULL`,
    `${role.planned.value} IS NOT NULL`,
  ];
  files.set(
    "queries/plan_rows.sql",
    `-- ${role.each === undefined ? "Each row that has both" : "All rows together of each that has both"}: what was planned, and what came of it.
SELECT
  ${time === undefined ? "" : `${periodSql(time)} AS period,\n  `}${role.isOfAll === true ? `${time!.day} AS day,\n  ` : ""}${member} AS member,
  ${role.each === undefined ? scaledNumber(role.actual) : `sum(${scaledNumber(role.actual)})`} AS actual,
  ${role.each === undefined ? scaledNumber(role.planned) : `max(${scaledNumber(role.planned)})`} AS planned
FROM ${sourceOf(roles)}
WHERE ${conditions.join("\n  AND ")}${role.each === undefined ? "" : "\nGROUP BY 1"}
`,
  );
  const only = time === undefined || role.isOfAll === true ? "" : "\n  WHERE period = (SELECT now FROM chosen)";
  const hasMembers = compared.length > 0 || role.each !== undefined;
  files.set("queries/plan.sql", wholeSql(role, only, hasMembers));
  if (tellsLacking(role)) files.set("queries/plan_lacking.sql", lackingSql(plan, role, compared));
  if (hasMembers) {
    files.set("queries/plan_members.sql", membersSql(role, only));
    files.set("queries/plan_chart.sql", chartSql(role));
    files.set("charts/plan.vl.json", spec(differencesSpec()));
    files.set("queries/plan_table.sql", tableSql(role));
  }
  if (time !== undefined && role.kind !== "threshold") {
    files.set("queries/plan_course.sql", courseSql(role));
    files.set("charts/plan-course.vl.json", spec(courseSpec(axisPattern(time.grain, language))));
  }
}

/** SQL of a difference as it is printed: less than half of its last digit is none. */
const differenceSql = ({ actual }: PlanRole): string =>
  mayVanish(actual) ? "actual - planned" : `round(actual - planned, ${actual.decimals}) + 0`;

const combined = ({ adds }: PlanRole, of: string): string => `${adds ? "sum" : "avg"}(${of})`;

function membersSql(role: PlanRole, only: string): string {
  // What is used at several times of a period has no sum, but a mean.
  const one = (of: string): string => (role.isStanding === true ? `avg(${of})` : combined(role, of));
  return `-- Of each: what was planned, what came of it, and the difference, from the highest.
WITH sums AS (
  SELECT member, ${one("actual")} AS actual, ${one("planned")} AS planned
  FROM plan_rows${only === "" ? "\n  WHERE member IS NOT NULL" : `${only} AND member IS NOT NULL`}
  GROUP BY member
)
SELECT *, ${differenceSql(role)} AS difference, round(change_pct(actual, planned), 1) + 0 AS percent, 100 * actual / nullif(planned, 0) AS part
FROM sums
ORDER BY difference DESC, member
`;
}

/** SQL of the first and the last day, and of the same in the chosen period, if there is any before. */
const spanSql = `,
    min(day)::DATE AS first_day, max(day)::DATE AS last_day,
    CASE WHEN count(DISTINCT period) > 1 THEN (SELECT now FROM chosen) END AS now,
    sum(actual) FILTER (period = (SELECT now FROM chosen)) AS now_actual,
    sum(planned) FILTER (period = (SELECT now FROM chosen)) AS now_planned`;

/** SQL of no members, where a course alone has a plan. */
const nobodySql = `nobody AS (
  SELECT NULL::VARCHAR AS member, NULL::DOUBLE AS difference, NULL::DOUBLE AS part WHERE false
), `;

function wholeSql(role: PlanRole, only: string, hasMembers: boolean): string {
  const from = hasMembers ? "plan_members" : "nobody";
  const order = role.kind === "capacity" ? "part" : "difference";
  const alike = (end: "max" | "min"): string =>
    alikeSql(order, `(SELECT ${end}(${order}) FROM ${from})`, order === "part" ? 0 : role.actual.decimals);
  return `-- The whole: both, their difference, and who is furthest above and below.
WITH ${hasMembers ? "" : nobodySql}whole AS (
  SELECT count(*) AS counted, ${combined(role, "actual")} AS actual, ${combined(role, "planned")} AS planned${role.isOfAll === true ? spanSql : ""}
  FROM plan_rows${only}
), ordered AS (
  SELECT count(*) AS members, count(*) FILTER (difference > 0) AS over, count(*) FILTER (difference < 0) AS under, count(*) FILTER (difference ${role.isBetterLow === true ? "<" : ">"}= 0) AS reached,
    first(member ORDER BY ${order} DESC, member) AS first, max(${order}) AS most, first(member ORDER BY ${order}, member) AS last, min(${order}) AS least,
    count(*) FILTER (${alike("max")}) AS first_ties,
    count(*) FILTER (${alike("min")}) AS last_ties,
    max(part) AS fullest, min(part) AS emptiest${role.kind === "capacity" && only !== "" ? ",\n    (SELECT 100 * sum(actual) / nullif(sum(planned), 0) FROM plan_rows) AS all_part,\n    (SELECT max(value) FROM plan_course) AS highest_part, (SELECT arg_max(period, value) FROM plan_course) AS highest_period,\n    (SELECT min(value) FROM plan_course) AS lowest_part, (SELECT arg_min(period, value) FROM plan_course) AS lowest_period" : ""}
  FROM ${from}
  WHERE ${order} IS NOT NULL
)
SELECT *, ${differenceSql(role)} AS difference, round(change_pct(actual, planned), 1) + 0 AS percent, 100 * actual / nullif(planned, 0) AS part
FROM whole, ordered
WHERE counted > 0
`;
}

/** From how many that share the first place on the last are shown instead. */
const manyTies = 8;

/** SQL of an order of parts: from the fullest, or from the emptiest where many share the first place. */
const partOrder = `CASE WHEN first_ties > ${manyTies} THEN part ELSE -part END`;

/** SQL of the members, with what their order depends on. */
const orderedFrom = (kind: PlanRole["kind"]): string =>
  kind === "capacity" ? "plan_members, (SELECT first_ties FROM plan)" : "plan_members";

/** The bars: all, up to twenty; otherwise fifteen, of differences the eight highest and the seven lowest. */
function chartSql({ kind }: PlanRole): string {
  const value = kind === "capacity" ? "part" : "difference";
  const seats = { capacity: partOrder, threshold: "difference", target: "difference DESC" }[kind];
  const order = kind === "capacity" ? "seat" : kind === "threshold" ? "value, member" : "value DESC, member";
  const isShown =
    kind === "target" ? "members <= 20 OR members - seat < 7 OR seat <= 8" : "members <= 20 OR seat <= 15";
  const ends = kind === "target" ? { first: "seat = 8", last: "members - seat = 6" } : { first: "seat = 15" };
  const cuts = Object.entries(ends).map(([end, seat]) => {
    const cut = `(SELECT value FROM ordered WHERE members > 20 AND ${seat})`;
    const other = end === "last" ? " AND value <> (SELECT value FROM ordered WHERE seat = 8)" : "";
    return `${cut} AS ${end}_cut,
  (SELECT count(*) FROM ordered WHERE NOT (${isShown}) AND ${sameSql("value", cut)}${other}) AS ${end}_more`;
  });
  return `-- The members of the chart: all if they are at most twenty, otherwise fifteen; behind them the last values that it shows,
-- and how many more have them.
WITH ordered AS (
  SELECT member, ${value} AS value, row_number() OVER (ORDER BY ${seats}, member) AS seat, count(*) OVER () AS members
  FROM ${orderedFrom(kind)}
  WHERE ${value} IS NOT NULL
)
SELECT member, value,
  ${cuts.join(",\n  ")}
FROM ordered
WHERE ${isShown}
ORDER BY ${order}
`;
}

function tableSql({ kind }: PlanRole): string {
  const order = { target: "abs(difference) DESC", threshold: "difference", capacity: partOrder }[kind];
  const shown = { target: "difference DESC", threshold: "difference", capacity: "seat" }[kind];
  const tied = { target: "abs(difference)", threshold: "difference", capacity: "part" }[kind];
  // What does not differ is in no order.
  const differs = kind === "target" ? " AND tied <> 0" : "";
  return `-- All if they are at most twenty, otherwise the first ten; the last value of these, and how many more have it.
WITH seated AS (
  SELECT *, ${tied} AS tied, row_number() OVER (ORDER BY ${order}, member) AS seat, count(*) OVER () AS members
  FROM ${orderedFrom(kind)}
)
SELECT member, actual, planned, difference, percent, part, (SELECT tied FROM seated WHERE seat = 10) AS table_cut,
  (SELECT count(*) FROM seated WHERE members > 20 AND seat > 10 AND ${sameSql("tied", "(SELECT tied FROM seated WHERE seat = 10)")}${differs}) AS table_more
FROM seated
WHERE seat <= CASE WHEN members <= 20 THEN 20 ELSE 10 END
ORDER BY ${shown}, member
`;
}

function courseSql(role: PlanRole): string {
  const value =
    role.kind === "capacity"
      ? "100 * sum(actual) / nullif(sum(planned), 0)"
      : `${combined(role, "actual")} - ${combined(role, "planned")}`;
  return `-- The same of each complete period.
SELECT period, ${value} AS value
FROM plan_rows
JOIN periods USING (period)
WHERE period <= (SELECT now FROM chosen)
GROUP BY period
ORDER BY period
`;
}

function differencesSpec(): unknown {
  return {
    $schema: schema,
    data: { name: "data" },
    height: { step: 15 },
    mark: "bar",
    encoding: {
      y: memberAxis,
      x: { field: "value", type: "quantitative", axis: { title: null, format: ",.10~g", tickCount: 5 } },
    },
  };
}

function courseSpec(format: string): unknown {
  return {
    $schema: schema,
    data: { name: "data" },
    height: 110,
    layer: [
      { mark: { type: "rule", strokeWidth: 0.7 }, encoding: { y: { datum: 0, type: "quantitative" } } },
      {
        mark: { type: "line", point: true },
        encoding: {
          x: { field: "period", type: "temporal", axis: { title: null, format, tickCount: 6, grid: false } },
          y: { field: "value", type: "quantitative", axis: { title: null, format: ",.10~g", tickCount: 5 } },
        },
      },
    ],
  };
}
