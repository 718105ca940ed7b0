import {
  alikeSql,
  comparedOf,
  type Files,
  flows,
  leavingOut,
  memberSql,
  type Plan,
  sourceOf,
  spec,
} from "../../blocks/parts.ts";
import { quoteText } from "../../quote.ts";
import { rankingSpec } from "../../blocks/time-charts.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import { tellsAllTime } from "../lead-of.ts";
import { allTime } from "../period-asked.ts";
import type { RateRole } from "./rate-role.ts";
import { cutColumns, rankedLists } from "../../blocks/cut.ts";

/** Queries and a chart of a rate: the quotient of sums, and no mean of rates. */
export function writeRate(files: Files, plan: Plan, rate: RateRole): void {
  const { roles } = plan;
  const { time } = roles;
  const compared = comparedBy(plan, rate);
  const { above, below, times } = rate;
  const conditions = [
    ...leavingOut(compared, roles.apart),
    ...(time === undefined ? [] : [`${time.day} IS NOT NULL`]),
    `${above.value} IS NOT NULL`,
    `${below.value} IS NOT NULL`,
  ];
  const besideRows = rate.beside
    .map(
      (one, at) =>
        `,\n  (${one.above.value})::DOUBLE AS upper_${at + 2},\n  (${one.below.value})::DOUBLE AS lower_${at + 2}`,
    )
    .join("");
  const beside = rate.beside.map((_, at) => besideSql(at + 2)).join("");
  const quotient = `${times === 1 ? "" : `${times} * `}sum(upper) / nullif(sum(lower), 0)`;
  files.set(
    "queries/rate_rows.sql",
    `-- Each row that has both: what stands above and below in the rate.
SELECT
  ${time === undefined ? "" : `${periodSql(time)} AS period,\n  `}${compared.length === 0 ? "NULL::VARCHAR" : memberSql(compared)} AS member,
  (${above.value})::DOUBLE AS upper,
  (${below.value})::DOUBLE AS lower${besideRows}
FROM ${sourceOf(roles)}
WHERE ${conditions.join("\n  AND ")}
`,
  );
  const isWhole = isOfWhole(plan, rate);
  const now = time === undefined ? "" : isWhole ? untilChosen(plan, "period") : "period = (SELECT now FROM chosen)";
  const before =
    time === undefined || isWhole
      ? "NULL::DOUBLE"
      : `(SELECT ${quotient} FROM rate_rows WHERE period = (SELECT before FROM chosen))`;
  const members = compared.length === 0 ? "" : endsSql(rate.decimals);
  files.set("queries/rate.sql", wholeSql(quotient, { before, now, members, beside }));
  if (isToldOverTime(plan, rate)) files.set("queries/rate_course.sql", courseSql(quotient));
  if (compared.length === 0) return;
  if (isByOthers(plan, rate)) files.set("queries/rate_by.sql", bySql(plan, rate, conditions));
  files.set("queries/rate_members.sql", membersSql(quotient, now, beside));
  files.set("charts/rate.vl.json", spec(rankingSpec(false)));
  files.set("queries/rate_table.sql", tableSql(rate.beside.map((_, at) => `, value_${at + 2}`).join("")));
}

/** The columns by which a rate is compared: not the one that it is read from. */
export const comparedBy = ({ roles }: Plan, { without }: RateRole): Plan["roles"]["members"] =>
  comparedOf(roles).filter(({ column }) => column !== without);

/** Whether a report says in a sentence by which other columns a rate of the whole differs: those of a few values. */
export const isByOthers = (plan: Plan, rate: RateRole): boolean =>
  (plan.roles.time === undefined || isOfWhole(plan, rate)) &&
  comparedOf(plan.roles).length > 1 &&
  othersOf(plan, rate).length > 0;

/** SQL of whether a row is of the whole: up to a chosen period, or of any time, as other sums of all records are. */
function untilChosen(plan: Plan, period: string): string {
  const until = `${period} IN (SELECT period FROM periods WHERE period <= (SELECT now FROM chosen))`;
  return tellsAllTime(plan) ? `($period = '${allTime}' OR ${until})` : until;
}

/** Most values of a column that a sentence has the highest and the lowest rate of, and most such columns. */
const [mostValues, mostColumns] = [30, 4];

const othersOf = (plan: Plan, rate: RateRole): Plan["roles"]["members"] =>
  comparedBy(plan, rate)
    .filter(({ count }) => count >= 2 && count <= mostValues)
    .slice(0, mostColumns);

/** Whether the report says a share of counts for all times together, and when it was highest. */
export const isToldOverTime = ({ roles: { time } }: Plan, { unit, above, below }: RateRole): boolean =>
  time !== undefined && unit === "%" && [above, below].every((part) => flows(part) || isSupposedCount(part));

/** Days up to which the report tells a share of all times before that of the last one. */
const oneYear = 400;

/** Whether a share is that of the whole table until the chosen period: a year or less, whose parts are its course. */
export const isOfWhole = (plan: Plan, rate: RateRole): boolean => {
  const { time } = plan.roles;
  if (time === undefined || !isToldOverTime(plan, rate)) return false;
  return (Date.parse(time.last) - Date.parse(time.first)) / 86_400_000 < oneYear;
};

/** Whether whole numbers of which no word says that they may be added up are counts, as those of a share are. */
const isSupposedCount = ({ adds, surely, whole }: RateRole["above"]): boolean => !adds && !surely && whole === true;

/** Fewest of what stands below a rate of which it says something. */
const fewestBelow = 10;

/** The query of the highest and the lowest rate by each column but the one that is compared. */
function bySql(
  plan: Plan,
  { above, below, times, decimals, ...rate }: RateRole,
  conditions: readonly string[],
): string {
  const { roles } = plan;
  const { time } = roles;
  const value = `${times === 1 ? "" : `${times} * `}sum((${above.value})::DOUBLE) / nullif(sum((${below.value})::DOUBLE), 0)`;
  const those = [...conditions, ...(time === undefined ? [] : [untilChosen(plan, periodSql(time))])];
  const one = (
    { key, label, value: member }: Plan["roles"]["members"][number],
    at: number,
  ): string => `SELECT ${at} AS place, ${quoteText(key)} AS key, ${quoteText(label)} AS label, ${member} AS member,
    ${value} AS value, sum((${below.value})::DOUBLE) AS below
  FROM ${sourceOf(roles)}
  WHERE ${[`${member} IS NOT NULL`, ...those].join(" AND ")}
  GROUP BY ${member}`;
  return `-- Who has the highest and the lowest rate by each other column, if each has enough of what stands below.
WITH found AS (
  ${othersOf(plan, { above, below, times, decimals, ...rate })
    .map(one)
    .join("\n  UNION ALL ")}
)
SELECT label, count(*) AS members, first(member ORDER BY value DESC, member) AS first, max(value) AS first_value,
  first(member ORDER BY value, member) AS last, min(value) AS last_value,
  key <> $by AND count(*) > 1 AND min(below) >= ${fewestBelow}
    AND count(*) FILTER (${alikeSql("value", "(SELECT max(f.value) FROM found f WHERE f.key = found.key)", decimals)}) = 1
    AND count(*) FILTER (${alikeSql("value", "(SELECT min(f.value) FROM found f WHERE f.key = found.key)", decimals)}) = 1 AS tells
FROM found
GROUP BY place, key, label
ORDER BY place
`;
}

/** The query of a rate of all times together, and of the time at which it was highest. */
const courseSql = (
  quotient: string,
): string => `-- The rate of all periods up to the chosen one, and the period in which it was highest.
WITH course_of AS (
  SELECT period, ${quotient} AS value, sum(upper) AS upper, sum(lower) AS lower
  FROM rate_rows
  JOIN periods USING (period)
  WHERE period <= (SELECT now FROM chosen)
  GROUP BY period
), whole AS (
  SELECT min(period) AS begin, max(period) AS until, count(*) AS periods, ${quotient} AS value, sum(upper) AS upper, sum(lower) AS lower
  FROM course_of
)
SELECT whole.*, (SELECT max(value) FROM course_of) AS top_value,
  (SELECT value FROM course_of WHERE period = (SELECT until FROM whole)) AS last_value,
  (SELECT CASE WHEN count(*) = 1 THEN min(period) END FROM course_of WHERE value = (SELECT max(value) FROM course_of)) AS top_period
FROM whole
`;

/** SQL of another share of the same rows, of those that have both of its counts. */
const besideSql = (at: number): string => {
  const both = `FILTER (upper_${at} IS NOT NULL AND lower_${at} IS NOT NULL)`;
  return `, 100 * sum(upper_${at}) ${both} / nullif(sum(lower_${at}) ${both}, 0) AS value_${at}`;
};

const membersSql = (quotient: string, now: string, beside: string): string => `-- The rate of each, from the highest.
SELECT member, sum(upper) AS upper, sum(lower) AS lower, ${quotient} AS value${beside}
FROM rate_rows
WHERE member IS NOT NULL${now === "" ? "" : ` AND ${now}`}
GROUP BY member
HAVING sum(lower) > 0
ORDER BY value DESC, member
`;

/** Of those that are compared: how many they are, and which have the highest and the lowest rate. */
const endsSql = (decimals: number): string => `,
  (SELECT count(*) FROM rate_members) AS members,
  (SELECT first(member ORDER BY value DESC, member) FROM rate_members) AS first, (SELECT max(value) FROM rate_members) AS first_value,
  (SELECT count(*) FROM rate_members WHERE ${alikeSql("value", "(SELECT max(value) FROM rate_members)", decimals)}) AS first_ties,
  (SELECT count(*) FROM rate_members WHERE ${alikeSql("value", "(SELECT min(value) FROM rate_members)", decimals)}) AS last_ties,
  (SELECT member FROM rate_members ORDER BY value DESC, member LIMIT 1 OFFSET 1) AS first_other,
  (SELECT member FROM rate_members ORDER BY value, member LIMIT 1 OFFSET 1) AS last_other,
  ${cutColumns("(FROM rate_members ORDER BY value DESC, member)", rankedLists)},
  (SELECT first(member ORDER BY value, member) FROM rate_members) AS last, (SELECT min(value) FROM rate_members) AS last_value`;

const wholeSql = (
  quotient: string,
  {
    before,
    now,
    members,
    beside,
  }: { readonly before: string; readonly now: string; readonly members: string; readonly beside: string },
): string => `-- The rate of the whole: the quotient of the sums. A mean of rates would count a small one as much as a large one.
WITH whole AS (
  SELECT sum(upper) AS upper, sum(lower) AS lower, ${quotient} AS value, ${before} AS before${beside}
  FROM rate_rows${now === "" ? "" : `\n  WHERE ${now}`}
)
SELECT whole.*, value - before AS change${members}
FROM whole
WHERE lower > 0
`;

const tableSql = (
  beside: string,
): string => `-- All if they are at most twenty, otherwise the ten with the highest rate.
SELECT member, upper, lower, value${beside}
FROM (SELECT *, row_number() OVER (ORDER BY value DESC, member) AS seat, count(*) OVER () AS members FROM rate_members)
WHERE seat <= CASE WHEN members <= 20 THEN 20 ELSE 10 END
ORDER BY seat
`;
