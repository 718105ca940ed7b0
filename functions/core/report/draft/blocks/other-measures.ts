import { periodSql } from "../roles/time/period-sql.ts";
import type { MeasureRole } from "../roles/roles.ts";
import { fullSql, needsAll, timeSql } from "./periods/full-periods.ts";
import { isPartlyKnown, toldApartBy } from "./periods/partly-known.ts";
import { isOfEnded } from "./periods/ended-records.ts";
import { hasUnits, ofUnitOf } from "./other-units.ts";
import { quoteName, quoteText } from "../quote.ts";
import { comparedOf, flows, leavingOut, memberSql, type Plan, scaled, sourceOf } from "./parts.ts";

/** Most prices by any unit of which those of one stand beside each other. */
const mostOfUnits = 24;

/** Most measures that stand beside the one that a report is about. */
export const mostOthers = 7;

/**
 * What is measured beside what the report is about; whichever that is, it is one of these, or they are one more. Of at
 * most eight measures none is left out but stocks, which are added up on each day: of their days the mean counts.
 */
export function besideMeasures(plan: Plan): readonly MeasureRole[] {
  const { roles } = plan;
  const { measures, selector, time, story } = roles;
  if (measures.length < 2 || selector !== undefined || story === "survey") return [];
  const isStock = (measure: MeasureRole): boolean =>
    time !== undefined && time.raw !== time.grain && measure.adds && !flows(measure);
  // Readings, of which each time has as many, are no news.
  const isNoNews = ({ called }: MeasureRole): boolean => called === "records" && time?.even === true;
  // In the last periods only the quick ones of open cases have it.
  const isOpen = (measure: MeasureRole): boolean => isOfEnded(plan, measure) || plan.open.includes(measure.key);
  const plain = measures.filter((measure) => !isStock(measure) && !isNoNews(measure) && !isOpen(measure));
  // Of prices by several units, those of the same unit stand beside each other, whichever it is.
  if (hasUnits(plan) && time === undefined)
    return plain.filter((one) => ofUnitOf(one, plain).length > 1).slice(0, mostOfUnits);
  const beside = plain.slice(0, mostOthers + 1);
  return beside.length > 1 || (beside.length === 1 && beside[0] !== measures[0]) ? beside : [];
}

/** Name of a measure's column beside those of the one that the report is about. */
export function besideName({ key }: MeasureRole): string {
  return `also_${key}`;
}

/** Column of a measure in the queries of a period. */
const name = (at: number): string => `v${at + 1}`;

/** Query of the other measures of each member at one time. */
export function besideOfMembers(plan: Plan): string {
  const { roles } = plan;
  const compared = comparedOf(roles);
  const one = (measure: MeasureRole): string => {
    const by = roles.summed ? (measure.adds ? "sum" : "avg") : "max";
    return `  ${by}(${scaled(measure)}) AS ${besideName(measure)}`;
  };
  return `-- The other measures of each member.
SELECT
  ${memberSql(compared)} AS member,
${besideMeasures(plan).map(one).join(",\n")}
FROM ${sourceOf(roles)}
WHERE ${[`${compared.length === 1 ? compared[0]!.value : `(${memberSql(compared)})`} IS NOT NULL`, ...leavingOut(compared, roles.apart)].join("\n  AND ")}
GROUP BY member
`;
}

/** Query of the medians of the other measures in each group. */
export function besideOfGroups(plan: Plan): string {
  const { roles } = plan;
  const { members } = roles;
  return `-- Medians of the other measures in each group.
SELECT
  ${memberSql(members)} AS member,
${besideMeasures(plan)
  .map((measure) => `  median((${scaled(measure)})::DOUBLE) AS ${besideName(measure)}`)
  .join(",\n")}
FROM ${sourceOf(roles)}
GROUP BY member
`;
}

/** Query of the medians of the other measures over all records. */
export function besideOfRecords(plan: Plan): string {
  const one = (measure: MeasureRole, at: number): string => {
    const value = `(${scaled(measure)})::DOUBLE`;
    return `SELECT ${at} AS place, '${measure.key}' AS key, median(${value}) AS value, quantile_cont(${value}, 0.25) AS low, quantile_cont(${value}, 0.75) AS high FROM ${sourceOf(plan.roles)}`;
  };
  return `-- The median of each other measure, and its quartiles.
WITH found AS (
  ${besideMeasures(plan).map(one).join("\n  UNION ALL ")}
)
SELECT label, unit, after, decimals, value, low, high
FROM found
JOIN measures USING (key)
WHERE value IS NOT NULL AND key <> $measure
ORDER BY place
LIMIT ${mostOthers}
`;
}

/**
 * SQL of the median of a column where another has a value. The condition stands inside of the conversion: what stands
 * beside it would count among the columns that are interpolated.
 */
function medianWhere(of: string, other: string): string {
  return `median((CASE WHEN ${other} IS NOT NULL THEN ${of} END)::DOUBLE)`;
}

/** SQL of the change of a measure from a second value to a first one. */
const changeOf =
  ({ kind }: MeasureRole) =>
  (a: string, b: string): string =>
    kind === "percent" ? `change_pct(${a}, ${b})` : `${a} - ${b}`;

/**
 * Query of the other measures in the chosen period.
 *
 * @param where the rows that count
 * @param hasMembers whether the whole is put together from members
 */
export function besideInPeriod(plan: Plan, where: readonly string[], hasMembers: boolean): string {
  const { roles } = plan;
  const { members, time } = roles;
  const measures = besideMeasures(plan);
  const sums = (measure: MeasureRole): boolean => (time!.raw === time!.grain ? measure.adds : flows(measure));
  const whole = (measure: MeasureRole, of: string): string => {
    const value =
      measure.middle === true ? `median((${of})::DOUBLE)` : `${sums(measure) ? "sum" : "avg"}(${of})::DOUBLE`;
    return needsAll(plan, measure) ? `CASE WHEN ${fullSql(time!, of)} THEN ${value} END` : value;
  };
  // Of rows that are the times themselves, each member has as many in every period.
  const hasParts = hasMembers && time!.raw === time!.grain && time!.finer !== true;
  const mayLack = (measure: MeasureRole): boolean => !hasMembers && isPartlyKnown(plan, measure);
  const found = measures.map((measure, at) => {
    const [now, before] = [name(at), `${name(at)}_before`];
    const change = changeOf(measure);
    const isSum = measure.adds || !hasMembers;
    const value = isSum ? `sum(${now})` : `median(${now}::DOUBLE)`;
    const moved = isSum
      ? change(`sum(${now}) FILTER (${before} IS NOT NULL)`, `sum(${before}) FILTER (${now} IS NOT NULL)`)
      : // A median and its change stand side by side: both medians are of the members with a value at both times.
        change(medianWhere(now, before), medianWhere(before, now));
    // A change beside a value is of the same members, or there is none.
    const alike = [
      `count(${now}) FILTER (${before} IS NOT NULL) = count(*) FILTER (coalesce(${now}, ${before}) IS NOT NULL)`,
      // A sum of some rows of a member is not compared with one of all.
      ...(hasParts ? [`bool_and(n${at + 1} IS NOT DISTINCT FROM n${at + 1}_before)`] : []),
    ].join(" AND ");
    const isTold = hasMembers ? alike : mayLack(measure) ? `any_value(${toldApartBy(now, before, share(at))})` : "";
    const own = isTold === "" ? moved : `CASE WHEN ${isTold} THEN ${moved} END`;
    const counts = hasMembers
      ? `, count(${now}) FILTER (${before} IS NOT NULL) AS compared, count(*) FILTER (coalesce(${now}, ${before}) IS NOT NULL) AS members, count(${now}) AS present, count(*) AS all_members`
      : `, sum(${before}) AS before`;
    const ends = hasMembers ? "" : endOf(at);
    return `SELECT ${at} AS place, '${measure.key}' AS key, ${value} AS value, ${own} AS change${counts}${ends} FROM pairs`;
  });
  return `-- The other measures in the chosen period, and their changes${hasMembers ? ", if all members have a value at both times" : "; and when each was highest"}.
WITH rows_of AS (
  SELECT ${periodSql(time!)} AS period, ${hasMembers ? memberSql(members) : "NULL"} AS member,${measures.some((measure) => needsAll(plan, measure)) ? ` ${timeSql(time!)} AS time,` : ""}
${measures.map((measure, at) => `    ${scaled(measure)} AS ${name(at)}`).join(",\n")}
  FROM ${sourceOf(roles)}
  WHERE ${where.join("\n    AND ")}
), cells_of AS (
  SELECT period, member,
${measures.map((measure, at) => `    ${whole(measure, name(at))} AS ${name(at)}${hasParts ? `, count(${name(at)}) AS n${at + 1}` : ""}${mayLack(measure) ? shareOf(at) : ""}`).join(",\n")}
  FROM rows_of
  JOIN chosen ON period = now OR period = before
  GROUP BY period, member
${hasMembers ? "" : courseSql(measures.map((measure, at) => `    ${whole(measure, name(at))} AS ${name(at)}`))}), pairs AS (
  SELECT ${measures.map((measure, at) => `n.${name(at)}, b.${name(at)} AS ${name(at)}_before${hasParts ? `, n.n${at + 1}, b.n${at + 1} AS n${at + 1}_before` : ""}${mayLack(measure) ? largerShare(at) : ""}`).join(", ")}
  FROM (SELECT c.* FROM cells_of c JOIN chosen ON period = now) n
  FULL JOIN (SELECT c.* FROM cells_of c JOIN chosen ON period = before) b ON b.member IS NOT DISTINCT FROM n.member
), found AS (
  ${found.join("\n  UNION ALL ")}
)
SELECT m.*, value, change, ${hasMembers ? "compared, members, present, all_members" : "before, highest, highest_period"}
FROM found
JOIN measures m USING (key)
WHERE value IS NOT NULL AND key <> $measure
ORDER BY place
LIMIT ${mostOthers}
`;
}

/** Column of the share of the rows that lack a measure; SQL of it, and of the larger one of both periods. */
const share = (at: number): string => `share_${at + 1}`;
const shareOf = (at: number): string => `, 1 - count(${name(at)})::DOUBLE / count(*) AS ${share(at)}`;
const largerShare = (at: number): string => `, greatest(n.${share(at)}, b.${share(at)}) AS ${share(at)}`;

/** SQL of the measures over time, as a common table behind another one. */
const courseSql = (columns: readonly string[]): string => `), course_of AS (
  SELECT period,
${columns.join(",\n")}
  FROM rows_of
  JOIN periods USING (period)
  WHERE period <= (SELECT now FROM chosen)
  GROUP BY period
`;

/** SQL of the highest value of a measure over time, and of the period that alone has it. */
function endOf(at: number): string {
  const top = `(SELECT max(${name(at)}) FROM course_of)`;
  return `, ${top} AS highest, (SELECT CASE WHEN count(*) = 1 THEN min(period) END FROM course_of WHERE ${name(at)} = ${top}) AS highest_period`;
}

/** Whether a report shows what else the rows of a table name that they measure: the other indicators. */
export const hasSeriesBeside = ({ roles: { selector, measures } }: Plan): boolean =>
  selector !== undefined && measures.length > 1;

/** Most indicators that stand beside the first. */
const mostSeries = 12;

/** Query of the other indicators of a table that names in each row what it measures, in the chosen period. */
export function besideOfSeries(plan: Plan, where: readonly string[]): string {
  const { roles } = plan;
  const { measures, members, selector, time } = roles;
  const member = members.length === 0 ? "NULL::VARCHAR" : memberSql(members);
  const cells = measures.map(
    (measure, at) =>
      `SELECT ${at} AS place, ${quoteText(measure.key)} AS key, period, member, ${(time!.raw === time!.grain ? measure.adds : flows(measure)) ? "sum" : "avg"}(${scaled(measure)})::DOUBLE AS value FROM named WHERE ${quoteName(selector!)} = ${quoteText(measure.column)} GROUP BY ALL`,
  );
  return `-- The other indicators in the chosen period: the sum of the members, or their median where they may not be added up.
WITH named AS (
  SELECT ${periodSql(time!)} AS period, ${member} AS member, *
  FROM ${sourceOf(roles)}
  WHERE ${where.join("\n    AND ")}
), cells_of AS (
  ${cells.join("\n  UNION ALL ")}
), wholes AS (
  SELECT place, key, period, CASE WHEN any_value(m.adds) THEN sum(value) ELSE median(value::DOUBLE) END AS value, count(value) AS members
  FROM cells_of
  JOIN measures m USING (key)
  GROUP BY place, key, period
)
SELECT m.*, n.value, b.value AS before, n.members AS members, n.members AS present, (SELECT count(DISTINCT member) FROM cells_of) AS all_members, least(n.members, coalesce(b.members, 0)) AS compared,
  CASE WHEN n.members = b.members THEN CASE WHEN m.kind = 'percent' THEN change_pct(n.value, b.value) ELSE n.value - b.value END END AS change
FROM wholes n
JOIN chosen ON n.period = now
JOIN measures m USING (key)
LEFT JOIN wholes b ON b.key = n.key AND b.period = before
WHERE n.value IS NOT NULL AND n.key <> $measure
ORDER BY n.place
LIMIT ${mostSeries}
`;
}

/** Measures that a report can be about, but that are not beside the first. */
export function measuresAside(plan: Plan): readonly MeasureRole[] {
  const { measures, selector, story } = plan.roles;
  if (selector !== undefined || story === "survey") return [];
  const beside = besideMeasures(plan);
  return measures.filter((measure, at) => at > 0 && !beside.includes(measure) && measure.column !== "*");
}
