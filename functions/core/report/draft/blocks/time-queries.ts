import { quoteName } from "../quote.ts";
import { combineSql, type Files, flows, leavingOut, memberSql, type Plan, sourceOf, valueSql } from "./parts.ts";
import { fullSql, timeSql, whereFull } from "./periods/full-periods.ts";
import { writeOpenAmounts } from "./periods/open-amounts.ts";
import { isPartlyKnown, sharesSql, toldApart } from "./periods/partly-known.ts";
import { sameRows, writeLackingCells } from "./periods/lacking-cells.ts";
import { whereEnded } from "./periods/ended-records.ts";
import { hasSteady, writePeriodQueries } from "./periods/period-queries.ts";
import { besideInPeriod, besideMeasures, besideOfSeries, hasSeriesBeside } from "./other-measures.ts";
import { byOtherGroups, otherGroups } from "./other-groups.ts";
import { glanceQuery, hasGlance } from "./glance/glance.ts";
import { hasRecent, recentQuery } from "./periods/recent.ts";
import { recordQuery } from "./record.ts";
import { headlineOf } from "./headline.ts";
import { changeSql, writeMemberQueries } from "./members-in-period.ts";
import { hasMembers, overMembers } from "./whole-sql.ts";
import { periodSql } from "../roles/time/period-sql.ts";
import type { PartRole, TimeRole } from "../roles/roles.ts";

/** The queries of a report on values over time, one above the other. */
export function writeTimeQueries(files: Files, plan: Plan): void {
  const { roles } = plan;
  files.set("queries/facts.sql", factsOf(plan));
  writeOpenAmounts(files, plan);
  writeLackingCells(files, plan, countedRows(plan));
  writePeriodQueries(files, plan);
  if (roles.story !== "flow" || roles.members.length > 0) files.set("queries/cells.sql", cellsOf(plan));
  if (hasSteady(plan)) files.set("queries/steady.sql", steadyOf());
  if (roles.part !== undefined) files.set("queries/part_choices.sql", partsOf(plan, roles.part));
  files.set("queries/course.sql", courseOf(plan));
  files.set("queries/drawn.sql", drawnOf(roles.time!));
  files.set("queries/headline.sql", headlineOf(plan));
  if (roles.members.length > 0) writeMemberQueries(files, plan, unnamedRows(plan));
  if (plan.seasonal) files.set("queries/seasons.sql", seasonsOf(plan));
  if (besideMeasures(plan).length > 0)
    files.set("queries/others.sql", besideInPeriod(plan, countedRows(plan), hasMembers(plan)));
  if (hasSeriesBeside(plan))
    files.set(
      "queries/others.sql",
      besideOfSeries(plan, countedRows({ ...plan, roles: { ...roles, selector: undefined } })),
    );
  if (otherGroups(plan).length > 0) files.set("queries/divided.sql", byOtherGroups(plan, countedRows(plan)));
  files.set("queries/record.sql", recordQuery(plan));
  if (hasRecent(plan)) files.set("queries/recent.sql", recentQuery(plan));
  if (hasGlance(plan)) files.set("queries/glance.sql", glanceQuery(plan, countedRows(plan)));
}

/** SQL of the name of a row's member, as a term. */
const memberTerm = ({ roles: { members } }: Plan): string =>
  members.length === 1 ? members[0]!.value : `(${memberSql(members)})`;

/** SQL conditions of the rows that a report on values over time counts. */
function countedRows(plan: Plan): readonly string[] {
  const { members, story } = plan.roles;
  // Dated records count as a whole also if they name no member.
  const isNamed = members.length === 0 || story === "flow" ? [] : [`${memberTerm(plan)} IS NOT NULL`];
  return datedRows(plan, isNamed);
}

/** SQL conditions of the rows that would count if they named a member. */
const unnamedRows = (plan: Plan): readonly string[] => datedRows(plan, [`${memberTerm(plan)} IS NULL`]);

/** SQL conditions of the rows of a report on values over time: those of its time, and others. */
function datedRows({ roles }: Plan, named: readonly string[]): readonly string[] {
  const { time, members, selector } = roles;
  return [
    `${time!.day} IS NOT NULL`,
    ...named,
    ...leavingOut(members, roles.apart),
    ...(selector === undefined ? [] : [`${quoteName(selector)} = (SELECT series FROM measure)`]),
    ...(roles.part === undefined ? [] : [`${roles.part.value} = $part`]),
  ];
}

function factsOf(plan: Plan): string {
  const { roles } = plan;
  const { time, measures, members } = roles;
  const member = members.length === 0 ? "NULL::VARCHAR" : memberSql(members);
  const where = countedRows(plan);
  const day = hasStocks(measures, time!) ? `\n  ${time!.day} AS day,` : "";
  const isFull = plan.full.length > 0;
  const rows = `SELECT
  ${periodSql(time!)} AS period,${day}${isFull ? `\n  ${timeSql(time!)} AS time,` : ""}
  ${member} AS member,
  ${whereEnded(plan, valueSql(measures))} AS value
FROM ${sourceOf(roles)}
WHERE ${where.join("\n  AND ")}`;
  const about = "-- Each row of the table: its period, its member and the value that the report is about.";
  if (!isFull) return `${about}\n${rows}\n`;
  const { raw, grain } = time!;
  return `${about}
-- What lacks the value of a ${raw} has none in its ${grain}.
WITH rows_of AS (
${rows}
)
SELECT * EXCLUDE (time, value), value IS NOT NULL AS known,
  ${whereFull(plan, "value", fullSql(time!, "value", " OVER (PARTITION BY period, member)"))} AS value
FROM rows_of
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
    return {
      from: "facts",
      value: combineSql(measures, time!.raw === time!.grain && time!.finer !== true ? "adds" : "flows"),
    };
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
  // Sums of a member that lack the values of different rows are not compared.
  const [lacking, lacks] = plan.lacks
    ? [", any_value(absent_rows) AS absent_rows", "LEFT JOIN lacks USING (period, member)\n"]
    : ["", ""];
  return `-- One value for each member in each complete period.
SELECT period, member, ${single ? "max(value)" : value} AS value${lacking}
FROM ${from}
JOIN periods USING (period)
${lacks}WHERE value IS NOT NULL AND period <= (SELECT now FROM chosen)
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
  const isPartly = isPartlyKnown(plan);
  // Conditions stand inside of the conversion: beside it they would count among the columns that are interpolated.
  const moved = changeSql(
    plan,
    "median((CASE WHEN before IS NOT NULL THEN value END)::DOUBLE)",
    "median(before::DOUBLE)",
    "any_value(m.kind)",
  );
  const both = changeSql(plan, "sum(value) FILTER (before IS NOT NULL)", "sum(before)", "any_value(m.kind)");
  const only = steady ? " FILTER (steady)" : "";
  const middle = `median(${steady ? "(CASE WHEN steady THEN value END)" : "value"}::DOUBLE)`;
  const whole = gathered(plan, "");
  const empty = withEmpty(roles.measures, whole.value);
  const parts =
    roles.story === "flow"
      ? `WITH ${isPartly ? `${sharesSql(plan, ["period"])}, ` : ""}parts AS (
  SELECT period, NULL AS member, ${empty.value} AS value${isPartly ? ", any_value(share_lacking) AS share_lacking" : ""}
  FROM periods
  LEFT JOIN ${whole.from} USING (period)${isPartly ? "\n  LEFT JOIN shares USING (period)" : ""}
  WHERE (value IS NOT NULL${empty.or}) AND period <= (SELECT now FROM chosen)
  GROUP BY period, records
), pairs AS (`
      : "WITH parts AS (FROM cells), pairs AS (";
  return `-- The whole over time${hasMembers(plan) ? ": the sum of the members, or their median where they may not be added up" : ""}; and its change${hasMembers(plan) ? ", of the\n-- members with a value at both times" : ""}.
${parts}
  SELECT c.period, c.value, b.value AS before${steady ? ", c.member IN (FROM steady) AS steady" : ""}
  FROM parts c
  JOIN periods p ON p.period = c.period
  LEFT JOIN parts b ON b.member IS NOT DISTINCT FROM c.member AND b.period = ${before}${sameRows(plan, "b", "c")}${toldApart(plan, "c", "b")}
)
SELECT
  period,
  ${overMembers(plan, `sum(value)${only}`, middle)} AS value,
  ${overMembers(plan, both, `(${moved})::DOUBLE`)} AS change,
  count(*)${only} AS members, count(before) AS compared
FROM pairs, measure m${steady ? "\nWHERE period >= (SELECT min(period) FROM cells WHERE member IN (FROM steady))" : ""}
GROUP BY period
ORDER BY period
`;
}

/** The values of the column that is shown one value at a time. */
function partsOf({ roles }: Plan, { value }: PartRole): string {
  return `SELECT DISTINCT ${value} AS key, ${value} AS label
FROM ${sourceOf(roles)}
WHERE ${value} IS NOT NULL
ORDER BY key
`;
}

/** By how many usual distances two periods lie apart at least if one between them is missing. */
const missing = 1.85;

/** The course with a row without a value where periods are missing: there the line breaks. */
function drawnOf({ grain }: TimeRole): string {
  // Days of work are five in seven: their usual distances are one and three.
  const usual = grain === "day" ? 0.9 : 0.5;
  return `-- The course as it is drawn: where periods are missing, the line breaks.
WITH gaps AS (
  SELECT period, value, (lead(period) OVER (ORDER BY period)) - period AS gap FROM course
), usual AS (SELECT quantile_disc(gap, ${usual}) AS days FROM gaps)
SELECT period, value FROM gaps
UNION ALL
SELECT period + days::INTEGER, NULL FROM gaps, usual WHERE gap > ${missing} * days
ORDER BY period
`;
}

/** Years that the chart through the year draws at most: more are no lines that can be told apart. */
const yearsDrawn = 8;

function seasonsOf({ roles: { time } }: Plan): string {
  const part = time!.grain === "quarter" ? "quarter(period)" : "month(period)";
  const back = `year((SELECT now FROM chosen)) - year(period)`;
  return `-- Each of the last years as a line of its own; \`place\` is the part of the year, on days of one year that all share.
SELECT period, value, year(period)::VARCHAR AS year, make_date(2001, ${time!.grain === "quarter" ? `(${part} - 1) * 3 + 1` : part}, 1) AS place,
  CASE ${back} WHEN 0 THEN 'now' WHEN 1 THEN 'before' ELSE 'earlier' END AS kind,
  -- The years that are neither, and how many before them are not drawn.
  date_trunc('year', min(period) FILTER (${back} > 1) OVER ())::DATE AS grey_from,
  date_trunc('year', max(period) FILTER (${back} > 1) OVER ())::DATE AS grey_to,
  (SELECT count(DISTINCT year(period)) FROM course WHERE ${back} >= ${yearsDrawn}) AS not_drawn
FROM course
WHERE ${back} < ${yearsDrawn}
ORDER BY period
`;
}
