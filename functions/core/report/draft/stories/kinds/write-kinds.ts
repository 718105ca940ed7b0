import { comparedOf, type Files, leavingOut, type Plan, sourceOf, spec } from "../../blocks/parts.ts";
import { rankingSpec } from "../../blocks/time-charts.ts";
import { quoteText } from "../../quote.ts";
import type { KindsRole } from "./kinds-role.ts";

/** Queries and the chart of columns that are kinds of one thing: what each adds up to over all rows. */
export function writeKinds(files: Files, { roles }: Plan, { columns }: KindsRole): void {
  const conditions = leavingOut(comparedOf(roles), roles.apart);
  const where = conditions.length === 0 ? "" : `\n  WHERE ${conditions.join("\n    AND ")}`;
  const highest = `greatest(${columns.map(({ value }) => value).join(", ")})`;
  const parts = columns.map(
    ({ label, value }, at) =>
      `SELECT ${at + 1} AS place, ${quoteText(label)} AS member, sum(${value})::DOUBLE AS value,
    count(*) FILTER (${value} = highest AND highest > 0) AS firsts
  FROM counted`,
  );
  files.set(
    "queries/kinds.sql",
    `-- The sum of each column over all rows, and the rows in which it is highest; from the largest.
WITH counted AS (
  SELECT *, ${highest} AS highest FROM ${sourceOf(roles)}${where}
), sums AS (
  ${parts.join("\n  UNION ALL ")}
)
SELECT place, member, value, firsts, 100 * value / nullif(sum(value) OVER (), 0) AS share,
  (SELECT count(*) FROM counted WHERE highest > 0) AS filled
FROM sums
WHERE value IS NOT NULL
ORDER BY value DESC, place
`,
  );
  files.set(
    "queries/kinds_ends.sql",
    `-- The two largest columns, and all together.
SELECT count(*) AS counted, sum(value) AS total, max(filled) AS rows,
  first(member ORDER BY value DESC, place) AS first, max(value) AS first_value,
  first(share ORDER BY value DESC, place) AS first_share, first(firsts ORDER BY value DESC, place) AS first_rows,
  count(*) FILTER (value = (SELECT max(value) FROM kinds)) AS first_ties,
  (SELECT member FROM kinds ORDER BY value DESC, place LIMIT 1 OFFSET 1) AS second,
  (SELECT value FROM kinds ORDER BY value DESC, place LIMIT 1 OFFSET 1) AS second_value
FROM kinds
HAVING count(*) > 1 AND sum(value) > 0
`,
  );
  files.set("charts/kinds.vl.json", spec(rankingSpec(false)));
}
