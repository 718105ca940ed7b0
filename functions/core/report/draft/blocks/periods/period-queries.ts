import { everyDay, lengths } from "./full-periods.ts";
import { countedWithEmpty } from "./silences.ts";
import { hasPartial, partialQuery } from "./partial.ts";
import { hasUnitsOverTime, otherUnitsQuery } from "../other-units.ts";
import { type Files, periodPatterns, type Plan, sourceOf } from "../parts.ts";
import { tellsAllTime } from "../../stories/lead-of.ts";
import { allTime } from "../../stories/period-asked.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import type { TimeRole } from "../../roles/roles.ts";

/** Days that may be missing at either end of a period that counts as complete, if not every day has records. */
const tolerance = { day: 0, week: 1, month: 4, quarter: 8, year: 15 } as const;
/** The same at an end up to which the table is, as its title says. */
const titledTolerance = { day: 0, week: 2, month: 14, quarter: 20, year: 31 } as const;
/** Share of the usual number of members with which a period is well reported. */
const wellReported = 0.7;
/** Share of the usual number of dated records with which a period is. */
const fewRecords = 0.3;

/** The queries of the periods of a table: which are complete, which can be chosen, and which is. */
export function writePeriodQueries(files: Files, plan: Plan): void {
  if (hasPartial(plan)) files.set("queries/partial.sql", partialQuery(plan));
  if (hasUnitsOverTime(plan)) files.set("queries/other_units.sql", otherUnitsQuery());
  files.set("queries/periods.sql", periodsOf(plan));
  files.set("queries/period_choices.sql", choicesOf(plan));
  files.set("queries/chosen.sql", chosenOf(plan));
}

/** Whether sums and medians over time are of the same members throughout. */
export function hasSteady({ roles: { story, dense } }: Plan): boolean {
  return story === "panel" && dense;
}

/** What a first or last period must have as much of as is usual: of dated records themselves, of others members. */
function usualOf(plan: Plan): "records" | "members" | undefined {
  const { story, time } = plan.roles;
  if (story === "flow" || time!.finer === true) return "records";
  return hasSteady(plan) ? "members" : undefined;
}

/** By what the report tells which of its periods are unfinished; of longer ones it says so of all. */
export function hasUnfinished(plan: Plan): "records" | "members" | undefined {
  const { time } = plan.roles;
  return time === undefined || time.raw !== time.grain ? undefined : usualOf(plan);
}

/** SQL: whether a period is well reported. Only the first and the last may be unfinished; others are as they are. */
function reported(count: "records" | "members", isEven: boolean): string {
  const share = count === "records" && !isEven ? fewRecords : wellReported;
  const ends = "period NOT IN ((SELECT min(period) FROM counted), (SELECT max(period) FROM counted))";
  return `(${count} >= ${share} * (SELECT median(${count}::DOUBLE) FROM counted WHERE ${count} > 0) OR ${ends})`;
}

/** SQL of how many days after the first of its year a season usually has its first or last row. */
const usualDay = (day: string): string => `(SELECT median(${day}::DATE - period) FROM counted)`;

/** SQL: whether the first and the last period reach to where the next of the table's times would lie outside. */
function completeSql({ raw, grain, first, last, times, weekdays, season, titled }: TimeRole): readonly string[] {
  const [begins, ends] = ["(period > (SELECT min(period) FROM counted)", "(period < (SELECT max(period) FROM counted)"];
  // A season is over when it usually is, and not at the end of a calendar year.
  if (grain === "year" && season !== undefined) {
    return [
      `${ends} OR last_day::DATE - period + ${tolerance.year} >= ${usualDay("last_day")})`,
      `${begins} OR first_day::DATE - period <= ${usualDay("first_day")} + ${tolerance.year})`,
    ];
  }
  // Where only some weekdays have records, a week is complete from the first to the last of these.
  if (grain === "week" && raw === "day" && weekdays !== undefined)
    return [
      `${ends} OR last_day >= period + INTERVAL ${weekdays.to - 1} DAY)`,
      `${begins} OR first_day <= period + INTERVAL ${weekdays.from - 1} DAY)`,
    ];
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  // On days without a record nothing happened, if not every day has some.
  const isSparse = raw === "day" && times < everyDay * days;
  const missing = isSparse ? tolerance[grain] : 0;
  const [tillTitled, fromTitled] =
    titled === undefined || !isSparse
      ? ["", ""]
      : [
          ` OR (period + INTERVAL ${lengths[grain]})::DATE = DATE '${titled.to}' + 1 AND last_day::DATE >= DATE '${titled.to}' - ${titledTolerance[grain]}`,
          ` OR period::DATE = DATE '${titled.from}' AND first_day::DATE <= DATE '${titled.from}' + ${titledTolerance[grain]}`,
        ];
  const start = (day: string): string => (raw === "day" || raw === "week" ? day : `date_trunc('${raw}', ${day})`);
  const from = `${start("first_day")} < period + INTERVAL ${raw === "week" ? 7 : missing + 1} DAY`;
  const next = raw === "day" ? `${Math.max(missing, 1)} DAY` : lengths[raw];
  const to = `${start("last_day")} + INTERVAL ${next} >= period + INTERVAL ${lengths[grain]}`;
  return [`${ends} OR ${to}${tillTitled})`, `${begins} OR ${from}${fromTitled})`];
}

/** SQL: whether a period has a quarter of all records of many periods; it is no rest, wherever it begins. */
const bulkSql = "(4 * records >= (SELECT sum(records) FROM counted) AND (SELECT count(*) FROM between_found) >= 8)";

/** Whether the periods are days, of whose rows the times of day are known. */
export function hasInstants({ raw, grain, instant }: TimeRole): boolean {
  return raw === "day" && grain === "day" && instant !== undefined;
}

const second = (of: string): string => `epoch(${of}) - epoch(date_trunc('day', ${of}))`;

/** SQL of the time of day of the first and the last row, s. */
function hoursSql(instant: string): string {
  return `,\n    ${second(`min(${instant})`)} AS first_time, ${second(`max(${instant})`)} AS last_time`;
}

/** Days of which the times of day tell when a day usually begins and ends. */
const fewestDays = 4;

/** SQL: whether the first day begins, and the last one ends, about when the others do. */
const wholeDaySql: readonly string[] = [
  { end: "max", time: "last_time", most: "86400", sign: [">=", "min", "max"] },
  { end: "min", time: "first_time", most: "0", sign: ["<=", "max", "min"] },
].map(({ end, time, most, sign: [than, near, far] }) => {
  const others = `SELECT CASE WHEN count(${time}) >= ${fewestDays} THEN 2 * ${near}(${time}) - ${far}(${time}) END FROM counted WHERE period <> (SELECT ${end}(period) FROM counted)`;
  return `(period <> (SELECT ${end}(period) FROM counted) OR coalesce(${time}, ${most}) ${than} coalesce((${others}), ${time}))`;
});

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
  const isFlow = roles.story === "flow";
  const usual = usualOf(plan);
  const counted = usual === "records";
  const isEven = time!.finer === true || time!.even === true;
  const conditions = [
    ...(usual === undefined ? [] : [reported(usual, isEven)]),
    ...(coarser ? completeSql(time!).map((one) => (isFlow && raw !== "week" ? `(${one} OR ${bulkSql})` : one)) : []),
    ...(hasInstants(time!) ? wholeDaySql : []),
    ...(plan.lacks ? ["period NOT IN (SELECT period FROM uneven WHERE is_left_out)"] : []),
    ...(hasPartial(plan) ? ["period NOT IN (SELECT period FROM partial WHERE is_partial)"] : []),
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
  const hours = hasInstants(time!) ? hoursSql(time!.instant!) : "";
  // Weeks that follow no calendar have no place where an empty one would lie.
  const gaps =
    !isFlow || raw === "week" ? "" : `\n), ${countedWithEmpty(plan, hours === "" ? [] : ["first_time", "last_time"])}`;
  return `-- The ${coarser ? "complete" : hasSteady(plan) ? "well reported" : ""} periods, and those that each can be compared with.
WITH ${gaps === "" ? "counted" : "found"} AS (
  SELECT ${periodSql(time!)} AS period, min(${day}) AS first_day, max(${day}) AS last_day${count}${hours}
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

function choicesOf(plan: Plan): string {
  const { language, roles } = plan;
  const { financial, grain } = roles.time!;
  const label =
    financial === true && grain === "year" ? "key || '/' || lpad(((year(period) + 1) % 100)::VARCHAR, 2, '0')" : "key";
  const latest = { en: "Latest", zh: "最近一期", de: "Neueste" }[language];
  const whole = { en: "Whole time", zh: "全部时间", de: "Gesamte Zeit" }[language];
  const first = tellsAllTime(plan)
    ? `SELECT '${allTime}' AS key, '${whole}' AS label, NULL AS period, 1 AS place
UNION ALL
`
    : "";
  return `${first}SELECT 'latest' AS key, '${latest}' AS label, NULL AS period, 2 AS place
UNION ALL
SELECT key, ${label}, period, 3 FROM periods${roles.story === "flow" ? " WHERE records > 0" : ""}
ORDER BY place, period DESC
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
