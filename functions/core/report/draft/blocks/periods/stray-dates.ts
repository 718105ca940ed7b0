import { type Files, type Plan, sourceOf } from "../parts.ts";

/** The query of how many rows have a date that stands apart from all others. */
export function writeStray(files: Files, { roles }: Plan): void {
  const { stray } = roles.time ?? {};
  if (stray === undefined) return;
  files.set(
    "queries/stray_dates.sql",
    `-- Rows whose dates stand apart from all others, which count for no time.
SELECT count(*) AS rows_of, min(${stray.day}) AS first, max(${stray.day}) AS last
FROM ${sourceOf(roles)}
WHERE ${stray.day} > DATE '${stray.year}-12-31'
`,
  );
}
