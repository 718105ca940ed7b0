import { groupsSpec } from "../../blocks/groups.ts";
import { alikeSql, type Files, type Plan, sourceOf, spec } from "../../blocks/parts.ts";
import { quoteText } from "../../quote.ts";
import type { ScaleRole } from "./scale-role.ts";

/** The query and the chart of columns of one scale. */
export function writeScale(files: Files, { roles }: Plan, { columns, decimals }: ScaleRole): void {
  const parts = columns.map(
    ({ label, value }, at) =>
      `SELECT ${at + 1} AS place, ${quoteText(label)} AS member, ${value}::DOUBLE AS value FROM ${sourceOf(roles)}`,
  );
  const alike = (end: "max" | "min"): string =>
    `count(*) FILTER (${alikeSql("middle", `(SELECT ${end}(middle) FROM means)`, decimals)})`;
  files.set(
    "queries/scale.sql",
    `-- The columns of one scale, from the highest mean.
WITH given AS (
  ${parts.join("\n  UNION ALL ")}
), means AS (
  SELECT place, member, count(value) AS records, count(*) - count(value) AS lacking, avg(value) AS middle,
    quantile_cont(value::DOUBLE, 0.25) AS low, median(value::DOUBLE) AS half, quantile_cont(value::DOUBLE, 0.75) AS high
  FROM given
  GROUP BY place, member
  HAVING count(value) > 0
), ends AS (
  SELECT count(*) AS counted, ${decimals} AS decimals, min(records) AS fewest, max(records) AS most,
    first(member ORDER BY middle DESC, place) AS first, max(middle) AS first_value, ${alike("max")} AS first_ties,
    first(member ORDER BY middle, place) AS last, min(middle) AS last_value, ${alike("min")} AS last_ties
  FROM means
)
SELECT means.* EXCLUDE (lacking), ends.*, (SELECT sum(lacking) FROM means) AS lacking
FROM means, ends
ORDER BY middle DESC, place
`,
  );
  files.set("charts/scale.vl.json", spec(groupsSpec()));
}
