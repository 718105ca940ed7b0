import type { Grain } from "../../draft.ts";
import { canDoubt } from "../headline.ts";
import { flows, type Plan } from "../parts.ts";

/** Periods that are put together: a year of months or quarters, a week of days, four weeks. */
export const together: Readonly<Record<Exclude<Grain, "year">, number>> = { day: 7, week: 4, month: 12, quarter: 4 };

/** Mean days of a period. */
const days: Readonly<Record<Grain, number>> = { day: 1, week: 7, month: 30.4, quarter: 91.3, year: 365 };

/**
 * Whether a report adds up its last periods: those of amounts, of which the table has twice as many. A single one
 * swings by chance and by the time of the year.
 */
export function hasRecent({ roles: { time, measures, selector } }: Plan): boolean {
  if (time === undefined || time.grain === "year" || selector !== undefined || !measures.some(flows)) return false;
  const span = (Date.parse(time.last) - Date.parse(time.first)) / 86_400_000;
  // The first and the last record may lie within their periods; the query tells whether all are there.
  return span / days[time.grain] > 2 * together[time.grain] - 1;
}

/** Query of the sum of the last periods, and of as many before them. */
export function recentQuery(plan: Plan): string {
  const { time, members, story, reading } = plan.roles;
  const grain = time!.grain as keyof typeof together;
  const count = together[grain];
  // Of seven days those count that are not closed.
  const open = grain === "day" ? count - (reading.closed?.length ?? 0) : count;
  const step = grain === "quarter" ? "3 MONTH" : `1 ${grain.toUpperCase()}`;
  const same =
    members.length > 0 && story !== "flow"
      ? "\n    -- All are of the members that have a value now.\n    AND least = most AND most = (SELECT count(*) FROM cells WHERE period = now)"
      : "";
  const even = plan.lacks ? " AND NOT EXISTS (FROM lacked WHERE is_lacking AND period >= begin)" : "";
  const sure = canDoubt(plan) ? " AND NOT (SELECT is_doubtful FROM headline)" : "";
  return `-- What the last ${count} periods add up to, and how that differs from the ${count} before them; nothing if one is missing.
WITH placed AS (
  SELECT *, row_number() OVER (ORDER BY period DESC) AS back FROM course
), sums AS (
  SELECT sum(value) FILTER (back <= ${open}) AS value, sum(value) FILTER (back > ${open}) AS before,
    count(value) AS n, min(period) AS begin, min(members) AS least, max(members) AS most
  FROM placed
  WHERE back <= ${2 * open}
), counted AS (
  SELECT sums.*, m.flows AND n = ${2 * open} AND begin ${open === count ? "=" : ">="} now - ${2 * count - 1} * INTERVAL ${step}${same} ${sure}${even} AS is_whole
  FROM sums, measure m, chosen
)
SELECT CASE WHEN is_whole THEN value END AS value, CASE WHEN is_whole THEN change_pct(value, before) END AS change
FROM counted
`;
}
