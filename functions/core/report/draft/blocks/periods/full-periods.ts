import type { DraftTable } from "../../draft.ts";
import { quoteText } from "../../quote.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import type { MeasureRole, Roles, TimeRole } from "../../roles/roles.ts";
import { leavingOut, type Plan } from "../parts.ts";

/** Share of all days with records from which a day without any is missing. */
export const everyDay = 0.9;

/** Lengths of periods as intervals of SQL. */
export const lengths = { day: "1 DAY", week: "7 DAY", month: "1 MONTH", quarter: "3 MONTH", year: "1 YEAR" } as const;

/** Share of the periods of members that have all their times, from which the others lack some. */
const mostFull = { day: 0.9, week: 0.5, month: 0.5, quarter: 0.5, year: 0.5 } as const;

/** Months of a time of the table and of a period. */
const months = { month: 1, quarter: 3, year: 12 } as const;

/**
 * SQL of how many times of the table's grid a period has.
 *
 * @param period SQL of the first day of the period
 * @returns undefined if the table's times follow no grid, or are the periods themselves
 */
function timesSql({ raw, grain, first, last, times }: TimeRole, period: string): string | undefined {
  if (raw === grain) return undefined;
  if (raw === "month" || raw === "quarter")
    return grain in months ? String(months[grain as keyof typeof months] / months[raw]) : undefined;
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  const next = `(${period} + INTERVAL ${lengths[grain]})::DATE`;
  if (raw === "day") return times < everyDay * days ? undefined : `date_diff('day', ${period}, ${next})`;
  const weeksBefore = (day: string): string => `floor((date_diff('day', DATE '${first}', ${day}) - 1) / 7)`;
  return raw === "week" ? `${weeksBefore(next)} - ${weeksBefore(period)}` : undefined;
}

/** SQL of the time of the table that a row is of. */
export function timeSql({ day, raw }: TimeRole): string {
  return raw === "month" || raw === "quarter" ? `date_trunc('${raw}', ${day})::DATE` : `${day}::DATE`;
}

/**
 * SQL that tells whether the rows that are put together have a value at each time of their period.
 *
 * @param value name of the value's column, beside `time` and `period`
 * @param over the rows that are put together, if it is no group of a query
 */
export function fullSql(time: TimeRole, value: string, over = ""): string {
  return `count(DISTINCT time) FILTER (${value} IS NOT NULL)${over} >= ${timesSql(time, "period") ?? "1"}`;
}

/** Whether a measure has a value in a period only if it has one at each time of it. */
export function needsAll({ full }: Plan, { key }: MeasureRole): boolean {
  return full.includes(key);
}

/** SQL of a value of the chosen measure that counts where `isFull` tells so, if the measure needs all. */
export function whereFull({ full, roles: { measures } }: Plan, value: string, isFull: string): string {
  if (full.length === 0) return value;
  const others = measures.filter(({ key }) => !full.includes(key)).map(({ key }) => quoteText(key));
  return `CASE WHEN ${others.length === 0 ? "" : `$measure IN (${others.join(", ")}) OR `}${isFull} THEN ${value} END`;
}

/**
 * Finds the measures of regular rows: most members have a value at each time of most periods. Sums and means of the
 * times that a member has are not those of the period, so one that lacks a time has no value in it. Records are of
 * those times at which something happened, and lack none.
 *
 * @returns the measures' keys
 */
export async function lookForFull({ ask }: DraftTable, roles: Roles): Promise<readonly string[]> {
  const { time, story, measures, members, long, apart, selector } = roles;
  if (time === undefined || (story !== "panel" && story !== "series") || selector !== undefined) return [];
  if (timesSql(time, "period") === undefined) return [];
  const [member] = members;
  const where = [
    `${time.day} IS NOT NULL`,
    ...(member === undefined ? [] : [`${member.value} IS NOT NULL`, ...leavingOut([member], apart)]),
  ];
  const one = ({ key, value }: MeasureRole): string => `SELECT ${quoteText(key)} AS key, (
  SELECT avg(is_full::INTEGER) FROM (
    SELECT is_full, period IN (min(period) OVER (), max(period) OVER ()) AND NOT bool_or(is_full) OVER (PARTITION BY period) AS is_end
    FROM (SELECT period, ${fullSql(time, "value")} AS is_full FROM (
      SELECT ${periodSql(time)} AS period, ${timeSql(time)} AS time, ${member?.value ?? "NULL"} AS member, ${value} AS value
      FROM ${long === undefined ? "records" : `(${long.sql})`} WHERE ${where.join(" AND ")}
    ) GROUP BY period, member)
  ) WHERE NOT is_end
) AS share`;
  const rows = await ask(measures.map(one).join("\nUNION ALL\n"));
  return rows.filter(({ share }) => Number(share ?? 0) >= mostFull[time.raw]).map(({ key }) => String(key));
}
