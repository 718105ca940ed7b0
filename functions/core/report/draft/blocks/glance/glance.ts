import { apartSql } from "../../stories/groups/apart-sql.ts";
import { canDoubt } from "../headline.ts";
import { flows, type Plan, sourceOf, valueSql } from "../parts.ts";
import { hasMembers } from "../whole-sql.ts";

/** How many periods make a year, of those of which a report tells years and parts of one. */
const ofYear = { month: 12, quarter: 4 } as const;

/** Whether a report may tell what one or more whole years add up to, or which part of a year is usually the highest. */
function hasYears({ roles: { time, selector } }: Plan): boolean {
  const isPart = time!.grain === "month" || time!.grain === "quarter";
  return isPart && time!.financial !== true && selector === undefined;
}

/** Whether the report tells sums of whole years. */
export const hasYearSums = (plan: Plan): boolean => hasYears(plan) && plan.roles.measures.some(flows);

/** Whether it tells the means of whole years, of what has no sum: temperatures, a rate of unemployment. */
export const hasYearMeans = (plan: Plan): boolean =>
  hasYears(plan) && !hasMembers(plan) && !plan.roles.measures.every(flows);

/** Whether it tells what the last whole year was of all members, and who had most of it. */
export const hasYearOfMembers = (plan: Plan): boolean => hasYearSums(plan) && hasMembers(plan);

/** Whether the report tells which part of a year is usually the highest. */
export const hasSeason = (plan: Plan): boolean => hasYears(plan) && plan.seasonal;

/** Whether the report tells the day on which most came together: of amounts whose rows are of days. */
export const hasTopDay = (plan: Plan): boolean => {
  const { time, measures, selector, part } = plan.roles;
  return (
    time!.raw === "day" &&
    time!.grain !== "day" &&
    !hasMembers(plan) &&
    selector === undefined &&
    part === undefined &&
    measures.some(flows)
  );
};

/** Whether the report tells the weekday with the highest mean: of a value of each day, unless a section has it. */
export const hasWeekdays = (plan: Plan): boolean => {
  const { time, selector, part, story } = plan.roles;
  const isOfDays = time!.raw === "day" && time!.grain !== "day" && story === "series" && !hasMembers(plan);
  return isOfDays && plan.subjects.rhythm === undefined && selector === undefined && part === undefined;
};

/** Whether the lead says more than the chosen period and the ends of the course. */
export const hasGlance = (plan: Plan): boolean =>
  hasYearSums(plan) || hasYearMeans(plan) || hasSeason(plan) || hasTopDay(plan) || hasWeekdays(plan);

/**
 * The query of what readers ask of a course before its last period: what whole years add up to, the part of a year that
 * is usually highest, and the day with most. Each is null where it is not known.
 *
 * @param where SQL conditions of the rows that count
 */
export function glanceQuery(plan: Plan, where: readonly string[]): string {
  const parts = [
    ...(hasYears(plan) ? [yearsSql(plan)] : []),
    ...(hasYearOfMembers(plan) ? [yearOfMembersSql(plan)] : []),
    ...(hasSeason(plan) ? [seasonSql(plan)] : []),
    ...(hasTopDay(plan) ? [daysSql(plan, where)] : []),
    ...(hasWeekdays(plan) ? [weekdaysSql(plan, where)] : []),
  ];
  const columns = [
    ...(hasYearSums(plan) || hasYearMeans(plan) ? yearColumns : []),
    ...(hasYearOfMembers(plan) ? memberColumns : []),
    ...(hasSeason(plan) ? seasonColumns : []),
    ...(hasTopDay(plan) ? dayColumns : []),
    ...(hasWeekdays(plan) ? weekdayColumns : []),
  ];
  return `-- What is asked of a course before its last period; empty where it is not known.
WITH ${parts.join(", ")}
SELECT
  ${columns.join(",\n  ")}
`;
}

/** SQL of the years with a value in each part, of the same members throughout. */
function yearsSql(plan: Plan): string {
  const count = ofYear[plan.roles.time!.grain as keyof typeof ofYear];
  const same = hasMembers(plan) ? " AND (SELECT min(members) = max(members) FROM course)" : "";
  const sure = canDoubt(plan) ? " AND NOT (SELECT is_doubtful AND year(now) = year(period) FROM headline)" : "";
  return `parts_of AS (
  SELECT period, year(period) AS in_year, value, count(value) OVER (PARTITION BY year(period)) AS known
  FROM course
  WHERE true${same}${sure}
), whole AS (
  FROM parts_of WHERE known = ${count}
), years AS (
  SELECT make_date(in_year::INTEGER, 1, 1) AS period, ${yearSql(plan)}
  GROUP BY in_year
)`;
}

/** SQL of the sum of a whole year, and of its mean where several times have no sum; a median of members has neither. */
function yearSql(plan: Plan): string {
  if (!hasYearMeans(plan)) return "sum(value) AS value\n  FROM whole, measure m\n  WHERE m.flows";
  const mean = "round(avg(value)::DOUBLE, any_value(m.decimals))";
  return hasYearSums(plan)
    ? `CASE WHEN any_value(m.flows) THEN sum(value)::DOUBLE ELSE ${mean} END AS value\n  FROM whole, measure m`
    : `${mean} AS value\n  FROM whole, measure m`;
}

const yearColumns: readonly string[] = [
  "(SELECT count(*) FROM years) AS years",
  "(SELECT min(period) FROM years) AS first_year",
  "(SELECT arg_min(value, period) FROM years) AS first_sum",
  "(SELECT max(period) FROM years) AS last_year",
  "(SELECT arg_max(value, period) FROM years) AS last_sum",
  "(SELECT change_pct(arg_max(value, period), arg_min(value, period)) FROM years) AS years_change",
  "(SELECT CASE WHEN count(*) = 1 THEN min(period) END FROM years WHERE value = (SELECT max(value) FROM years)) AS top_year",
  "(SELECT max(value) FROM years) AS top_sum",
  "(SELECT CASE WHEN count(*) = 1 THEN min(period) END FROM years WHERE value = (SELECT min(value) FROM years)) AS low_year",
  "(SELECT min(value) FROM years) AS low_sum",
];

/** SQL of the last whole year of each member, also of those that the course leaves out. */
function yearOfMembersSql(plan: Plan): string {
  const count = ofYear[plan.roles.time!.grain as keyof typeof ofYear];
  return `last_whole AS (
  SELECT max(in_year) AS in_year
  FROM (SELECT year(period) AS in_year, count(*) AS parts FROM periods WHERE period <= (SELECT now FROM chosen) GROUP BY 1)
  WHERE parts = ${count}
), of_year AS (
  SELECT member, sum(value)::DOUBLE AS value, count(value) AS known
  FROM cells, measure m
  WHERE m.flows AND year(period) = (SELECT in_year FROM last_whole)
  GROUP BY member
)`;
}

const memberColumns: readonly string[] = [
  "(SELECT make_date(in_year::INTEGER, 1, 1) FROM last_whole) AS of_year",
  "(SELECT sum(value) FROM of_year) AS of_year_sum",
  "(SELECT count(*) FROM of_year) AS of_year_members",
  "(SELECT count(*) FROM of_year WHERE known < (SELECT max(known) FROM of_year)) AS of_year_partly",
  "(SELECT CASE WHEN count(*) = 1 THEN min(member) END FROM of_year WHERE value = (SELECT max(value) FROM of_year)) AS of_year_top",
  "(SELECT max(value) FROM of_year) AS of_year_top_sum",
];

/** SQL of the mean of each part of the year over the same whole years. */
function seasonSql({ roles: { time } }: Plan): string {
  const part = time!.grain === "quarter" ? "(quarter(period) - 1) * 3 + 1" : "month(period)";
  return `usual AS (
  -- A day of one year stands for each part of it.
  SELECT make_date(2001, (${part})::INTEGER, 1) AS part, avg(value)::DOUBLE AS value, count(*) AS times
  FROM whole
  GROUP BY 1
)`;
}

const seasonColumns: readonly string[] = [
  "(SELECT max(times) FROM usual) AS times",
  "(SELECT arg_max(part, value) FROM usual) AS top_part",
  "(SELECT max(value) FROM usual) AS top_mean",
  "(SELECT arg_min(part, value) FROM usual) AS low_part",
  "(SELECT min(value) FROM usual) AS low_mean",
];

/** SQL of the sum of each day. */
function daysSql({ roles }: Plan, where: readonly string[]): string {
  return `days AS (
  SELECT ${roles.time!.day}::DATE AS day, sum(${valueSql(roles.measures)})::DOUBLE AS value
  FROM ${sourceOf(roles)}, measure AS of
  WHERE of.flows AND ${where.join("\n    AND ")}
  GROUP BY 1
)`;
}

const dayColumns: readonly string[] = [
  "(SELECT max(day) FROM days WHERE value = (SELECT max(value) FROM days)) AS top_day",
  "(SELECT max(value) FROM days) AS top_day_value",
  "(SELECT count(*) FROM days WHERE value = (SELECT max(value) FROM days)) AS top_days",
];

/** SQL of the mean of each weekday, and of whether weekdays differ by more than chance. */
function weekdaysSql({ roles }: Plan, where: readonly string[]): string {
  return `values_of AS (
  SELECT isodow(${roles.time!.day}::DATE) AS member, (${valueSql(roles.measures)})::DOUBLE AS value
  FROM ${sourceOf(roles)}
  WHERE ${where.join("\n    AND ")}
), weekdays AS (
  -- 1 January 2001 was a Monday.
  SELECT make_date(2001, 1, member::INTEGER) AS weekday, avg(value) AS value
  FROM values_of
  WHERE value IS NOT NULL
  GROUP BY member
), ${apartSql("values_of")}`;
}

const weekdayColumns: readonly string[] = [
  "coalesce((SELECT differs FROM tested), false) AS weekdays_differ",
  "(SELECT arg_max(weekday, value) FROM weekdays) AS top_weekday",
  "(SELECT max(value) FROM weekdays) AS top_weekday_mean",
  "(SELECT arg_min(weekday, value) FROM weekdays) AS low_weekday",
  "(SELECT min(value) FROM weekdays) AS low_weekday_mean",
];
