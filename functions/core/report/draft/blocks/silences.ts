import type { Files, Plan } from "./parts.ts";
import { lengths } from "./full-periods.ts";

/** Periods in a row without a record from which these may be ones that the table does not have. */
const fewestSilent = 3;
/** How unlikely it must be that so many periods have no record by chance, if records come as they usually do. */
const notByChance = 1000;

/** Whether periods of dated records lie in a grid, so that empty ones are known. */
export const hasSilences = ({ roles: { story, time } }: Plan): boolean => story === "flow" && time?.raw !== "week";

/**
 * SQL of periods with those between them that have no record. Of many in a row where as many records are usual, none is
 * known: the table does not have them, and nothing of them is 0. Where a shop is closed each winter, it is.
 *
 * @param columns columns of `found` beside the period
 */
export function countedWithEmpty({ roles: { time } }: Plan, columns: readonly string[]): string {
  const { grain } = time!;
  const part = grain === "month" || grain === "quarter" ? "month(period)" : "NULL";
  const others = columns.map((column) => `, ${column}`).join("");
  return `between_found AS (
  -- Periods without a record lie between the others.
  SELECT period, first_day, last_day, coalesce(records, 0) AS records${others}
  FROM (SELECT unnest(generate_series(min(period), max(period), INTERVAL ${lengths[grain]}))::DATE AS period FROM found)
  LEFT JOIN found USING (period)
), runs AS (
  SELECT *, count(*) FILTER (records > 0) OVER (ORDER BY period) AS run,
    max(records) OVER (PARTITION BY ${part}) > 0 AS is_open FROM between_found
), silent AS (
  -- Of so many in a row, each with as few records by chance, the table has none.
  SELECT run FROM runs WHERE records = 0
  GROUP BY run
  HAVING count(*) FILTER (is_open) >= ${fewestSilent} AND count(*) * (SELECT median(records::DOUBLE) FROM found) > ln(${notByChance} * (SELECT count(*) FROM runs))
), counted AS (
  SELECT period, first_day, last_day, records${others} FROM runs
  WHERE records > 0 OR run NOT IN (FROM silent)`;
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
