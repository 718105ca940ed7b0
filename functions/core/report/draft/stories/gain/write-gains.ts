import { type Files, alikeSql, spec } from "../../blocks/parts.ts";
import { rankingSpec } from "../../blocks/time-charts.ts";
import { cutColumns, rankedLists } from "../../blocks/cut.ts";

/** Queries and a chart of how prices changed in percent, from the first period to the chosen one. */
export function writeGains(files: Files): void {
  files.set("queries/gains.sql", gainsSql);
  files.set("queries/gain.sql", gainSql);
  files.set(
    "queries/gains_table.sql",
    `-- All if they are at most twenty, otherwise the ten that rose most.
SELECT member, begin_value, now_value, value
FROM gains
QUALIFY row_number() OVER (ORDER BY value DESC, member) <= CASE WHEN count(*) OVER () <= 20 THEN 20 ELSE 10 END
ORDER BY value DESC, member
`,
  );
  files.set("charts/gains.vl.json", spec(rankingSpec(false)));
}

const gainsSql = `-- The change of each in percent, from the first period in which most have a value to the chosen one.
WITH begun AS (
  SELECT period FROM (SELECT period, count(value) AS n FROM cells WHERE member IS NOT NULL GROUP BY period)
  WHERE period <= (SELECT now FROM chosen)
  ORDER BY 2 * n >= (SELECT count(DISTINCT member) FROM cells) DESC, period
  LIMIT 1
)
SELECT c.member, (SELECT period FROM begun) AS begin, b.value AS begin_value, c.value AS now_value,
  100 * (c.value::DOUBLE / b.value - 1) AS value
FROM cells c
JOIN chosen ON c.period = now
JOIN cells b ON b.member = c.member AND b.period = (SELECT period FROM begun)
WHERE c.member IS NOT NULL AND c.value IS NOT NULL AND b.value > 0
ORDER BY value DESC, c.member
`;

const ties = (of: string): string => `count(*) FILTER (${alikeSql("value", `(SELECT ${of}(value) FROM gains)`, 1)})`;

const gainSql = `-- Which rose most and which least, and how many have no value at the beginning; if none differs, \`members\` is null.
SELECT CASE WHEN max(value) > min(value) THEN count(*) END AS members, min("begin") AS begin,
  arg_max(member, value) AS first, max(value) AS first_value, arg_min(member, value) AS last, min(value) AS last_value,
  ${cutColumns("(FROM gains ORDER BY value DESC, member)", rankedLists)},
  ${ties("max")} AS first_ties, ${ties("min")} AS last_ties,
  count(*) FILTER (value > 0) AS rose, count(*) FILTER (value < 0) AS fell, median(value::DOUBLE) AS middle,
  (SELECT count(DISTINCT member) FROM cells JOIN chosen ON period = now WHERE member IS NOT NULL AND value IS NOT NULL) - count(*) AS absent
FROM gains
`;
