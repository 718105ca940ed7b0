import type { Files, Plan } from "../parts.ts";
import { lengths } from "./full-periods.ts";

/** Times that a weekday must have come without a record before it counts as closed. */
const fewestClosed = 3;
/** Records a period, on average, from which those of a few periods only come in campaigns. */
const oftenOnAverage = 3;
/** How unlikely it must be that so many periods have no record by chance, if records come as they usually do. */
const notByChance = 1000;

/** Whether periods of dated records lie in a grid, so that empty ones are known. */
export const hasSilences = ({ roles: { story, time } }: Plan): boolean => story === "flow" && time?.raw !== "week";

/**
 * SQL of periods with those between them that have no record. Where so many records are usual that none at all is no
 * chance, nothing of such a period is 0: the table does not have it, or nothing was open. So it is on weekdays that
 * never have a record, and between campaigns, where most periods have none. A shop closed each winter has 0.
 *
 * @param columns columns of `found` beside the period
 */
export function countedWithEmpty({ roles: { time } }: Plan, columns: readonly string[]): string {
  const { grain } = time!;
  const part = grain === "month" || grain === "quarter" ? "month(period)" : grain === "day" ? "isodow(period)" : "NULL";
  const chance = `> (SELECT ln(${notByChance} * greatest(count(*), 1)) FROM runs)`;
  const usual = "(SELECT median(records::DOUBLE) FROM found)";
  const closed =
    grain === "day"
      ? ` AND NOT coalesce(NOT is_open AND alike >= ${fewestClosed} AND alike * ${usual} ${chance}, false)`
      : "";
  const others = columns.map((column) => `, ${column}`).join("");
  return `between_found AS (
  -- Periods without a record lie between the others.
  SELECT period, first_day, last_day, coalesce(records, 0) AS records${others}
  FROM (SELECT unnest(generate_series(min(period), max(period), INTERVAL ${lengths[grain]}))::DATE AS period FROM found)
  LEFT JOIN found USING (period)
), runs AS (
  SELECT *, count(*) FILTER (records > 0) OVER (ORDER BY period) AS run,
    max(records) OVER (PARTITION BY ${part}) > 0 AS is_open, count(*) OVER (PARTITION BY ${part}) AS alike FROM between_found
), silent AS (
  -- Of so many in a row, each with as few records by chance, the table has none.
  SELECT run FROM runs WHERE records = 0
  GROUP BY run
  HAVING count(*) FILTER (is_open) >= 1 AND count(*) * ${usual} ${chance}
), campaigns AS (
  SELECT 2 * count(*) FILTER (records > 0) < count(*) AND avg(records) > ${oftenOnAverage} AS are_few FROM runs
), counted AS (
  SELECT period, first_day, last_day, records${others} FROM runs
  WHERE records > 0 OR (run NOT IN (FROM silent) AND NOT (SELECT are_few FROM campaigns)${closed})`;
}

/** The query of the periods without a record that are not counted as 0. */
export function writeSilences(files: Files, plan: Plan): void {
  if (!hasSilences(plan)) return;
  files.set(
    "queries/silences.sql",
    `-- Where the table has no records for long: between which periods for longest, and how often.
SELECT count(*) AS spans, arg_max(previous, period - previous) AS previous, arg_max(period, period - previous) AS period
FROM periods
WHERE period > previous + 2 * INTERVAL ${lengths[plan.roles.time!.grain]}
`,
  );
}
