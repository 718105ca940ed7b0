import { quoteName } from "../quote.ts";
import {
  combineSql,
  type Files,
  flows,
  leavingOut,
  memberSql,
  periodPatterns,
  type Plan,
  sourceOf,
  valueSql,
} from "./parts.ts";
import { besideInPeriod, besideMeasures } from "./other-measures.ts";
import { byOtherGroups, otherGroups } from "./other-groups.ts";
import { recordQuery } from "./record.ts";
import { changeSql, mostNamed, writeMemberQueries } from "./members-in-period.ts";
import { periodSql } from "../roles/period-sql.ts";
import type { TimeRole } from "../roles/roles.ts";

/** Days that may be missing at either end of a period that counts as complete, if not every day has records. */
const tolerance = { day: 0, week: 1, month: 4, quarter: 8, year: 15 } as const;
/** Share of all days with records from which a day without any is missing. */
const everyDay = 0.9;
const lengths = { day: "1 DAY", week: "7 DAY", month: "1 MONTH", quarter: "3 MONTH", year: "1 YEAR" } as const;
/** Share of the usual number of members with which a period is well reported. */
const wellReported = 0.7;
/** Share of the usual number of dated records with which a period is. */
const fewRecords = 0.3;

/** The queries of a report on values over time, one above the other. */
export function writeTimeQueries(files: Files, plan: Plan): void {
  const { roles } = plan;
  files.set("queries/facts.sql", factsOf(plan));
  files.set("queries/periods.sql", periodsOf(plan));
  files.set("queries/period_choices.sql", choicesOf(plan));
  files.set("queries/chosen.sql", chosenOf(plan));
  if (roles.story !== "flow" || roles.members.length > 0) files.set("queries/cells.sql", cellsOf(plan));
  if (hasSteady(plan)) files.set("queries/steady.sql", steadyOf());
  files.set("queries/course.sql", courseOf(plan));
  files.set("queries/headline.sql", headlineOf(plan));
  if (roles.members.length > 0) writeMemberQueries(files, plan);
  if (plan.seasonal) files.set("queries/seasons.sql", seasonsOf(plan));
  if (besideMeasures(plan).length > 0)
    files.set("queries/others.sql", besideInPeriod(plan, countedRows(plan), hasMembers(plan)));
  if (otherGroups(plan).length > 0) files.set("queries/divided.sql", byOtherGroups(plan, countedRows(plan)));
  files.set("queries/record.sql", recordQuery);
}

/** Whether sums and medians over time are of the same members throughout. */
export function hasSteady({ roles: { story, dense } }: Plan): boolean {
  return story === "panel" && dense;
}

/** SQL conditions of the rows that a report on values over time counts. */
function countedRows({ roles }: Plan): readonly string[] {
  const { time, members, selector } = roles;
  return [
    `${time!.day} IS NOT NULL`,
    // Dated records count as a whole also if they name no member.
    ...(members.length === 0 || roles.story === "flow"
      ? []
      : [`${members.length === 1 ? members[0]!.value : `(${memberSql(members)})`} IS NOT NULL`]),
    ...leavingOut(members, roles.apart),
    ...(selector === undefined ? [] : [`${quoteName(selector)} = (SELECT series FROM measure)`]),
  ];
}

function factsOf(plan: Plan): string {
  const { roles } = plan;
  const { time, measures, members } = roles;
  const member = members.length === 0 ? "NULL::VARCHAR" : memberSql(members);
  const where = countedRows(plan);
  return `-- Each row of the table: its period, its member and the value that the report is about.
SELECT
  ${periodSql(time!)} AS period,${hasStocks(measures, time!) ? `\n  ${time!.day} AS day,` : ""}
  ${member} AS member,
  ${valueSql(measures)} AS value
FROM ${sourceOf(roles)}
WHERE ${where.join("\n  AND ")}
`;
}

/** SQL: whether a period is well reported. Only the first and the last may be unfinished; others are as they are. */
function reported(count: "records" | "members", isEven: boolean): string {
  const share = count === "records" && !isEven ? fewRecords : wellReported;
  const ends = "period NOT IN ((SELECT min(period) FROM counted), (SELECT max(period) FROM counted))";
  return `(${count} >= ${share} * (SELECT median(${count}::DOUBLE) FROM counted WHERE ${count} > 0) OR ${ends})`;
}

/** SQL: whether the first and the last period reach to where the next of the table's times would lie outside. */
function completeSql({ raw, grain, first, last, times }: TimeRole): readonly string[] {
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  const missing = raw === "day" && times < everyDay * days ? tolerance[grain] : 0;
  const start = (day: string): string => (raw === "day" || raw === "week" ? day : `date_trunc('${raw}', ${day})`);
  const from = `${start("first_day")} < period + INTERVAL ${raw === "week" ? 7 : missing + 1} DAY`;
  const next = raw === "day" ? `${Math.max(missing, 1)} DAY` : lengths[raw];
  const to = `${start("last_day")} + INTERVAL ${next} >= period + INTERVAL ${lengths[grain]}`;
  return [
    `(period < (SELECT max(period) FROM counted) OR ${to})`,
    `(period > (SELECT min(period) FROM counted) OR ${from})`,
  ];
}

function periodsOf(plan: Plan): string {
  const { roles } = plan;
  const { time, measures, members } = roles;
  const { grain, raw, day } = time!;
  const main = members[0];
  const columns = [...new Set(measures.filter(({ column }) => column !== "*").map(({ value }) => value))];
  const filled =
    columns.length === 0 || roles.story === "flow"
      ? ""
      : ` AND coalesce(${columns.map((column) => `${column}::VARCHAR`).join(", ")}) IS NOT NULL`;
  const coarser = raw !== grain;
  const counted = roles.story === "flow" || time!.finer === true;
  const usual = counted ? "records" : hasSteady(plan) ? "members" : undefined;
  const isEven = time!.finer === true || time!.even === true;
  const conditions = [
    ...(usual === undefined ? [] : [reported(usual, isEven)]),
    ...(coarser ? completeSql(time!) : []),
  ];
  const complete = conditions.length === 0 ? "" : `\n  WHERE ${conditions.join("\n    AND ")}`;
  const count = counted
    ? ",\n    count(*) AS records"
    : main === undefined
      ? ""
      : `,\n    count(DISTINCT ${main.value}) AS members`;
  const yearly = plan.yearly
    ? `, b.period AS year_before
FROM kept a
LEFT JOIN kept b ON b.period = a.period - INTERVAL 1 YEAR`
    : "\nFROM kept a";
  const isFlow = roles.story === "flow";
  // Weeks that follow no calendar have no place where an empty one would lie.
  const gaps =
    !isFlow || raw === "week"
      ? ""
      : `
), counted AS (
  -- Periods without a record lie between the others.
  SELECT period, first_day, last_day, coalesce(records, 0) AS records
  FROM (SELECT unnest(generate_series(min(period), max(period), INTERVAL ${lengths[grain]}))::DATE AS period FROM found)
  LEFT JOIN found USING (period)`;
  return `-- The ${coarser ? "complete" : hasSteady(plan) ? "well reported" : ""} periods, and those that each can be compared with.
WITH ${gaps === "" ? "counted" : "found"} AS (
  SELECT ${periodSql(time!)} AS period, min(${day}) AS first_day, max(${day}) AS last_day${count}
  FROM ${sourceOf(roles)}
  WHERE ${day} IS NOT NULL${filled}
  GROUP BY 1${gaps}
), kept AS (
  SELECT period, lag(period) OVER (ORDER BY period) AS previous${isFlow ? ", records" : ""}
  FROM counted${complete}
)
SELECT a.period, ${periodPatterns[grain].key.replaceAll("period", "a.period")} AS key, a.previous${isFlow ? ", a.records" : ""}${yearly}
ORDER BY a.period
`.replace("The  periods", "The periods");
}

/** SQL: whether a period has a value of what the report is about; another measure may have begun earlier. */
const hasValue = "period IN (SELECT period FROM facts WHERE value IS NOT NULL)";

function choicesOf({ language, roles }: Plan): string {
  const latest = { en: "Latest", zh: "最近一期", de: "Neueste" }[language];
  return `SELECT 'latest' AS key, '${latest}' AS label, NULL AS period
UNION ALL
SELECT key, key, period FROM periods${roles.story === "flow" ? " WHERE records > 0" : ""}
ORDER BY period DESC NULLS FIRST
`;
}

function chosenOf({ yearly }: Plan): string {
  const before = yearly ? "CASE $against WHEN 'year_before' THEN year_before ELSE previous END" : "previous";
  return `-- The period of the report, and the one that it is compared with. What has no value in the period that was asked for
-- has its sentence of the last one before that has one, or else of its first.
WITH asked AS (
  SELECT coalesce((SELECT period FROM periods WHERE key = $period), (SELECT max(period) FROM periods)) AS asked
)
SELECT period AS now, ${before} AS before
FROM periods, asked
WHERE ${hasValue}
ORDER BY period > asked, CASE WHEN period > asked THEN period END, period DESC
LIMIT 1
`;
}

/**
 * What the values of a period are put together from, and how: stocks are added up on each day, and of their days the
 * mean counts.
 *
 * @param of names of columns that the rows of a day are kept apart by
 */
function gathered({ roles: { measures, time } }: Plan, of: string): { readonly from: string; readonly value: string } {
  if (!hasStocks(measures, time!))
    return { from: "facts", value: combineSql(measures, time!.raw === time!.grain ? "adds" : "flows") };
  const mean = "sum(value) / sum(rows_of_day)";
  const stock = measures.every(({ adds }) => adds)
    ? "avg(value)"
    : `CASE WHEN (SELECT adds FROM measure) THEN avg(value) ELSE ${mean} END`;
  return {
    from: `(
  SELECT period, ${of}day, sum(value)::DOUBLE AS value, count(*) AS rows_of_day
  FROM facts
  WHERE value IS NOT NULL
  GROUP BY ALL
)`,
    value: measures.some(flows) ? `CASE WHEN (SELECT flows FROM measure) THEN sum(value) ELSE ${stock} END` : stock,
  };
}

/** Whether something may be added up over members, but not over the times of a period. */
function hasStocks(measures: Plan["roles"]["measures"], { raw, grain }: TimeRole): boolean {
  return raw !== grain && measures.some((measure) => measure.adds && !flows(measure));
}

function cellsOf(plan: Plan): string {
  const { summed, time } = plan.roles;
  const single = !summed && time!.raw === time!.grain;
  const { from, value } = gathered(plan, "member, ");
  return `-- One value for each member in each complete period.
SELECT period, member, ${single ? "max(value)" : value} AS value
FROM ${from}
JOIN periods USING (period)
WHERE value IS NOT NULL AND period <= (SELECT now FROM chosen)
GROUP BY period, member
`;
}

function steadyOf(): string {
  return `-- The members with a value in every period, from the one on in which three in five of them had begun:
-- sums and medians over a changing set would change with it.
WITH begun AS (
  SELECT member, min(period) AS begin FROM cells GROUP BY member
  HAVING max(period) = (SELECT now FROM chosen)
), since AS (SELECT quantile_disc(begin, 0.6) AS begin FROM begun), found AS (
  SELECT member
  FROM cells, since
  WHERE period >= since.begin
  GROUP BY member
  HAVING count(*) = (SELECT count(*) FROM periods, since, chosen WHERE period BETWEEN since.begin AND now)
)
SELECT member FROM found
WHERE 2 * (SELECT count(*) FROM found) >= (SELECT count(*) FROM begun)
UNION ALL
-- If more than half have a gap, all count.
SELECT DISTINCT member FROM cells
WHERE 2 * (SELECT count(*) FROM found) < (SELECT count(*) FROM begun)
`;
}

/** Whether the whole is put together from members, and not from the rows themselves. */
function hasMembers({ roles: { members, story } }: Plan): boolean {
  return members.length > 0 && story !== "flow";
}

/** SQL of one value from those of all members: their sum, or their median where they may not be added up. */
function overMembers(plan: Plan, sum: string, median: string): string {
  const adds = plan.roles.measures.map((measure) => measure.adds);
  if (!hasMembers(plan) || adds.every(Boolean)) return sum;
  return adds.some(Boolean) ? `CASE WHEN any_value(m.adds) THEN (${sum})::DOUBLE ELSE ${median} END` : median;
}

/** In a period without records, what would be added up is 0; nothing else has a value. */
function withEmpty(
  measures: Plan["roles"]["measures"],
  value: string,
): { readonly value: string; readonly or: string } {
  const adding = measures.map(flows);
  if (!adding.some(Boolean)) return { value, or: "" };
  const known = adding.every(Boolean) ? "records = 0" : "(records = 0 AND (SELECT flows FROM measure))";
  return { value: `CASE WHEN ${known} THEN 0 ELSE ${value} END`, or: ` OR ${known}` };
}

function courseOf(plan: Plan): string {
  const { roles, yearly } = plan;
  const before = yearly ? "CASE $against WHEN 'year_before' THEN p.year_before ELSE p.previous END" : "p.previous";
  const steady = hasSteady(plan);
  const own = changeSql(plan, "value", "before", "m.kind");
  const both = changeSql(plan, "sum(value) FILTER (before IS NOT NULL)", "sum(before)", "any_value(m.kind)");
  const only = steady ? " FILTER (steady)" : "";
  const whole = gathered(plan, "");
  const empty = withEmpty(roles.measures, whole.value);
  const parts =
    roles.story === "flow"
      ? `WITH parts AS (
  SELECT period, NULL AS member, ${empty.value} AS value
  FROM periods
  LEFT JOIN ${whole.from} USING (period)
  WHERE (value IS NOT NULL${empty.or}) AND period <= (SELECT now FROM chosen)
  GROUP BY period, records
), pairs AS (`
      : "WITH parts AS (FROM cells), pairs AS (";
  return `-- The whole over time${hasMembers(plan) ? ": the sum of the members, or their median where they may not be added up" : ""}; and its change${hasMembers(plan) ? ", of the\n-- members with a value at both times" : ""}.
${parts}
  SELECT c.period, c.value, b.value AS before${steady ? ", c.member IN (FROM steady) AS steady" : ""}
  FROM parts c
  JOIN periods p ON p.period = c.period
  LEFT JOIN parts b ON b.member IS NOT DISTINCT FROM c.member AND b.period = ${before}
)
SELECT
  period,
  ${overMembers(plan, `sum(value)${only}`, `median(value::DOUBLE)${only}`)} AS value,
  ${overMembers(plan, both, `median((${own})::DOUBLE)`)} AS change,
  count(*)${only} AS members, count(before) AS compared
FROM pairs, measure m${steady ? "\nWHERE period >= (SELECT min(period) FROM cells WHERE member IN (FROM steady))" : ""}
GROUP BY period
ORDER BY period
`;
}

function headlineOf(plan: Plan): string {
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
  JOIN cells b ON b.member = n.member AND b.period = (SELECT min(period) FROM course)
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
)${present}${lasting}
SELECT
  now, before,${plan.roles.time!.grain === "month" ? " day(last_day(now)) AS days, day(last_day(before)) AS before_days," : ""} ${hasSteady(plan) ? "(SELECT value FROM present)" : "value"} AS value, change, members,${hasSteady(plan) ? " (SELECT members FROM present) AS present," : ""}
  limits.low AS low, limits.high AS high,
  -- Rounded as they are printed: limits of equal changes have no width but that of their rounding errors.
  coalesce(round(change::DOUBLE, m.places) < round(limits.low, m.places) OR round(change::DOUBLE, m.places) > round(limits.high, m.places), false) AS is_news,
  -- Limits that are printed alike: each change before was the same.
  coalesce(round(limits.low, m.places) = round(limits.high, m.places), false) AS even,
  (SELECT value FROM course WHERE period = before) AS before_value,
  -- Beyond 60% either way, limits say no more than that.
  coalesce(m.kind = 'percent' AND limits.high - limits.low > 120, false) AS swings,
  (SELECT min(period) FROM course) AS begin,
  (SELECT arg_min(value, period) FROM course) AS begin_value,
  ${beginChange(plan)} AS begin_change,${varying}
  (SELECT count(*) FROM course) AS periods,
  (SELECT max(value) FROM course) AS highest, (SELECT min(period) FROM course WHERE value = (SELECT max(value) FROM course)) AS highest_period,
  (SELECT min(value) FROM course) AS lowest, (SELECT min(period) FROM course WHERE value = (SELECT min(value) FROM course)) AS lowest_period
FROM course
JOIN chosen ON now = period
CROSS JOIN band
CROSS JOIN measure m
`;
}

/** SQL of how many members there are at least and at most, of how many changes are, and of who is not in the course. */
function varyingSql(plan: Plan): string {
  const adds = plan.roles.measures.some((measure) => measure.adds);
  const unlike = adds
    ? `
  -- Totals of now more, now fewer members have no highest and no lowest one.
  m.adds AND (SELECT min(members) < max(members) FROM course) AS unlike,`
    : "";
  const absent = "SELECT DISTINCT member FROM cells WHERE member NOT IN (FROM steady)";
  const absents = hasSteady(plan)
    ? `
  -- Who has a value in a period shown, but not in each; at most ${mostNamed} are named.
  (SELECT count(*) FROM (${absent})) AS absents,
  (SELECT string_agg(member, ', ' ORDER BY member) FROM (${absent} ORDER BY member LIMIT ${mostNamed})) AS absent,`
    : "";
  return `
  (SELECT min(members) FROM course) AS fewest, (SELECT max(members) FROM course) AS most,
  compared, (SELECT members FROM lasting) AS lasting,${unlike}${absents}`;
}

/** SQL of the change since the beginning, if that is not the period that is compared with anyway. */
function beginChange(plan: Plan): string {
  const change = hasMembers(plan)
    ? changeSql(plan, "(SELECT value FROM lasting)", "(SELECT begin_value FROM lasting)", "m.kind")
    : changeSql(plan, "course.value", "(SELECT arg_min(value, period) FROM course)", "m.kind");
  // Medians of two times are of different members: their change is nobody's.
  const ofSums = hasMembers(plan) ? " AND m.adds" : "";
  return `CASE WHEN (SELECT min(period) FROM course) < coalesce(before, now)${ofSums} THEN ${change} END`;
}

function seasonsOf({ roles: { time } }: Plan): string {
  const part = time!.grain === "quarter" ? "quarter(period)" : "month(period)";
  return `-- Each year as a line of its own; \`place\` is the part of the year, on days of one year that all share.
SELECT period, value, year(period)::VARCHAR AS year, make_date(2001, ${time!.grain === "quarter" ? `(${part} - 1) * 3 + 1` : part}, 1) AS place,
  CASE year((SELECT now FROM chosen)) - year(period) WHEN 0 THEN 'now' WHEN 1 THEN 'before' ELSE 'earlier' END AS kind
FROM course
WHERE year(period) > year((SELECT now FROM chosen)) - 8
ORDER BY period
`;
}
