import { quoteText } from "../quote.ts";
import type { MeasureRole } from "../roles/roles.ts";
import { flows, type Plan } from "./parts.ts";
import { changeSql, mostNamed } from "./members-in-period.ts";
import { sharesSql, toldApart } from "./periods/partly-known.ts";
import { sameRows, unevenSql } from "./periods/lacking-cells.ts";
import { hasPartial } from "./periods/partial.ts";
import { hasSteady, hasUnfinished } from "./periods/period-queries.ts";
import { hasMembers, overMembers } from "./whole-sql.ts";

/** The query of the chosen period: its value, its change, and of whom both are. */
export function headlineOf(plan: Plan): string {
  const present = hasSteady(plan)
    ? `, present AS (
  -- All members of the period, also those that the course over time leaves out.
  SELECT ${overMembers(plan, "sum(value)", "median(value::DOUBLE)")} AS value, count(*) AS members
  FROM cells, measure m
  WHERE period = (SELECT now FROM chosen)
)`
    : "";
  const lasting = hasMembers(plan)
    ? `, lasting AS (
  -- The members with a value both now and at the beginning.
  SELECT sum(n.value) AS value, sum(b.value) AS begin_value, count(*) AS members
  FROM cells n
  JOIN cells b ON b.member = n.member AND b.period = (SELECT min(period) FROM course)${sameRows(plan, "b", "n")}
  WHERE n.period = (SELECT now FROM chosen)${hasSteady(plan) ? " AND n.member IN (FROM steady)" : ""}
)`
    : "";
  const varying = hasMembers(plan) ? varyingSql(plan) : "";
  return `-- The chosen period. It is news if its change lies beyond the limits of the changes before it, of which there must be
-- eight (XmR).
WITH changes AS (
  SELECT list(change ORDER BY period) AS before FROM course
  WHERE change IS NOT NULL AND period < (SELECT now FROM chosen)
), band AS (
  SELECT CASE WHEN len(before) >= 8 THEN xmr_band(before) END AS limits FROM changes
)${canDoubt(plan) ? doubtSql(plan) : ""}${present}${lasting}
SELECT
  now, before,${plan.roles.time!.grain === "month" ? " day(last_day(now)) AS days, day(last_day(before)) AS before_days," : ""} ${hasSteady(plan) ? "(SELECT value FROM present)" : "value"} AS value, change, members,${hasSteady(plan) ? " (SELECT members FROM present) AS present, course.value AS drawn," : ""}
  limits.low AS low, limits.high AS high,
  -- Rounded as they are printed: limits of equal changes have no width but that of their rounding errors.
  coalesce(round(change::DOUBLE, m.places) < round(limits.low, m.places) OR round(change::DOUBLE, m.places) > round(limits.high, m.places), false) AS is_news,
  -- Limits within a twentieth of the change: each before was the same, and so is this. Others may only print alike.
  coalesce(greatest(limits.high - limits.low, abs(change - limits.low)) < 0.05 * abs(change) + 1e-6, false) AS even,
  coalesce(round(limits.low, m.places) = round(limits.high, m.places), false) AS narrow,
  (SELECT value FROM course WHERE period = before) AS before_value,
  -- Beyond 60% either way, limits say no more than that.
  coalesce(m.kind = 'percent' AND limits.high - limits.low > 120, false) AS swings,
  (SELECT min(period) FROM course) AS begin,
  (SELECT arg_min(value, period) FROM course) AS begin_value,
  ${beginChange(plan)} AS begin_change,${varying}${partialSql(plan)}${openSql(plan)}
  (SELECT count(*) FROM course) AS periods,
  -- How steadily values rise or fall: 1 on a line, near 0 if they swing.
  (SELECT CASE WHEN count(value) > 2 AND min(value) < max(value) THEN abs(corr(epoch(period), value::DOUBLE)) ELSE 0 END FROM course) AS trend,${hasUnfinished(plan) === undefined ? "" : unfinishedSql(hasPartial(plan), plan)}
  (SELECT max(value) FROM course) AS highest, (SELECT min(period) FROM course WHERE value = (SELECT max(value) FROM course)) AS highest_period,
  (SELECT count(*) FROM course WHERE value = (SELECT max(value) FROM course)) AS highest_ties,
  ${lowestSql(canDoubt(plan))}
FROM course
JOIN chosen ON now = period
CROSS JOIN band
CROSS JOIN measure m${canDoubt(plan) ? "\nCROSS JOIN doubt" : ""}
`;
}

/** SQL of the lowest value. Of a last period that may not be complete it is not known whether it is. */
function lowestSql(canBeDoubted: boolean): string {
  const sure = canBeDoubted ? "course, doubt WHERE NOT (is_doubtful AND period = last_period)" : "course";
  const value = `(SELECT min(value) FROM ${sure})`;
  const where = `FROM ${sure}${canBeDoubted ? " AND" : " WHERE"} value = ${value}`;
  return `${value} AS lowest, (SELECT min(period) ${where}) AS lowest_period,
  (SELECT count(*) ${where}) AS lowest_ties`;
}

/** SQL of the first and the last period, if they are left out, and not since they look incomplete. */
function unfinishedSql(isPartial: boolean, { lacks }: Plan): string {
  const one = `${isPartial ? " AND period NOT IN (SELECT period FROM partial WHERE is_partial)" : ""}${lacks ? " AND period NOT IN (SELECT period FROM uneven WHERE is_left_out)" : ""}`;
  return `
  (SELECT min(period) FROM facts WHERE period < (SELECT min(period) FROM periods)${one}) AS unbegun,
  (SELECT max(period) FROM facts WHERE period > (SELECT max(period) FROM periods)${one}) AS unfinished,`;
}

/** Fewest periods that tell whether the last is like the others. */
const fewestPeriods = 5;

/** Shares of the lowest value before: what is below the first may be the end of any course, below the second of one. */
const [half, clearly] = [0.5, 0.8];

/** Whether a last period may be doubted: one of what is added up, where the table's times are its periods. */
export function canDoubt({ roles: { time, measures } }: Plan): boolean {
  return time!.raw === time!.grain && measures.some(isSummed);
}

/** Whether a period that is not over has less of it: also where nothing says that those of a year may be added up. */
const isSummed = (measure: MeasureRole): boolean => flows({ ...measure, lasting: false });

/** SQL of whether the last period of the course may not be over, and of the one before it. */
const doubtSql = ({ roles: { measures } }: Plan): string => `, moved AS (
  SELECT period, value, lag(value) OVER (ORDER BY period) AS earlier, lag(period) OVER (ORDER BY period) AS earlier_period,
    lead(period) OVER (ORDER BY period) IS NULL AS is_last
  FROM course
  WHERE value IS NOT NULL
), swung AS (
  SELECT list(CASE WHEN value > 0 AND earlier > 0 THEN ln(value / earlier) END ORDER BY period) FILTER (NOT is_last AND value > 0 AND earlier > 0) AS steps,
    min(value) FILTER (NOT is_last) AS least, count(*) AS n
  FROM moved
), doubt AS (
  -- A last period that is not over has far less than any before it: less than half, or a fall beyond the limits of the
  -- changes before it (XmR, of logarithms).
  SELECT period AS last_period, earlier, earlier_period,
    coalesce(${
      measures.every(isSummed)
        ? ""
        : `(SELECT key FROM measure) IN (${measures
            .filter(isSummed)
            .map(({ key }) => quoteText(key))
            .join(", ")}) AND `
    }period = (SELECT max(period) FROM periods) AND n >= ${fewestPeriods} AND value >= 0 AND (
      value < ${half} * least
      OR value < ${clearly} * least AND len(steps) >= 8 AND CASE WHEN value > 0 THEN ln(value / earlier) < xmr_band(steps).low ELSE true END
    ), false) AS is_doubtful
  FROM moved, swung
  WHERE is_last
)`;

/** SQL of the first and the last period that look incomplete, and of whether the last one of the course does. */
function partialSql(plan: Plan): string {
  const { measures } = plan.roles;
  const isDoubtful = canDoubt(plan) ? "\n  is_doubtful, earlier, earlier_period," : "";
  if (!hasPartial(plan)) return isDoubtful;
  const value = measures.some(flows)
    ? `
  CASE WHEN m.flows THEN (SELECT sum(value) FROM facts WHERE period = (SELECT period FROM partial WHERE is_partial AND is_last)) END AS partial_value,`
    : "";
  const late =
    plan.roles.story === "panel"
      ? `
  (SELECT late FROM partial WHERE is_partial AND is_last) AS late, (SELECT lates FROM partial WHERE is_partial AND is_last) AS lates,`
      : "";
  return `${isDoubtful}
  -- A first or last period that looks incomplete, and why.
  (SELECT period FROM partial WHERE is_partial AND NOT is_last) AS partial_begin,
  CASE WHEN now = (SELECT max(period) FROM periods) THEN (SELECT period FROM partial WHERE is_partial AND is_last) END AS partial_end,
  (SELECT has_fallen FROM partial WHERE is_partial AND is_last) AS has_fallen,${late}${value}`;
}

/** Whether a last period that is not complete may have more of what is added up already than any other. */
export function hasOpen(plan: Plan): boolean {
  return !hasMembers(plan) && plan.roles.measures.some(flows);
}

/** SQL of a last period that is left out, and of what it has so far. */
function openSql(plan: Plan): string {
  if (!hasOpen(plan)) return "";
  const open = "(SELECT max(period) FROM facts WHERE period > (SELECT max(period) FROM periods))";
  return `
  -- What a last period that is not complete has so far.
  CASE WHEN now = (SELECT max(period) FROM periods) THEN ${open} END AS open_period,
  CASE WHEN m.flows THEN (SELECT sum(value) FROM facts WHERE period = ${open}) END AS open_value,`;
}

/** SQL of how many members there are at least and at most, of how many changes are, and of who is not in the course. */
function varyingSql(plan: Plan): string {
  const adds = plan.roles.measures.some((measure) => measure.adds);
  const varies = "(SELECT min(members) < max(members) FROM course)";
  const unlike = plan.lacks ? `(${varies} OR ${unevenSql(plan)})` : varies;
  const telling = adds
    ? `
  -- Totals of now more, now fewer members have no highest and no lowest one.
  m.adds AND ${unlike} AS unlike,`
    : "";
  const absent = "SELECT DISTINCT member FROM cells WHERE member NOT IN (FROM steady)";
  const absents = hasSteady(plan)
    ? `
  -- Who has a value in a period shown, but not in each; at most ${mostNamed} are named.
  (SELECT count(*) FROM (${absent})) AS absents,
  (SELECT string_agg(member, ', ' ORDER BY member) FROM (${absent} ORDER BY member LIMIT ${mostNamed})) AS absent,`
    : "";
  const lacking = plan.lacks ? "\n  coalesce((SELECT missing FROM lacked WHERE period = now), 0) AS incomplete," : "";
  return `${lacking}
  -- Whether the value and its change are of the same members.
  compared = ${membersAt("now")} AND compared = ${membersAt("before")} AS alike,
  (SELECT min(members) FROM course) AS fewest, (SELECT max(members) FROM course) AS most,
  compared, (SELECT members FROM lasting) AS lasting,${telling}${absents}`;
}

/** SQL of how many members have a value in the chosen period, or in the one that it is compared with. */
const membersAt = (of: "now" | "before"): string =>
  `(SELECT count(*) FROM cells WHERE period = (SELECT ${of} FROM chosen))`;

/**
 * SQL of the change since the beginning, if that is not the period that is compared with anyway; of members, if all
 * have a value at both times.
 */
function beginChange(plan: Plan): string {
  const change = hasMembers(plan)
    ? changeSql(plan, "(SELECT value FROM lasting)", "(SELECT begin_value FROM lasting)", "m.kind")
    : changeSql(plan, "course.value", "(SELECT arg_min(value, period) FROM course)", "m.kind");
  const begun = "(SELECT count(*) FROM cells WHERE period = (SELECT min(period) FROM course))";
  const ofSums = hasMembers(plan)
    ? ` AND m.adds AND (SELECT members FROM lasting) = ${membersAt("now")} AND (SELECT members FROM lasting) = ${begun}`
    : "";
  const sure = canDoubt(plan) ? " AND NOT is_doubtful" : "";
  const apart = toldApart(plan, "n", "b");
  const told =
    apart === ""
      ? ""
      : ` AND EXISTS (WITH ${sharesSql(plan, ["period"])}, told AS (FROM course LEFT JOIN shares USING (period)) SELECT * FROM told n, told b WHERE n.period = (SELECT now FROM chosen) AND b.period = (SELECT min(period) FROM course)${apart})`;
  return `CASE WHEN (SELECT min(period) FROM course) < coalesce(before, now)${ofSums}${sure}${told} THEN ${change} END`;
}
