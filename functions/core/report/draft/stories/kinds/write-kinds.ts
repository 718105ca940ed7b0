import { comparedOf, type Files, leavingOut, type Plan, sourceOf, spec } from "../../blocks/parts.ts";
import { rankingSpec } from "../../blocks/time-charts.ts";
import { isNoAnswer } from "../../names/no-answer.ts";
import { quoteText } from "../../quote.ts";
import type { KindsRole } from "./kinds-role.ts";

/** Queries and the chart of columns that are kinds of one thing: what each adds up to over all rows. */
export function writeKinds(files: Files, { roles }: Plan, { columns }: KindsRole): void {
  const conditions = leavingOut(comparedOf(roles), roles.apart);
  const where = conditions.length === 0 ? "" : `\n  WHERE ${conditions.join("\n    AND ")}`;
  const asked = columns.filter(({ column }) => !isNoAnswer(column));
  const highest = `greatest(${asked.map(({ value }) => value).join(", ")})`;
  const ties = asked.map(({ value }) => `coalesce((${value} = highest)::INTEGER, 0)`).join(" + ");
  const parts = columns.map(
    ({ column, label, value }, at) =>
      `SELECT ${at + 1} AS place, ${quoteText(label)} AS member, ${String(asked.some((one) => one.column === column))} AS answer, sum(${value})::DOUBLE AS value,
    ${asked.some((one) => one.column === column) ? `count(*) FILTER (${value} = highest AND ties = 1)` : "NULL"} AS firsts
  FROM counted`,
  );
  files.set(
    "queries/kinds.sql",
    `-- The sum of each column over all rows, and the rows in which it alone is highest; from the largest. What is no answer
-- stands last.
WITH highests AS (
  SELECT *, ${highest} AS highest FROM ${sourceOf(roles)}${where}
), counted AS (
  SELECT *, ${ties} AS ties FROM highests
), sums AS (
  ${parts.join("\n  UNION ALL ")}
)
SELECT place, member, answer, value, firsts, 100 * value / nullif(sum(value) OVER (), 0) AS share,
  (SELECT count(*) FROM counted) AS filled
FROM sums
WHERE value IS NOT NULL
ORDER BY answer DESC, value DESC, place
`,
  );
  files.set(
    "queries/kinds_ends.sql",
    `-- The two largest columns, and all together.
SELECT count(*) AS counted, sum(value) AS total, max(filled) AS rows,
  first(member ORDER BY answer DESC, value DESC, place) AS first, max(value) FILTER (answer) AS first_value,
  first(share ORDER BY answer DESC, value DESC, place) AS first_share, first(firsts ORDER BY answer DESC, value DESC, place) AS first_rows,
  count(*) FILTER (answer AND value = (SELECT max(value) FROM kinds WHERE answer)) AS first_ties,
  (SELECT member FROM kinds ORDER BY answer DESC, value DESC, place LIMIT 1 OFFSET 1) AS second,
  (SELECT value FROM kinds ORDER BY answer DESC, value DESC, place LIMIT 1 OFFSET 1) AS second_value
FROM kinds
HAVING count(*) FILTER (answer) > 1 AND sum(value) > 0
`,
  );
  files.set("charts/kinds.vl.json", spec(rankingSpec(false)));
}
