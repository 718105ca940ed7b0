import { quoteText } from "../../quote.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import type { MeasureRole } from "../../roles/roles.ts";
import { mostNamed } from "../members-in-period.ts";
import { flows, leavingOut, type Plan, sourceOf } from "../parts.ts";

/** Fewest periods that tell whether the first or the last is like the others. */
const fewestPeriods = 5;
/** Fewest courses, of members and measures, that fall at once where a period is not over; and the share of all. */
const fewestCourses = 4;
const mostCourses = 0.8;
/** Measures whose courses are looked at. */
const mostMeasures = 4;

const isAmount = (measure: MeasureRole): boolean => flows(measure) && measure.column !== "*";

/** Whether the members of a report are those that report: of records, what has none in a period had nothing. */
const haveMembers = ({ roles: { story, members } }: Plan): boolean => story === "panel" && members.length > 0;

/** Whether a first or last period may look incomplete where the table's times are the periods themselves. */
export function hasPartial(plan: Plan): boolean {
  const { time, selector, measures } = plan.roles;
  if (time === undefined || time.raw !== time.grain || time.finer === true || selector !== undefined) return false;
  return haveMembers(plan) || measures.some(isAmount);
}

/** SQL of a reason at either end. */
const atEnd = (name: string): string => `CASE WHEN place = 1 THEN ${name}.of_first ELSE ${name}.of_last END`;

/** The query of a first or last period that looks incomplete, though the table does not say so. */
export function partialQuery(plan: Plan): string {
  const members = haveMembers(plan);
  const measures = plan.roles.measures.filter(isAmount).slice(0, mostMeasures);
  const reasons = [...(members ? ["is_late"] : []), ...(measures.length > 0 ? ["has_fallen"] : [])];
  const at = (end: "first" | "last"): string =>
    [...(members ? [`late_ends.of_${end}`] : []), ...(measures.length > 0 ? [`fallen_ends.of_${end}`] : [])].join(
      " OR ",
    );
  const about = [
    "-- The first and the last period, and whether they look incomplete.",
    ...(members
      ? ["-- Late: members with a value in the period beside it have none in it, more than ever before."]
      : []),
    ...(measures.length > 0
      ? [
          "-- Fallen: nearly all values are less than half of those beside it and lower than any other, and never before",
          "-- moved as much as half as far.",
        ]
      : []),
  ];
  return `${about.join("\n")}
WITH ${[rowsOf(plan, measures), ...(members ? [lateSql] : []), ...(measures.length > 0 ? [fallenSql(measures)] : [])].join(", ")}
SELECT period, place > 1 AS is_last, ends >= ${fewestPeriods} AND CASE WHEN place = 1 THEN ${at("first")} ELSE ${at("last")} END AS is_partial,
  ${reasons
    .map((reason) => `${atEnd(reason === "is_late" ? "late_ends" : "fallen_ends")} AS ${reason}`)
    .join(", ")}${measures.length > 0 ? "" : ", false AS has_fallen"}${members ? ", named.lates, named.late" : ""}
FROM places${members ? "\nLEFT JOIN named USING (place)\nCROSS JOIN late_ends" : ""}${measures.length > 0 ? "\nCROSS JOIN fallen_ends" : ""}
WHERE place IN (1, ends)
`;
}

/** SQL of the rows with a value, and of the places of their periods. */
function rowsOf(plan: Plan, amounts: readonly MeasureRole[]): string {
  const { roles } = plan;
  const { time, members, measures, apart } = roles;
  const [main] = members;
  const known = measures.filter(({ column }) => column !== "*").map(({ value }) => `${value}::VARCHAR`);
  const where = [
    `${time!.day} IS NOT NULL`,
    ...(haveMembers(plan) ? [`${main!.value} IS NOT NULL`] : []),
    ...(known.length === 0 ? [] : [`coalesce(${[...new Set(known)].join(", ")}) IS NOT NULL`]),
    ...leavingOut(apart && main !== undefined ? [main] : members, false),
  ];
  const values = amounts.map(({ value }, at) => `,\n    ${value}::DOUBLE AS v${at + 1}`);
  return `rows_of AS (
  SELECT ${periodSql(time!)} AS period, ${main === undefined ? "''" : `coalesce(${main.value}, '')`} AS member${values.join("")}
  FROM ${sourceOf(roles)}
  WHERE ${where.join("\n    AND ")}
), places AS (
  SELECT period, row_number() OVER (ORDER BY period) AS place, count(*) OVER () AS ends
  FROM (SELECT DISTINCT period FROM rows_of)
)`;
}

/** SQL of who begins or ends with which period. */
const lateSql = `steps AS (
  SELECT place, ends, member,
    (lead(place) OVER own) IS DISTINCT FROM place + 1 AS leaves, (lag(place) OVER own) IS DISTINCT FROM place - 1 AS comes
  FROM (SELECT DISTINCT place, ends, member FROM rows_of JOIN places USING (period))
  WINDOW own AS (PARTITION BY member ORDER BY place)
), moves AS (
  SELECT place, any_value(ends) AS ends, count(*) FILTER (leaves) AS leaving, count(*) FILTER (comes) AS coming
  FROM steps GROUP BY place
), late_ends AS (
  SELECT
    coalesce(max(coming) FILTER (place = 2) > max(coming) FILTER (place > 2), false) AS of_first,
    coalesce(max(leaving) FILTER (place = ends - 1) > max(leaving) FILTER (place < ends - 1), false) AS of_last
  FROM moves
), absent AS (
  SELECT CASE WHEN place = 2 THEN 1 ELSE ends END AS place, member, row_number() OVER (PARTITION BY place ORDER BY member) AS nth
  FROM steps WHERE place = 2 AND comes OR place = ends - 1 AND leaves
), named AS (
  SELECT place, count(*) AS lates, string_agg(member, ', ' ORDER BY member) FILTER (nth <= ${mostNamed}) AS late
  FROM absent GROUP BY place
)`;

/** SQL of the values of one measure. */
const amountSql = ({ key }: MeasureRole, at: number): string =>
  `SELECT period, member, ${quoteText(key)} AS key, v${at + 1} AS value FROM rows_of`;

/** SQL of whether nearly all courses are low at one end. */
const fallsSql = (value: string, beside: string, others: string): string =>
  `coalesce((SELECT count(*) >= ${fewestCourses} AND avg((${value} < ${beside} / 2 AND ${value} < ${others})::INTEGER) >= ${mostCourses} FROM courses WHERE ${beside} > 0), false)`;

/** SQL of whether no other move of the totals is half as large. */
const aloneSql = (fall: string, others: string): string =>
  `coalesce((SELECT bool_and(${fall} > ln(2) AND ${others} < ${fall} / 2) FROM swings), false)`;

/** SQL of whether nearly all values fall at either end as they never did. */
function fallenSql(measures: readonly MeasureRole[]): string {
  return `amounts AS (
  SELECT place, ends, member, key, sum(value) AS value
  FROM (
    ${measures.map(amountSql).join("\n    UNION ALL ")}
  ) JOIN places USING (period)
  WHERE value IS NOT NULL
  GROUP BY ALL
), courses AS (
  SELECT key, member,
    max(value) FILTER (place = 1) AS head, max(value) FILTER (place = 2) AS beside_head, min(value) FILTER (place > 1) AS behind,
    max(value) FILTER (place = ends) AS tail, max(value) FILTER (place = ends - 1) AS beside_tail, min(value) FILTER (place < ends) AS before
  FROM amounts GROUP BY key, member
), totals AS (
  SELECT key, place, any_value(ends) AS ends, sum(value) AS value FROM amounts GROUP BY key, place
), moved AS (
  SELECT key, place, ends, ln(value / (lag(value) OVER (PARTITION BY key ORDER BY place))) AS step
  FROM totals WHERE value > 0
), swings AS (
  SELECT key,
    max(step) FILTER (place = 2) AS rise, max(abs(step)) FILTER (place > 2) AS behind,
    max(-step) FILTER (place = ends) AS fall, max(abs(step)) FILTER (place < ends) AS before
  FROM moved GROUP BY key
), fallen_ends AS (
  SELECT
    ${fallsSql("head", "beside_head", "behind")}
      AND ${aloneSql("rise", "behind")} AS of_first,
    ${fallsSql("tail", "beside_tail", "before")}
      AND ${aloneSql("fall", "before")} AS of_last
)`;
}
