import { type Files, flows, type Plan } from "../parts.ts";

/**
 * Whether rows of a period may lack the value that the report is about, so that it says how many do: not of counted
 * records, of periods across, which have no row where they have no value, of what came in and went out, and of a table
 * in which rows that were cancelled have none.
 */
export function hasLacking({ roles: { story, time, measures, long, voided }, full }: Plan): boolean {
  if (time === undefined || voided !== undefined || long?.turned === true || full.length > 0) return false;
  if (story !== "series" && story !== "panel" && story !== "flow") return false;
  return measures.some(({ column }) => column !== "*") && measures.every(({ direction }) => direction === undefined);
}

/** Query of the rows of the chosen period that have no value. */
export function writeLacking(files: Files, plan: Plan): void {
  if (!hasLacking(plan)) return;
  // Of sums, the mean of a row with a value tells what those without one do not change.
  const means =
    plan.roles.story === "flow" && plan.roles.measures.some(flows)
      ? `,
  avg(value) FILTER (period = now)::DOUBLE AS mean_now, avg(value) FILTER (period = before)::DOUBLE AS mean_before`
      : "";
  if (means !== "")
    files.set(
      "queries/lacking.sql",
      `-- How many rows of the chosen period, and of that which it is compared with, have no value, and the mean of the others.
SELECT count(*) FILTER (period = now) AS rows_of, count(*) FILTER (period = now AND value IS NULL) AS missing,
  count(*) FILTER (period = before) AS rows_before, count(*) FILTER (period = before AND value IS NULL) AS missing_before${means}
FROM facts
JOIN chosen ON period = now OR period = before
`,
    );
  else
    files.set(
      "queries/lacking.sql",
      `-- How many rows of the chosen period have no value.
SELECT count(*) AS rows_of, count(*) - count(value) AS missing
FROM facts
JOIN chosen ON period = now
`,
    );
}
